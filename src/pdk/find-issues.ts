import { formatLength, isAbove, isBelow, isOnGrid } from "./length.ts";
import { fitsBin } from "./models/bins.ts";
import type { Process, ProcessDevice } from "./process.ts";
import type { BinSet, SizeIssue, Transistor } from "./transistor.ts";

interface Circumstances {
  readonly supply: number;
  readonly sets: readonly BinSet[];
}

/** All rules that one transistor breaks. A transistor that must not be used at all has that one issue only. */
export function findIssues(
  transistor: Transistor,
  process: Process,
  { supply, sets }: Circumstances,
): readonly SizeIssue[] {
  const device = process.devices[transistor.device];
  if (device === undefined) return [unknown(transistor, process)];
  if (device.reserved !== null) return [reserved(transistor, process, device.reserved)];
  return [
    ...limitIssues(transistor, process, device),
    ...gridIssues(transistor, process),
    ...sets.flatMap((set) => binIssues(transistor, set)),
    ...voltageIssues(transistor, device, supply),
  ];
}

const noNumber = { actual: null, limit: null, unit: "1" } as const;

function unknown({ device }: Transistor, { name, title, devices }: Process): SizeIssue {
  const usable = Object.entries(devices).filter(([, { reserved }]) => reserved === null);
  const list = usable.map(([one]) => one).join(", ");
  const message = `${title} has no transistor "${device}". It has ${list}`;
  return { code: "PDK_DEVICE_UNKNOWN", rule: name, ...noNumber, message };
}

function reserved({ device }: Transistor, { name, title }: Process, reason: string): SizeIssue {
  const message = `${title} ${device} is not for use: ${reason}`;
  return { code: "PDK_DEVICE_RESERVED", rule: name, ...noNumber, message };
}

/** A rule for W holds for each finger: the channel is as wide as one finger. */
function limitIssues(
  { device, w, l, nf }: Transistor,
  { title }: Process,
  { limits }: ProcessDevice,
): SizeIssue[] {
  return limits.flatMap(({ rule, of, min, max }) => {
    const issue = (name: string, actual: number, code: string): SizeIssue[] => {
      const low = min !== null && isBelow(actual, min);
      const limit = low ? min : max;
      if (limit === null || !(low || isAbove(actual, limit))) return [];
      const needs = `${name} ${low ? ">=" : "<="} ${formatLength(limit)} (${rule})`;
      const message = `${name} = ${formatLength(actual)}, but ${title} ${device} needs ${needs}`;
      return [{ code, rule, actual, limit, unit: "m", message }];
    };
    if (of === "l") return issue("L", l, "PDK_SIZE_OUT_OF_RANGE");
    // Too narrow as a whole is too narrow in every finger: one fault, not two.
    const tooNarrow = min !== null && isBelow(w, min);
    return nf === 1 || tooNarrow
      ? issue("W", w, "PDK_SIZE_OUT_OF_RANGE")
      : issue("W/nf", w / nf, "PDK_FINGER_WIDTH");
  });
}

function gridIssues({ w, l, nf }: Transistor, { grid: { step, rule } }: Process): SizeIssue[] {
  const lengths = [["W", w], ["L", l], ...(nf === 1 ? [] : [["W/nf", w / nf]])] as [string, number][];
  return lengths
    .filter(([, length]) => !isOnGrid(length, step))
    .map(([name, actual]) => ({
      code: "PDK_SIZE_OFF_GRID",
      rule,
      actual,
      limit: step,
      unit: "m",
      message: `${name} = ${formatLength(actual)} is not on the grid of ${formatLength(step)} (${rule})`,
    }));
}

/** A model card is chosen by the width of one finger, since fingers are simulated as devices in parallel. */
function binIssues({ device, w, l, nf }: Transistor, set: BinSet): SizeIssue[] {
  const bins = set.bins(device);
  const finger = w / nf;
  if (bins.some((bin) => fitsBin(bin, finger, l))) return [];
  const whole = nf > 1 && bins.some((bin) => fitsBin(bin, w, l));
  const lengthFits = bins.some(({ lMin, lMax }) => !isBelow(l, lMin) && !isAbove(l, lMax));
  const size = `${nf > 1 ? "W/nf" : "W"} = ${formatLength(finger)}, L = ${formatLength(l)}`;
  const message =
    bins.length === 0
      ? `${set.name} has no model of ${device}: a PDK on disk may have one (--pdk-root)`
      : `${set.name} has no model card of ${device} for ${size}`;
  const code = whole ? "PDK_FINGER_WIDTH" : "PDK_NO_MODEL_BIN";
  return [{ code, rule: set.name, actual: lengthFits ? finger : l, limit: null, unit: "m", message }];
}

function voltageIssues({ device }: Transistor, { voltages }: ProcessDevice, supply: number): SizeIssue[] {
  const names = { vds: "Vds", vgs: "Vgs", vbs: "Vbs" } as const;
  const exceeded = (Object.keys(names) as (keyof typeof names)[])
    .map((key) => ({ name: names[key], limit: voltages?.[key] ?? Number.POSITIVE_INFINITY }))
    .filter(({ limit }) => supply > limit * (1 + 1e-9));
  if (exceeded.length === 0) return [];
  const limits = exceeded.map(({ name, limit }) => `${name} ${limit} V`).join(", ");
  return [
    {
      code: "PDK_VOLTAGE_OUT_OF_RANGE",
      rule: exceeded.map(({ name }) => name).join(", "),
      actual: supply,
      limit: Math.min(...exceeded.map(({ limit }) => limit)),
      unit: "V",
      message: `${supply} V in the circuit may be more on ${device} than it is good for: ${limits}`,
    },
  ];
}
