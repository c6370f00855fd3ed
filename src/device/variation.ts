import type { RandomStream } from "../foundation/index.ts";
import type { DeviceSpec } from "../spec/index.ts";
import { assertParameters } from "./catalogue.ts";
import { DeviceError } from "./error.ts";

/** How a parameter spreads: `lognormal` multiplies by a factor of mean 1, `normal` by 1 + sigma z. */
export interface Spread {
  readonly sigma: number;
  readonly kind: "lognormal" | "normal";
}

/** Parameters that spread, by name. */
export type Spreads = Readonly<Record<string, Spread>>;

/** Draws that may fall outside the card before the spread is called too wide. */
const attempts = 100;

/**
 * A device like another, its parameters drawn around those of the other. A draw outside the card's ranges or their order is
 * drawn again, all parameters together: so the tails are cut, and what is left is a device. Names are taken in alphabetical
 * order, so the same stream gives the same device.
 *
 * @throws DeviceError DEVICE_PARAMETER (no such parameter), DEVICE_SPREAD (a hundred draws without a device)
 */
export function varyDevice(device: DeviceSpec, spreads: Spreads, stream: RandomStream): DeviceSpec {
  const names = Object.keys(spreads).sort();
  const nominal = device as unknown as Readonly<Record<string, unknown>>;
  for (const name of names) {
    if (typeof nominal[name] === "number") continue;
    throw new DeviceError("DEVICE_PARAMETER", `${device.model} has no parameter ${name} that could spread`, {
      at: ["variability", "parameters", name],
      hint: `Its card names them: models/${device.model}/card.yaml.`,
    });
  }
  for (let attempt = 0; attempt < attempts; attempt++) {
    const drawn = names.map((name) => {
      const { sigma, kind } = spreads[name] as Spread;
      const factor = kind === "lognormal" ? stream.lognormal(sigma) : 1 + sigma * stream.normal();
      return [name, (nominal[name] as number) * factor] as const;
    });
    const varied = { ...device, ...Object.fromEntries(drawn) } as DeviceSpec;
    if (isDevice(varied)) return varied;
  }
  throw new DeviceError(
    "DEVICE_SPREAD",
    `${attempts} draws gave no device inside the card of ${device.model}`,
    {
      at: ["variability", "parameters"],
      hint: "Lower the sigmas, or move the parameters away from the ends of their ranges.",
    },
  );
}

function isDevice(device: DeviceSpec): boolean {
  try {
    assertParameters(device);
    return true;
  } catch (error) {
    if (error instanceof DeviceError) return false;
    throw error;
  }
}
