export type { Cache } from "./cache.ts";
export { openCache } from "./cache.ts";
export { cellOf } from "./characterize/frame.ts";
export { characterizeNeuron } from "./characterize/neuron.ts";
export { characterizeSynapse } from "./characterize/synapse.ts";
export { characterizeTransistors } from "./characterize/transistors.ts";
export { characterizeDevice, memristorSummary } from "./characterize-device.ts";
export { checkSizing } from "./check-sizing.ts";
export type { CrosscheckChoice } from "./crosscheck/choice.ts";
export { judgeCrosscheck } from "./crosscheck/verdict.ts";
export type { Environment, Outcome } from "./environment.ts";
export { PipelineError } from "./error.ts";
export type { ChosenSetup } from "./netlist/netgen-setup.ts";
export { chooseSetup } from "./netlist/netgen-setup.ts";
export type { NetlistFormat, Netlists } from "./netlist/netlist-file.ts";
export { netlistFormats } from "./netlist/netlist-file.ts";
export { tableNetlists } from "./netlist/table-netlists.ts";
export type { Proof, VerifyOptions } from "./netlist/verify-netlists.ts";
export { verifyNetlists } from "./netlist/verify-netlists.ts";
export type { WrittenNetlist } from "./netlist/write-netlists.ts";
export { keptNetlists, netlistList, writeNetlists } from "./netlist/write-netlists.ts";
export type { Output, OutputFile } from "./output.ts";
export { openOutput } from "./output.ts";
export type { Control, ProgressEvent } from "./progress.ts";
export type { SizingTable } from "./sizing/table.ts";
export { openTable } from "./sizing/table.ts";
export { judge } from "./sizing/verdict.ts";
export { specHashOf } from "./spec-hash.ts";
export type { TileJob } from "./tile-pool/job.ts";
export type { TileControl, TilePool } from "./tile-pool/pool.ts";
export { createTilePool } from "./tile-pool/pool.ts";

/** The main job, see `run.ts`. Loaded when it is called: TensorFlow.js takes half a second, and no other command needs it. */
export async function runNetwork(
  ...request: Parameters<typeof import("./run.ts").runNetwork>
): ReturnType<typeof import("./run.ts").runNetwork> {
  const { runNetwork: run } = await import("./run.ts");
  return run(...request);
}

/** Netlists of a programmed network, see `netlist/network-netlists.ts`; loaded when it is called, as `runNetwork`. */
export async function networkNetlists(
  ...request: Parameters<typeof import("./netlist/network-netlists.ts").networkNetlists>
): ReturnType<typeof import("./netlist/network-netlists.ts").networkNetlists> {
  const { networkNetlists: emit } = await import("./netlist/network-netlists.ts");
  return emit(...request);
}

/** SPICE against the solver, see `crosscheck/crosscheck-network.ts`. Loaded when it is called, as `runNetwork` is. */
export async function crosscheckNetwork(
  ...request: Parameters<typeof import("./crosscheck/crosscheck-network.ts").crosscheckNetwork>
): ReturnType<typeof import("./crosscheck/crosscheck-network.ts").crosscheckNetwork> {
  const { crosscheckNetwork: crosscheck } = await import("./crosscheck/crosscheck-network.ts");
  return crosscheck(...request);
}
