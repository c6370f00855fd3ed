export { emitCard } from "./card-text.ts";
export { assertParameters, equationsOf, formOf, withoutSeries } from "./catalogue.ts";
export type { DeviceMultiple } from "./conductance.ts";
export { cellFinder, conductanceRange, readConductance, stateAtConductance } from "./conductance.ts";
export { DeviceError } from "./error.ts";
export type { HpDevice } from "./hp.ts";
export { conductanceOf, fullRangeCharge, resistanceOf, stateOf, stateRate } from "./hp.ts";
export type { HpInstance } from "./hp-subcircuit.ts";
export { emitHpInstance, emitHpSubcircuit, hpSubcircuit } from "./hp-subcircuit.ts";
export type { IntegrateOptions, Trajectory } from "./integrate.ts";
export { integrate } from "./integrate.ts";
export type { Equations, Form, Heat, Model } from "./model.ts";
export type { PulseTrainOptions } from "./pulse-train.ts";
export { pulseTrain } from "./pulse-train.ts";
export { emitReadInstance, emitReadSubcircuit, readSubcircuitOf } from "./read-subcircuit.ts";
export { stateAtRest } from "./retention.ts";
export type { MemristorInstance, SubcircuitNames } from "./subcircuit.ts";
export {
  emitMemristorInstance,
  emitMemristorSubcircuit,
  numbersOf,
  subcircuitOf,
} from "./subcircuit.ts";
export type { SwitchEnsemble } from "./switch-ensemble.ts";
export { createSwitchEnsemble } from "./switch-ensemble.ts";
export { switchingTime } from "./switching.ts";
export type { Dialect } from "./text.ts";
export { translate } from "./text.ts";
export type { Spread, Spreads } from "./variation.ts";
export { varyDevice } from "./variation.ts";
export { emitVerilogA } from "./verilog-a.ts";
export type { Waveform } from "./waveform.ts";
export { constantWaveform, piecewiseLinearWaveform, sineWaveform } from "./waveform.ts";
export { windowFactor } from "./window.ts";
