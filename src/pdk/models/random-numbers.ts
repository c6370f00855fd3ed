import type { Piece } from "./words.ts";

/** A call of a random function in an expression, `AGAUSS(0,1.0,1)`. */
export interface RandomCall {
  readonly start: number;
  readonly end: number;
  readonly function: string;
  readonly arguments: readonly string[];
}

const randomFunction = /\b(agauss|gauss|aunif|unif|limit)\s*\(/gi;

export function randomCalls(text: string): readonly RandomCall[] {
  const calls: RandomCall[] = [];
  for (const match of text.matchAll(randomFunction)) {
    const open = match.index + match[0].length;
    const parts = argumentsFrom(text, open);
    if (parts === null) continue;
    const name = (match[1] as string).toLowerCase();
    calls.push({ start: match.index, end: parts.end, function: name, arguments: parts.list });
  }
  return calls;
}

function argumentsFrom(text: string, open: number): { list: readonly string[]; end: number } | null {
  const list: string[] = [];
  let depth = 1;
  let from = open;
  for (let i = open; i < text.length; i++) {
    const char = text[i];
    if (char === "(") depth++;
    if (char === ")") depth--;
    if ((char === "," && depth === 1) || depth === 0) {
      list.push(text.slice(from, i).trim());
      from = i + 1;
    }
    if (depth === 0) return { list, end: i + 1 };
  }
  return null;
}

/**
 * The text with each normal random number in it replaced by `number(k)`, a standard normal one; k counts from `first`. Distributions that are not
 * normal stand at their nominal value.
 */
export function replaceRandom(text: string, first: number, number: (k: number) => string | null): string {
  let result = "";
  let from = 0;
  for (const [i, call] of randomCalls(text).entries()) {
    const [nominal = "0", spread = "0", sigmas = "1"] = call.arguments;
    const z = number(first + i);
    const normal = call.function === "agauss" || call.function === "gauss";
    const relative = call.function === "gauss" ? `(${nominal})*` : "";
    const value =
      z === null || !normal ? `(${nominal})` : `((${nominal})+${relative}(${spread})/(${sigmas})*${z})`;
    result += text.slice(from, call.start) + value;
    from = call.end;
  }
  return result + text.slice(from);
}

/**
 * Parameters that switch random numbers on and off, as the SKY130 and GF180 libraries name them (`MC_MM_SWITCH`, `mc_switch`,
 * `sw_stat_mismatch`), in a text that is known to hold such numbers.
 */
export function switchesIn(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().match(/\b(?:\w*switch\w*|sw_stat_\w+)\b/g) ?? [])];
}

const countCache = new WeakMap<Piece, number>();

/** Random numbers that a piece draws. */
export function randomCount(piece: Piece): number {
  let count = countCache.get(piece);
  if (count === undefined) {
    count = /gauss|unif|limit/i.test(piece.text) ? randomCalls(piece.text).length : 0;
    countCache.set(piece, count);
  }
  return count;
}
