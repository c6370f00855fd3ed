export type { EngineOptions } from "./create-engine.ts";
export { createEngine } from "./create-engine.ts";
export { EngineError } from "./error.ts";
export type {
  AnalysisResult,
  ComplexVector,
  Engine,
  EngineIdentity,
  RunOptions,
  Simulation,
  Vectors,
} from "./simulation.ts";
export { readEmbeddedModel } from "./wasm/embedded-model.ts";
