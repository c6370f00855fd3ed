export type { AttributionRow, NonidealityRow } from "./attribution.ts";
export { deviceCsvFiles, neuronCsvFiles, synapseCsvFiles } from "./cell-csv.ts";
export { renderDeviceReport } from "./cell-device-page.ts";
export { renderNeuronReport } from "./cell-neuron-page.ts";
export type {
  CharacterizedCell,
  CharacterizedWith,
  ConductanceChange,
  DeviceReport,
  NeuronPoint,
  NeuronReport,
  PeriodFit,
  PublishedFigure,
  SynapseReadPoint,
  SynapseReport,
  TransistorCurves,
  TransistorFailure,
} from "./cell-report.ts";
export type { CellSummary } from "./cell-summary.ts";
export { deviceSummary, neuronSummary, synapseSummary } from "./cell-summary.ts";
export { renderSynapseReport } from "./cell-synapse-page.ts";
export type { Chart } from "./chart-page.ts";
export { renderChartPage } from "./chart-page.ts";
export type { CompensationStage, CompensationSummary, DigitalNumbers } from "./compensation.ts";
export { crosscheckCsvFiles } from "./crosscheck-csv.ts";
export { renderCrosscheckReport } from "./crosscheck-page.ts";
export type {
  CrosscheckReport,
  CrosscheckSummary,
  ImageComparison,
  NetworkComparison,
  TileComparison,
  TileCurrents,
} from "./crosscheck-report.ts";
export { formatCrosscheckTable } from "./crosscheck-table.ts";
export { emitCsv } from "./csv.ts";
export { ReportError } from "./error.ts";
export { memristorCsvFiles, renderMemristorReport } from "./memristor-page.ts";
export type { MemristorReport } from "./memristor-report.ts";
export type { MemristorStudy } from "./memristor-study.ts";
export type { MonteCarlo } from "./monte-carlo.ts";
export type { NeuronStage, NeuronStageSummary } from "./neuron-stage.ts";
export type { OneTransistorPulse, OneTransistorStudy } from "./one-transistor-study.ts";
export type { CsvFile } from "./run-csv.ts";
export { runCsvFiles } from "./run-csv.ts";
export { renderRunReport } from "./run-page.ts";
export type {
  CrosscheckRow,
  DesignRow,
  LayerRead,
  LayerSummary,
  PairedChange,
  RunReport,
  RunSummary,
  SpiceComparison,
  TileReadRow,
  WaterfallStage,
} from "./run-report.ts";
export { formatRunTable } from "./run-table.ts";
export { sizingCsvFiles } from "./sizing-csv.ts";
export { hasFailed, limitName, limitStatus, yieldRows } from "./sizing-limits.ts";
export { renderSizingReport } from "./sizing-page.ts";
export type {
  CellNotes,
  CellProvenance,
  DeviceRow,
  MeasurementRow,
  ModelsUsed,
  PublishedCurrent,
  RunError,
  SizingReport,
  SizingSummary,
  YieldRow,
} from "./sizing-report.ts";
export { formatSizingTable } from "./sizing-table.ts";
export { findWeight } from "./weights/find-weight.ts";
export type { WrittenCells, WrittenLayer, WrittenNetwork } from "./weights/weight-manifest.ts";
export { emitWeightCsv, emitWeightManifest } from "./weights/weight-manifest.ts";
