import type { Slices } from '../../slices.ts';
import { parseJson, skipBlanks } from './parse-json.ts';

interface JsonLines {
  values: unknown[];
  /** The line of each value. */
  lines: number[];
  /** The lines that are no JSON. */
  bad: number[];
}

/** How many lines tell whether all of them are values. */
const SAMPLE = 3;

/** JSON Lines: a value in each line. Null where the first lines are not of that kind. */
export function* readJsonLines(text: string): Slices<JsonLines | null> {
  const read: JsonLines = { values: [], lines: [], bad: [] };
  let line = 0;
  for (let start = 0; start < text.length;) {
    line += 1;
    const newLine = text.indexOf('\n', start);
    const end = newLine === -1 ? text.length : newLine;
    if (skipBlanks(text, start) < end) {
      const isAmongFirst = read.values.length + read.bad.length < SAMPLE;
      if (isAmongFirst && !/^[[{]/.test(text.charAt(start))) return null;
      const source = text.slice(start, end);
      const parsed = yield* parseJson(source);
      if (parsed.ok && skipBlanks(source, parsed.end) >= source.length) {
        read.values.push(parsed.value);
        read.lines.push(line);
      } else read.bad.push(line);
    }
    if (line % 100 === 0) yield;
    start = end + 1;
  }
  return read.values.length + read.bad.length > 1 ? read : null;
}
