import type { ModelSet } from "../../../src/pdk/index.ts";
import { formatNumber } from "../../../src/spice/index.ts";

/** A model set without models: its cards say what they were asked for. */
export const plainModels: ModelSet = {
  process: "plain",
  source: "disk",
  name: "plain.lib",
  corner: "tt",
  hash: "0",
  scale: 1,
  bins: () => [],
  call: ({ instance, nodes, device, w, l, m }) =>
    `X${instance} ${nodes.join(" ")} ${device} w=${formatNumber(w)} l=${formatNumber(l)} m=${m}`,
  full: { cards: [".lib plain.lib tt"], files: [] },
  slim: (cards) => [`* models of ${cards.filter((card) => card.startsWith("XM")).length} transistors`],
  vary: (cards, numbers) =>
    cards.map((card) =>
      card.startsWith("XM") ? `${card} z=${numbers(card.split(" ")[0] as string, 0)}` : card,
    ),
};
