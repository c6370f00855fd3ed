/** One logical card: continuation lines joined, comments taken out, blanks at both ends removed. */
export interface Card {
  /** Line of its first character in the text, from 1. */
  readonly line: number;
  /** Lines that it covers, continuation lines included. */
  readonly lines: number;
  readonly text: string;
  /** First word, in lower case: `.tran`, `r1`, `x_cell`; empty where the text starts otherwise. */
  readonly keyword: string;
  /** Inside `.control` ... `.endc`, one of these two cards themselves, or a `*#` line: a command, not a circuit card. */
  readonly control: boolean;
}

/**
 * The cards of a SPICE text, in order. The caller takes the title line off; `firstLine` is the number of the first line of `text`.
 *
 * Comments are lines with a leading `*`, and the rest of a line after `;`, ` $ ` or ` //`.
 */
export function readCards(text: string, firstLine = 1): readonly Card[] {
  const cards: { line: number; lines: number; text: string; keyword: string; control: boolean }[] = [];
  let inControl = false;
  let number = firstLine - 1;
  for (const raw of text.split("\n")) {
    number++;
    const line = raw.trim();
    if (line === "") continue;
    if (line.startsWith("*")) {
      if (line.startsWith("*#"))
        cards.push({ line: number, lines: 1, text: line, keyword: firstWord(line), control: true });
      continue;
    }
    if (line.startsWith("+")) {
      const last = cards.at(-1);
      if (last !== undefined) {
        last.text = `${last.text} ${withoutComment(line.slice(1))}`.trim();
        last.lines = number - last.line + 1;
        continue;
      }
    }
    const starts = /^\.control/i.test(line);
    const ends = /^\.endc/i.test(line);
    if (starts) inControl = true;
    const content = withoutComment(line);
    if (content !== "") {
      cards.push({ line: number, lines: 1, text: content, keyword: firstWord(content), control: inControl });
    }
    if (ends) inControl = false;
  }
  return cards;
}

function firstWord(text: string): string {
  return (/^[^\s(),=]+/.exec(text)?.[0] ?? "").toLowerCase();
}

function withoutComment(line: string): string {
  if (!/[;$/]/.test(line)) return line;
  return line.replace(/;.*$|(^|\s)\$(\s.*)?$|(^|\s)\/\/.*$/, "").trim();
}
