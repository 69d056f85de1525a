/** Rows of a table in text, as RFC 4180 and spreadsheets have them: quoted cells may hold delimiters and line breaks. */
import type { Slices } from '../../slices.ts';

interface Row {
  cells: string[];
  /** Where it begins. */
  line: number;
}

const ROWS_PER_SLICE = 500;

/** `most`: no more rows are read. */
export function* splitTable(text: string, delimiter: string, most = Infinity): Slices<Row[]> {
  const rows: Row[] = [];
  const end = new RegExp(`[${delimiter === '|' ? '\\|' : delimiter}\\r\\n]|$`, 'g');
  let line = 1;
  let row: Row = { cells: [], line };
  for (let at = 0; at <= text.length && rows.length < most;) {
    const cell = cellAt(text, at, end);
    row.cells.push(cell.text);
    line += cell.lines;
    const mark = text.charAt(cell.end);
    at = cell.end + 1;
    if (mark === delimiter) continue;
    if (mark === '\r' && text.charAt(at) === '\n') at += 1;
    line += 1;
    if (row.cells.some((one) => one.trim() !== '')) rows.push(row);
    row = { cells: [], line };
    if (rows.length % ROWS_PER_SLICE === 0) yield;
  }
  return rows;
}

interface Cell {
  text: string;
  /** The place of what ends it. */
  end: number;
  /** The line breaks in it. */
  lines: number;
}

function cellAt(text: string, at: number, end: RegExp): Cell {
  let start = at;
  while (text.charAt(start) === ' ') start += 1;
  if (text.charAt(start) !== '"')
    return { text: text.slice(at, placeOf(end, text, at)), end: placeOf(end, text, at), lines: 0 };
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text.charAt(close + 1) === '"') close = text.indexOf('"', close + 2);
  const quoted = text.slice(start + 1, close === -1 ? text.length : close);
  const after = close === -1 ? text.length : placeOf(end, text, close + 1);
  // What follows the quote is a part of it: `"Yes" he said`.
  const rest = close === -1 ? '' : text.slice(close + 1, after).trim();
  const inside = quoted.replaceAll('""', '"');
  return {
    text: rest === '' ? inside : `"${inside}" ${rest}`,
    end: after,
    lines: quoted.split('\n').length - 1,
  };
}

function placeOf(end: RegExp, text: string, from: number): number {
  end.lastIndex = from;
  return end.exec(text)?.index ?? text.length;
}
