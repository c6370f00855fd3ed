// Writes card.yaml, <name>.sub and <name>.va of every model from the cards and equations in src/ (run `npm run build` first).
import { mkdirSync, writeFileSync } from "node:fs";
import { emitCard, emitMemristorSubcircuit, emitVerilogA } from "../dist/device/index.js";
import { modelNames } from "../dist/spec/index.js";

for (const model of modelNames) {
  const file = (name) => new URL(`${model}/${name}`, import.meta.url);
  mkdirSync(file("."), { recursive: true });
  writeFileSync(file(`${model}.sub`), emitMemristorSubcircuit(model));
  writeFileSync(file(`${model}.va`), emitVerilogA(model));
  writeFileSync(file("card.yaml"), emitCard(model));
}
