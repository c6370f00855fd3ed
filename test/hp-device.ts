import type { HpDevice } from "../src/device/index.ts";
import { deviceSchema } from "../src/spec/index.ts";

/** An HP device, its defaults filled in. */
export function hpDevice(own: Record<string, unknown> = {}): HpDevice {
  const device = deviceSchema.parse(own);
  if (device.model !== "hp") throw new Error(`${device.model} is not hp`);
  return device;
}
