/** Cards longer than this are continued. */
const lineLength = 120;

/** Words as lines of limited length: a card that goes on with `+`, or a comment that goes on with its own first word. */
export function* wrapWords(words: readonly string[], goOn = "+"): Generator<string> {
  let line = words[0] ?? "";
  for (let i = 1; i < words.length; i++) {
    const word = words[i] as string;
    if (line.length + word.length < lineLength) line += ` ${word}`;
    else {
      yield line;
      line = `${goOn} ${word}`;
    }
  }
  yield line;
}
