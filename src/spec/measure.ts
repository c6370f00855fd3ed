import type { Unit } from "../foundation/index.ts";

export const cellKinds = ["neuron", "synapse"] as const;

/** What a limit may ask of a cell: the kind of cell that has it, its unit, and the conditions it is measured at. */
export interface MeasureWord {
  readonly kind: (typeof cellKinds)[number];
  readonly unit: Unit;
  /** Conditions that `at` must name. */
  readonly needs: readonly ConditionName[];
  /** Conditions that `at` may name; left out, the cell's own parameter holds. */
  readonly may: readonly ConditionName[];
  readonly meaning: string;
}

/** Conditions that `at` may name, with their units: membrane current, refractory bias, memristor conductance, spike timing (post - pre). */
export const conditionUnits = { iin: "A", vb: "V", g: "S", dt: "s" } as const satisfies Record<string, Unit>;
/** What each may be: a current flows into the membrane, a conductance is there. */
export const conditionRanges: Readonly<
  Record<keyof typeof conditionUnits, { min?: number; above?: number }>
> = {
  iin: { min: 0 },
  vb: {},
  g: { above: 0 },
  dt: {},
};
export type ConditionName = keyof typeof conditionUnits;

const neuron = (unit: Unit, needs: readonly ConditionName[], meaning: string): MeasureWord => ({
  kind: "neuron",
  unit,
  needs,
  may: ["vb"],
  meaning,
});
const synapse = (unit: Unit, needs: readonly ConditionName[], meaning: string): MeasureWord => ({
  kind: "synapse",
  unit,
  needs,
  may: [],
  meaning,
});

/** The measures of cells: the one list, for specs, benches, reports and the glossary. */
export const measures = {
  spikeRate: neuron("Hz", ["iin"], "spikes a second, from the mean period after the second spike"),
  threshold: neuron("V", ["iin"], "membrane voltage where the output rises through half the supply"),
  spikeWidth: neuron("s", ["iin"], "time that the output stays above half the supply, mean"),
  refractoryTime: neuron(
    "s",
    ["iin"],
    "from the output's fall to the moment the membrane is free to charge again, mean",
  ),
  energyPerSpike: neuron("J", ["iin"], "energy from the supply in a period, mean"),
  supplyCurrent: neuron("A", ["iin"], "mean current from the supply over whole periods"),
  restCurrent: neuron("A", [], "current from the supply with no input, in the operating point"),
  readCurrent: synapse("A", ["g"], "current into the postsynaptic membrane during a pre spike"),
  mirrorGain: synapse("1", ["g"], "read current over the current through the memristor"),
  deviceVoltage: synapse("V", ["g"], "voltage across the memristor during a pre spike"),
  conductanceChange: synapse("S", ["g", "dt"], "change of conductance by one pair of spikes"),
} as const satisfies Record<string, MeasureWord>;

export type MeasureName = keyof typeof measures;

/** The measures of a kind of cell, in a sentence. */
export function measureList(kind: MeasureWord["kind"]): string {
  const names = Object.entries<MeasureWord>(measures).filter(([, word]) => word.kind === kind);
  return `Measures of a ${kind}: ${names.map(([name]) => name).join(", ")}.`;
}
