export { MeasurementError } from "./error.ts";
export type { Hysteresis } from "./hysteresis.ts";
export { measureHysteresis } from "./hysteresis.ts";
export { programmableLevels } from "./levels.ts";
export { assertMemristorRun } from "./memristor-check.ts";
export type { PulseResponse } from "./pulse-response.ts";
export { measurePulseResponse } from "./pulse-response.ts";
export type { ReadDisturb } from "./read-disturb.ts";
export { measureReadDisturb } from "./read-disturb.ts";
