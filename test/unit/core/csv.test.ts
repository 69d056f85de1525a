import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../../src/core/csv.ts';

describe('a CSV cell', () => {
  it.each([
    ['=HYPERLINK("https://evil.example","x")', `"'=HYPERLINK(""https://evil.example"",""x"")"`],
    ['+1', "'+1"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', `"'\r=1"`],
  ])('that a spreadsheet would run is prefixed: %j [F78]', (text, cell) => {
    expect(toCsv([[text]])).toBe(`${cell}\r\n`);
  });

  it.each<[string | number | null, string]>([
    ['a=b', 'a=b'],
    [-2, '-2'],
    [null, ''],
    ['two\nlines', '"two\nlines"'],
    ['a,b', '"a,b"'],
    ['say "a"', '"say ""a"""'],
  ])('%j is %j', (cell, text) => {
    expect(toCsv([[cell]])).toBe(`${text}\r\n`);
  });

  it('never begins like a formula, and the rows stay rows [F78]', () => {
    const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n",\'a ') }));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 })), (rows) => {
        const read = parse(toCsv(rows));
        expect(read).toHaveLength(rows.length);
        for (const [index, cells] of read.entries()) {
          expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
          expect(cells.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, ''))).toEqual(
            rows[index]?.map((cell) => cell.replace(/^'(?=[=+\-@\t\r])/, '')),
          );
        }
      }),
    );
  });
});

/** As a reader of RFC 4180 reads it. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== '\r\n') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
