import { type Card, type ModelName, memristorCards } from "../spec/index.ts";

/** The parameter card of a model: the text of `models/<name>/card.yaml`. */
export function emitCard(model: ModelName): string {
  const card: Card = memristorCards[model];
  const quoted = (text: string) => JSON.stringify(text);
  const parameters = Object.entries(card.parameters).flatMap(([name, { unit, min, max, meaning }]) => [
    `  ${name}: { unit: ${quoted(unit)}, min: ${min}, max: ${max}, meaning: ${quoted(meaning)} }`,
  ]);
  const choices = Object.entries(card.choices).map(([name, list]) => `  ${name}: [${list.join(", ")}]`);
  const presets = Object.entries(card.presets).flatMap(([name, { source, values }]) => [
    `  ${name}:`,
    `    source: ${quoted(source)}`,
    `    values: { ${Object.entries(values)
      .map(([key, value]) => `${key}: ${value}`)
      .join(", ")} }`,
  ]);
  return `${[
    `# ${card.title}: parameter card. In a run spec: device: { model: ${model}, preset: ${card.preset} }`,
    `model: ${model}`,
    `title: ${quoted(card.title)}`,
    `source: ${quoted(card.source)}`,
    `state: ${quoted(card.state)}`,
    `volatile: ${card.volatile}`,
    `provisional: ${card.provisional === null ? "null" : quoted(card.provisional)}`,
    `subcircuit: ${model}.sub`,
    `verilogA: ${model}.va`,
    `initialState: ${card.initialState}`,
    "parameters:",
    ...parameters,
    choices.length > 0 ? "choices: # the first is the default" : "choices: {}",
    ...choices,
    `preset: ${card.preset}`,
    "presets:",
    ...presets,
  ].join("\n")}\n`;
}
