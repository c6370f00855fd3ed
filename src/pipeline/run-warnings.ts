import type { Warning } from "../foundation/index.ts";
import type { SpiceComparison } from "../report/index.ts";
import { type DeviceSpec, memristorCards } from "../spec/index.ts";
import type { Characterization } from "./characterize.ts";
import type { MeasuredRates } from "./neuron-curve.ts";
import type { ProgrammedNetwork } from "./program.ts";
import { type RanDeck, warningsOf } from "./simulate.ts";
import type { Trained } from "./train.ts";

/** Everything that a reader of the result should know before he trusts it. */
export function runWarnings(found: {
  readonly device: Pick<Characterization, "warnings">;
  readonly training: Pick<Trained, "warnings">;
  readonly programmed: ProgrammedNetwork;
  readonly neuron: { readonly rates: Pick<MeasuredRates, "warnings"> } | null;
  readonly simulated: readonly RanDeck[];
  readonly comparison: SpiceComparison | null;
}): Warning[] {
  const { device, training, programmed, neuron, simulated, comparison } = found;
  const unreachable = programmed.layers.flatMap(({ name, pos, neg }): Warning[] => {
    const cells = pos.missed.length + neg.missed.length;
    const missed = pos.unreachable + neg.unreachable;
    if (missed === 0) return [];
    const share = ((100 * missed) / cells).toPrecision(2);
    const stuck = pos.intact !== pos.conductance || neg.intact !== neg.conductance;
    const which = stuck ? "left outside the tolerance, stuck cells among them" : "left outside the tolerance";
    const message = `${missed} of ${cells} cells (${share} %) were ${which}; they count as they are`;
    return [{ code: "CELLS_UNREACHABLE", at: name, message }];
  });
  const remapped = programmed.remapped.map((name) => ({
    code: "PAIRS_REMAPPED",
    at: name,
    message:
      "the layer was trained as pairs for another window, so its weights were mapped anew, one device of a pair at gMin",
  }));
  const disagreement: Warning[] = [];
  if (comparison !== null && comparison.agreement < comparison.images) {
    const { agreement, images } = comparison;
    const message = `SPICE and the solver predict another class for ${images - agreement} of ${images} images`;
    disagreement.push({ code: "SPICE_DISAGREES", at: "spice", message });
  }
  return [
    ...training.warnings,
    ...device.warnings,
    ...unreachable,
    ...remapped,
    ...(neuron?.rates.warnings ?? []),
    ...disagreement,
    ...warningsOf(simulated),
  ];
}

/** What a model's card says that a reader must know: a device that forgets, and parameters that no source vouches for. */
export function modelWarnings({ model }: DeviceSpec): Warning[] {
  const { volatile, provisional } = memristorCards[model];
  const at = "device / model";
  return [
    ...(volatile
      ? [
          {
            code: "DEVICE_VOLATILE",
            at,
            message: `${model} is volatile: its state relaxes without a drive, so weights do not last`,
          },
        ]
      : []),
    ...(provisional === null
      ? []
      : [{ code: "DEVICE_PROVISIONAL", at, message: `${model}: ${provisional}` }]),
  ];
}
