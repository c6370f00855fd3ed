// Writes hp.sub and hp.yaml from the equations and presets in src/ (run `npm run build` first).
import { writeFileSync } from "node:fs";
import { emitHpCard, emitHpSubcircuit } from "../../dist/device/index.js";

writeFileSync(new URL("hp.sub", import.meta.url), emitHpSubcircuit());
writeFileSync(new URL("hp.yaml", import.meta.url), emitHpCard());
