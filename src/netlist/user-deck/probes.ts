import type { Card } from "../../spice/index.ts";

const recording = new Set([".save", ".print", ".plot", ".probe"]);

/** Does this card name vectors to record? */
export function isRecording(card: Card): boolean {
  return !card.control && recording.has(card.keyword);
}

const vector = /@[^\s[\]]+\[[^\]]*\]|[a-z]\w*\([^)]*\)|\([^)]*\)|[^\s,=]+/gi;

/**
 * The vectors that `.save`, `.print`, `.plot` and `.probe` cards name, each once, in their order and case.
 *
 * `vdb(out)`, `vm(out)`, `vp(out)`, `vr(out)` and `vi(out)` are all read from the complex `v(out)`.
 */
export function readProbes(cards: readonly Card[]): readonly string[] {
  const probes = new Map<string, string>();
  for (const card of cards.filter(isRecording)) {
    const words = (card.text.match(vector) ?? []).slice(1);
    if (card.keyword === ".print" || card.keyword === ".plot") {
      if (/^(op|dc|ac|tran|noise)$/i.test(words[0] ?? "")) words.shift();
    }
    for (const word of words) {
      if (word.startsWith("(")) continue; // limits of a plot: (0,5)
      const probe = word.replace(/\s+/g, "").replace(/^([vi])(?:db|m|p|r|i)\(/i, "$1(");
      if (!probes.has(probe.toLowerCase())) probes.set(probe.toLowerCase(), probe);
    }
  }
  return [...probes.values()];
}
