import { formatQuantity } from "../foundation/index.ts";
import type { ModelSet } from "../pdk/index.ts";
import type { Deck } from "./deck.ts";
import { oriented, type SingleTransistor } from "./transistor-bench.ts";

/** A transistor that is fully on: Vgs = Vds = `supply` [V], bulk at the source. */
export interface OnTransistor extends SingleTransistor {
  readonly supply: number;
}

/** Vector of the on current of transistor `k` [A], positive for either polarity. */
export const onCurrent = (k: number): string => `i(von${k})`;

/** Operating point of several transistors, each fully on: the currents that a foundry publishes. No junction areas are given. */
export function buildOnCurrentDeck(
  transistors: readonly OnTransistor[],
  models: ModelSet,
  temperatureC: number,
): Deck {
  const cards = transistors.flatMap(({ device, polarity, w, l, m, supply }, k) => [
    // Gate and drain are one node: the current of its source is the drain's, since the gate takes none that counts.
    oriented(polarity, `Vsupply${k}`, [`g${k}`, "0"], supply),
    oriented(polarity, `Von${k}`, [`g${k}`, `d${k}`], 0),
    models.call({ instance: `M${k}`, nodes: [`d${k}`, `g${k}`, "0", "0"], device, w, l, m }),
  ]);
  const sizes = transistors.map(
    ({ device, w, l }, k) => `${k}: ${device} ${formatQuantity(w, "m")} / ${formatQuantity(l, "m")}`,
  );
  return {
    title: "on currents",
    comments: [
      `Vgs = Vds = supply, ${temperatureC} C; models ${models.name}, corner ${models.corner}. p-channel sources are turned around.`,
      ...sizes,
    ],
    cards: [...models.slim(cards), ...cards],
    analysis: { kind: "op" },
    probes: transistors.map((_, k) => onCurrent(k)),
    options: { temp: temperatureC, reltol: 1e-6 },
    files: [],
    origin: "built",
  };
}
