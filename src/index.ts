export * as foundation from "./foundation/index.ts";
