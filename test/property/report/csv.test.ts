import fc from "fast-check";
import { expect, it } from "vitest";
import { emitCsv } from "../../../src/report/index.ts";

/** RFC 4180 read back: fields of all records. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let rest = text;
  while (rest !== "") {
    const record: string[] = [];
    for (;;) {
      const [field, end] = /^(?:"(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/.exec(rest) ?? [];
      if (field === undefined || end === undefined) throw new Error(`not CSV: ${rest.slice(0, 20)}`);
      const value = field.slice(0, -end.length);
      record.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value);
      rest = rest.slice(field.length);
      if (end === "\r\n") break;
    }
    records.push(record);
  }
  return records;
}

it("any text and any number comes back from CSV as it was", () => {
  // text of the characters that CSV treats in its own way, and some that it does not
  const text = fc.string({ unit: fc.constantFrom(",", '"', "\r", "\n", " ", "a", "é", "𝛀") });
  const row = fc.tuple(text, fc.double());
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
      const csv = emitCsv({ "a, b": rows.map(([text]) => text), value_S: rows.map(([, value]) => value) });
      const [head, ...body] = parseCsv(csv);
      expect(head).toEqual(["a, b", "value_S"]);
      expect(body.map(([text]) => text)).toEqual(rows.map(([text]) => text));
      for (const [i, [, value]] of body.entries()) {
        expect(Number(value) === rows[i]?.[1] || value === String(rows[i]?.[1])).toBe(true);
      }
    }),
  );
});
