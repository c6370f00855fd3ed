import type { DeviceSpec, ModelName } from "../spec/index.ts";
import { assertDevice } from "./check.ts";
import type { Equations, Form, Model } from "./model.ts";
import { hp } from "./models/hp.ts";
import { metastableSwitch } from "./models/metastable-switch.ts";
import { sky130Reram } from "./models/sky130-reram.ts";
import { stanfordPku } from "./models/stanford-pku.ts";
import { table } from "./models/table.ts";
import { team } from "./models/team.ts";
import { vteam } from "./models/vteam.ts";
import { yakopcic } from "./models/yakopcic.ts";
import { zhang2017 } from "./models/zhang-2017.ts";

/** The equations of every model that a card is there for. */
const models: { readonly [M in ModelName]: Model<Extract<DeviceSpec, { model: M }>> } = {
  hp,
  vteam,
  team,
  yakopcic,
  "stanford-pku": stanfordPku,
  "sky130-reram": sky130Reram,
  "metastable-switch": metastableSwitch,
  "zhang-2017": zhang2017,
  table,
};

/**
 * The equations of a device, its parameters in them.
 *
 * @throws DeviceError DEVICE_PARAMETER
 */
export function equationsOf(device: DeviceSpec): Equations {
  assertParameters(device);
  const model = models[device.model] as unknown as Model<DeviceSpec>;
  return model.equations(device);
}

/** The equations of a device as text, its parameters by name. */
export function formOf(device: DeviceSpec): Form {
  const { form } = models[device.model] as unknown as Model<DeviceSpec>;
  return typeof form === "function" ? form(device) : form;
}

/** The same device without the resistance in series that its model may have. */
export function withoutSeries(device: DeviceSpec): DeviceSpec {
  const { series } = formOf(device);
  return series === undefined ? device : { ...device, [series]: 0 };
}

/** Asserts that every parameter is in its card's range, and what else the model asks. @throws DeviceError DEVICE_PARAMETER */
export function assertParameters(device: DeviceSpec): void {
  assertDevice(device);
  const model = models[device.model] as unknown as Model<DeviceSpec>;
  model.check?.(device);
}
