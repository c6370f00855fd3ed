// Writes card.yaml, <name>.sub and <name>.va of every model from the cards and equations in src/ (run `npm run build` first).
import { mkdirSync, writeFileSync } from "node:fs";
import { emitCard, emitMemristorSubcircuit, emitVerilogA } from "../dist/device/index.js";
import { defaultDevice, emitTable, exampleCurves, modelNames } from "../dist/spec/index.js";

for (const model of modelNames) {
  const file = (name) => new URL(`${model}/${name}`, import.meta.url);
  mkdirSync(file("."), { recursive: true });
  writeFileSync(file(`${model}.sub`), emitMemristorSubcircuit(defaultDevice(model)));
  writeFileSync(file(`${model}.va`), emitVerilogA(defaultDevice(model)));
  writeFileSync(file("card.yaml"), emitCard(model));
}
writeFileSync(new URL("table/example.csv", import.meta.url), emitTable(exampleCurves));
