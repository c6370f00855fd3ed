export type {
  CrosscheckRow,
  LayerSummary,
  RunReport,
  RunSummary,
  WaterfallStage,
} from "./run-report.ts";
