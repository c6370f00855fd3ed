import { defineCard } from "./card.ts";
import { benchOfTable } from "./table/bench.ts";
import { exampleCurves } from "./table/example.ts";

export const tableCard = defineCard({
  model: "table",
  title: "Table device, from measured conductances",
  source: "device.file: a CSV of voltage, pulse width, pulse number and conductance",
  state: "the conductance between the least that was measured (0) and the most (1)",
  volatile: false,
  provisional: null,
  parameters: {
    scale: { unit: "1", min: 1e-6, max: 1e6, meaning: "multiplies every conductance" },
    speed: { unit: "1", min: 1e-3, max: 1e3, meaning: "multiplies what every pulse does to the state" },
  },
  choices: {},
  preset: "measured",
  presets: {
    measured: {
      source:
        "the conductances of device.file as they are; without a file a synthetic example (models/table/example.csv), no measured device",
      values: { scale: 1, speed: 1 },
      bench: benchOfTable(exampleCurves),
    },
  },
  ordered: [],
  initialState: 0,
});
