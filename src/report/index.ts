export { emitCsv } from "./csv.ts";
export { ReportError } from "./error.ts";
export { memristorCsvFiles, renderMemristorReport } from "./memristor-page.ts";
export type { MemristorReport } from "./memristor-report.ts";
export type { MemristorStudy } from "./memristor-study.ts";
export type { CsvFile } from "./run-csv.ts";
export { runCsvFiles } from "./run-csv.ts";
export { renderRunReport } from "./run-page.ts";
export type {
  CrosscheckRow,
  DesignRow,
  LayerSummary,
  PairedChange,
  RunReport,
  RunSummary,
  SpiceComparison,
  WaterfallStage,
} from "./run-report.ts";
export { formatRunTable } from "./run-table.ts";
