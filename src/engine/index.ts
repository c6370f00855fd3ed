export type {
  AnalysisResult,
  ComplexVector,
  Engine,
  EngineIdentity,
  RunOptions,
  Simulation,
  Vectors,
} from "./simulation.ts";
