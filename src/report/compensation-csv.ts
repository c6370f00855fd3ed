import { emitCsvRows } from "./csv.ts";
import type { CsvFile } from "./run-csv.ts";
import type { RunReport } from "./run-report.ts";

/** `compensation.csv`, what each way won back; `gains.csv` and `biases.csv`, the digital numbers of the arrays as built, if any. */
export function compensationCsvFiles({ summary, digital }: RunReport): CsvFile[] {
  const { compensation } = summary;
  if (compensation === null || digital === null) return [];
  const rows = compensation.stages.flatMap(({ layers, ...stage }) =>
    layers.map((layer) => ({ ...stage, ...layer })),
  );
  const files = [
    {
      path: "compensation.csv",
      content: emitCsvRows(rows, {
        stage: ({ stage }) => stage,
        accuracy: ({ accuracy }) => accuracy,
        won_back: ({ wonBack }) => wonBack ?? "",
        duration_s: ({ seconds }) => seconds,
        layer: ({ name }) => name,
        weight_per_S: ({ weightPerSiemens }) => weightPerSiemens,
        g_min_S: ({ conductance }) => conductance.min,
        g_mean_S: ({ conductance }) => conductance.mean,
        g_max_S: ({ conductance }) => conductance.max,
        gain_min: ({ gain }) => gain?.min ?? "",
        gain_max: ({ gain }) => gain?.max ?? "",
      }),
    },
    {
      path: "gains.csv",
      content: emitCsvRows(digital.gains, {
        layer: ({ layer }) => layer,
        tile_row: ({ tile }) => tile[0],
        tile_col: ({ tile }) => tile[1],
        column: ({ column }) => column,
        gain: ({ gain }) => gain,
      }),
    },
    {
      path: "biases.csv",
      content: emitCsvRows(digital.biases, {
        layer: ({ layer }) => layer,
        column: ({ column }) => column,
        bias: ({ bias }) => bias,
      }),
    },
  ];
  const empty = { "gains.csv": digital.gains.length === 0, "biases.csv": digital.biases.length === 0 };
  return files.filter(({ path }) => !(path in empty && empty[path as keyof typeof empty]));
}
