import { summarize } from "../../foundation/index.ts";
import type { CompensationSummary, DigitalNumbers } from "../../report/index.ts";
import { type EvaluatedStage, stageOf } from "../stage.ts";
import type { CompensatedArrays } from "./compensate.ts";

/** What the ways against wires came to; null where the spec asks for none. */
export function compensationSummary(
  compensated: readonly CompensatedArrays[],
  stages: readonly EvaluatedStage[],
  timings: Readonly<Record<string, number>>,
): CompensationSummary | null {
  const [first] = compensated;
  if (first === undefined) return null;
  const accuracyOf = ({ evaluation }: EvaluatedStage) => evaluation.accuracy;
  const wire = stageOf(stages, "wire");
  const without = accuracyOf(stages[stages.indexOf(wire) - 1] as EvaluatedStage);
  const plain = accuracyOf(stages[stages.indexOf(stageOf(stages, first.stage)) - 1] as EvaluatedStage);
  return {
    without,
    plain,
    stages: compensated.map(({ stage, programmed, wired }) => {
      const accuracy = accuracyOf(stageOf(stages, stage));
      return {
        stage,
        accuracy,
        wonBack: without > plain ? (accuracy - plain) / (without - plain) : null,
        seconds: timings[stage] as number,
        layers: programmed.layers.map(({ name, target, pos, neg }, index) => ({
          name,
          weightPerSiemens: target.weightPerSiemens,
          conductance: summarize(joined(pos.conductance.data, neg.conductance.data)),
          gain: gainsOf(wired[index] as CompensatedArrays["wired"][number]),
        })),
      };
    }),
  };
}

function gainsOf({ tiles }: CompensatedArrays["wired"][number]) {
  const gains = tiles.flatMap(({ gain, polarity }) => (gain && polarity === "pos" ? [...gain] : []));
  return gains.length === 0 ? null : summarize(Float64Array.from(gains));
}

function joined(a: Float64Array, b: Float64Array): Float64Array {
  const both = new Float64Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Gains and biases of arrays, by layer. */
export function digitalNumbers({
  programmed,
  wired,
}: Pick<CompensatedArrays, "programmed" | "wired">): DigitalNumbers {
  return {
    gains: wired.flatMap(({ tiles }) =>
      tiles
        .filter(({ polarity }) => polarity === "pos") // the same for both of a pair
        .flatMap(({ layer, place: { tile }, gain }) =>
          Array.from(gain ?? [], (one, column) => ({ layer, tile, column, gain: one })),
        ),
    ),
    biases: programmed.layers.flatMap(({ name, bias }) =>
      Array.from(bias ?? [], (one, column) => ({ layer: name, column, bias: one })),
    ),
  };
}
