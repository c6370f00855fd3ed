import type { Matrix } from "../foundation/index.ts";
import { compensationCsvFiles } from "./compensation-csv.ts";
import { emitCsv, emitCsvRows } from "./csv.ts";
import { conductanceHistogram } from "./histogram.ts";
import type { MonteCarlo } from "./monte-carlo.ts";
import type { RunReport } from "./run-report.ts";

/** A file of a run: name in the output folder, and text. */
export interface CsvFile {
  readonly path: string;
  readonly content: string;
}

/** Each table and curve of the report as CSV. Units are in the column names; shares and accuracies are 0..1. */
export function runCsvFiles(report: RunReport): CsvFile[] {
  const { summary } = report;
  return [
    {
      path: "waterfall.csv",
      content: emitCsvRows(summary.waterfall, {
        stage: ({ stage }) => stage,
        accuracy: ({ accuracy }) => accuracy,
        images: ({ images }) => images,
        ci95_low: ({ ci95 }) => ci95[0],
        ci95_high: ({ ci95 }) => ci95[1],
      }),
    },
    {
      path: "attribution.csv",
      content: emitCsvRows(summary.attribution, {
        stage: ({ stage }) => stage,
        layer: ({ layer }) => layer,
        images: ({ images }) => images,
        error: ({ error }) => error,
        correlation: ({ correlation }) => correlation,
        saturated_adc: ({ saturatedAdc }) => saturatedAdc ?? "",
        saturated_dac: ({ saturatedDac }) => saturatedDac ?? "",
        clipped_weights: ({ clippedWeights }) => clippedWeights,
        unreachable: ({ unreachable }) => unreachable ?? "",
        worst_tile_row: ({ worstTile }) => worstTile.tile[0],
        worst_tile_col: ({ worstTile }) => worstTile.tile[1],
        worst_tile_error: ({ worstTile }) => worstTile.error,
      }),
    },
    ...chipsCsvFiles(summary.monteCarlo),
    {
      path: "nonidealities.csv",
      content: emitCsvRows(summary.nonidealities, {
        name: ({ name }) => name,
        stage: ({ stage }) => stage,
        field: ({ field }) => field,
        value: ({ value }) => value,
        sampled: ({ on, sampled }) => (on ? sampled : ""),
      }),
    },
    {
      path: "designs.csv",
      content: emitCsvRows(report.summary.designs, {
        design: ({ name }) => name,
        gMin_S: ({ window }) => window.gMin,
        gMax_S: ({ window }) => window.gMax,
        rWord_ohm: ({ rWord }) => rWord,
        rBit_ohm: ({ rBit }) => rBit,
        accuracy_programmed: ({ programmed }) => programmed,
        accuracy_wire: ({ wire }) => wire,
        cells: ({ cells }) => cells,
        unreachable: ({ unreachable }) => unreachable,
      }),
    },
    {
      path: "epochs.csv",
      content: emitCsvRows(summary.training.epochs, {
        epoch: ({ epoch }) => epoch,
        loss: ({ loss }) => loss,
        accuracy_train: ({ accuracy }) => accuracy,
      }),
    },
    ...curveCsvFiles(report),
    { path: "layers.csv", content: layersCsv(report) },
    {
      path: "read.csv",
      content: emitCsvRows(report.read.tiles, {
        layer: ({ layer }) => layer,
        polarity: ({ polarity }) => polarity,
        tile_row: ({ tile }) => tile[0],
        tile_col: ({ tile }) => tile[1],
        power_mean_W: ({ power }) => power.mean,
        power_max_W: ({ power }) => power.max,
        energy_J: ({ power }) => power.mean * report.read.time,
        peak_word_line_A: ({ peakWordCurrent }) => peakWordCurrent,
        peak_bit_line_A: ({ peakBitCurrent }) => peakBitCurrent,
      }),
    },
    { path: "conductances.csv", content: conductancesCsv(report) },
    ...compensationCsvFiles(report),
    ...neuronCsvFiles(report),
    { path: "ir-drop.csv", content: mapCsv(report.irDrop.loss) },
    {
      path: "digits.csv",
      content: emitCsvRows(report.digits, {
        image: (_, index) => index,
        label: ({ label }) => label,
        predicted: ({ predicted }) => predicted,
        confidence: ({ confidence }) => confidence,
      }),
    },
    {
      path: "crosscheck.csv",
      content: emitCsvRows(summary.crosscheck, {
        layer: ({ layer }) => layer,
        polarity: ({ polarity }) => polarity,
        tile_row: ({ tile }) => tile[0],
        tile_col: ({ tile }) => tile[1],
        rows: ({ rows }) => rows,
        cols: ({ cols }) => cols,
        inputs: ({ inputs }) => inputs,
        max_relative_error: ({ maxRelativeError }) => maxRelativeError,
        tolerance: ({ tolerance }) => tolerance,
      }),
    },
    {
      path: "timings.csv",
      content: emitCsvRows(Object.entries(summary.timings), {
        stage: ([stage]) => stage,
        duration_s: ([, seconds]) => seconds,
      }),
    },
  ];
}

/** `hysteresis.csv` and `pulses.csv`: every point of the curves of the memristor. */
export function curveCsvFiles({ hysteresis, pulses }: Pick<RunReport, "hysteresis" | "pulses">): CsvFile[] {
  const { potentiation, depression } = pulses;
  return [
    {
      path: "hysteresis.csv",
      content: emitCsv({
        time_s: hysteresis.time,
        voltage_V: hysteresis.voltage,
        current_A: hysteresis.current,
      }),
    },
    {
      path: "pulses.csv",
      content: emitCsv({
        direction: [
          ...Array.from(potentiation, () => "potentiation"),
          ...Array.from(depression, () => "depression"),
        ],
        pulse: [...potentiation.keys(), ...depression.keys()],
        conductance_S: [...potentiation, ...depression],
      }),
    },
  ];
}

/** `montecarlo.csv`: every chip after every stage. */
function chipsCsvFiles(monteCarlo: MonteCarlo | null): CsvFile[] {
  if (monteCarlo === null) return [];
  const rows = monteCarlo.stages.flatMap(({ stage, accuracies }) =>
    accuracies.map((accuracy, chip) => ({ stage, chip, accuracy })),
  );
  const content = emitCsvRows(rows, {
    chip: ({ chip }) => chip,
    stage: ({ stage }) => stage,
    accuracy: ({ accuracy }) => accuracy,
  });
  return [{ path: "montecarlo.csv", content }];
}

/** `neuron-rate.csv`, the points from SPICE, and `neuron-drive.csv`, how often the network drives it where. */
function neuronCsvFiles({ summary, neuron }: RunReport): CsvFile[] {
  if (summary.neuron === null || neuron === null) return [];
  const { edges, counts } = neuron.histogram;
  return [
    {
      path: "neuron-rate.csv",
      content: emitCsvRows(summary.neuron.points, {
        current_A: ({ current }) => current,
        rate_Hz: ({ rate }) => rate,
      }),
    },
    {
      path: "neuron-drive.csv",
      content: emitCsv({ from_A: edges.subarray(0, -1), to_A: edges.subarray(1), activations: counts }),
    },
  ];
}

function layersCsv({ summary }: RunReport): string {
  return emitCsvRows(summary.layers, {
    layer: ({ name }) => name,
    rows: ({ rows }) => rows,
    cols: ({ cols }) => cols,
    tiles: ({ tiles }) => tiles,
    gPos_min_S: ({ gPos }) => gPos.min,
    gPos_max_S: ({ gPos }) => gPos.max,
    gPos_mean_S: ({ gPos }) => gPos.mean,
    gNeg_min_S: ({ gNeg }) => gNeg.min,
    gNeg_max_S: ({ gNeg }) => gNeg.max,
    gNeg_mean_S: ({ gNeg }) => gNeg.mean,
    cells: ({ programming }) => programming.cells,
    unreachable: ({ programming }) => programming.unreachable,
    pulses_mean: ({ programming }) => programming.meanPulses,
    rms_error_of_window: ({ programming }) => programming.rmsError,
    read_power_mean_W: ({ read }) => read.power.mean,
    read_power_max_W: ({ read }) => read.power.max,
    read_energy_J: ({ read }) => read.energy,
    read_peak_line_A: ({ read }) => read.peakLineCurrent,
  });
}

function conductancesCsv({ conductances }: RunReport): string {
  const bins = conductances.flatMap((layer) => {
    const { edges, gPos, gNeg } = conductanceHistogram(layer);
    return Array.from(gPos, (count, i) => ({
      layer: layer.layer,
      from: edges[i] as number,
      to: edges[i + 1] as number,
      gPos: count,
      gNeg: gNeg[i] as number,
    }));
  });
  return emitCsvRows(bins, {
    layer: ({ layer }) => layer,
    from_S: ({ from }) => from,
    to_S: ({ to }) => to,
    gPos_cells: ({ gPos }) => gPos,
    gNeg_cells: ({ gNeg }) => gNeg,
  });
}

function mapCsv({ rows, cols, data }: Matrix): string {
  return emitCsv({
    row: Array.from({ length: rows * cols }, (_, i) => Math.floor(i / cols)),
    col: Array.from({ length: rows * cols }, (_, i) => i % cols),
    drive_lost: data,
  });
}
