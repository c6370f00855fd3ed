import type { Warning } from "../foundation/index.ts";
import type { Deck } from "../netlist/index.ts";
import { lineOf, type PlacedCard } from "./deck-cards.ts";

const capitalSuffix =
  /(?<=[\s=,(]|^)[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?:M(?![eE][gG]|[iI][lL])|F)[a-zA-Z]*(?=[\s,)]|$)/g;

/**
 * Warnings about numbers that SPICE reads otherwise than a designer means: `1M` is a thousandth, `1F` is 1e-15.
 *
 * Only capital letters are doubted: `1m` and `1f` say what they mean. Also a title that looks like a card, since the simulator skips it.
 */
export function suspiciousNumbers(deck: Deck, cards: readonly PlacedCard[]): readonly Warning[] {
  const warnings: Warning[] = [];
  if (/^(\.[a-z]+\s|[rclvi]\w*\s+\w+\s+\w+\s+[\d.])/i.test(deck.title)) {
    const message = `the first line is the title and does nothing, but it reads like a card: "${deck.title}"`;
    warnings.push({ code: "ENGINE_TITLE_LOOKS_LIKE_CARD", at: `${deck.title} / line 1`, message });
  }
  for (const card of cards) {
    if (card.control || /^\.(?!param)/.test(card.keyword)) continue;
    for (const [number] of card.text.matchAll(capitalSuffix)) {
      const meaning = /F/.test(number) ? "F is femto (1e-15)" : "M is milli (1e-3), MEG is mega";
      warnings.push({
        code: "ENGINE_SUSPICIOUS_SUFFIX",
        at: [deck.title, ...lineOf(card)].join(" / "),
        message: `"${number}" in "${card.text}": to SPICE, ${meaning}`,
      });
    }
  }
  return warnings;
}

/** Warnings about cards of a user's deck whose answer does not come back: results are vectors, and nothing else. */
export function unreturned(deck: Deck, cards: readonly PlacedCard[]): readonly Warning[] {
  const warnings: Warning[] = [];
  const warn = (card: PlacedCard, message: string) =>
    warnings.push({ code: "ENGINE_NOT_RETURNED", at: [deck.title, ...lineOf(card)].join(" / "), message });
  for (const card of cards) {
    if (!card.control && /^\.(meas|measure|four)$/.test(card.keyword)) {
      warn(card, `the value of "${card.text}" is not returned, only vectors are: compute it from them`);
    }
  }
  const block = cards.find(({ control }) => control);
  if (block !== undefined)
    warn(block, "what a .control block prints or measures is not returned, only vectors are");
  return warnings;
}
