/** What a run of the bench leaves: `results.json`, and the table of it in docs/speed.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';
import type { Row } from './rows.ts';

const RESULTS = join(import.meta.dirname, 'results.json');
const PAGE = join(import.meta.dirname, '../../docs/speed.md');
const [START, END] = ['<!-- results: written by `npm run bench` -->', '<!-- end of results -->'];

interface Machine {
  /** Of the last run. */
  day: string;
  processor: string;
  cores: number;
  memoryGB: number;
  system: string;
  node: string;
}

export interface Results {
  machine: Machine;
  results: Row[];
}

/** The rows of a group, named by it. */
export function ofGroup(group: string, rows: readonly Row[]): Row[] {
  return rows.map((row) => ({ ...row, name: `${group}: ${row.name}` }));
}

/** The rows of the group that ran take the place of its earlier ones. */
export function merged(before: readonly Row[], group: string, rows: readonly Row[]): Row[] {
  const others = before.filter(({ name }) => !name.startsWith(`${group}: `));
  return [...others, ...rows].toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

export function writeResults(group: string, rows: readonly Row[]): void {
  const results: Results = { machine: thisMachine(), results: merged(readResults()?.results ?? [], group, rows) };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  if (existsSync(PAGE)) writeFileSync(PAGE, withTable(readFileSync(PAGE, 'utf8'), results));
}

export function readResults(): Results | null {
  return existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as Results) : null;
}

function thisMachine(): Machine {
  const [first] = cpus();
  return {
    day: new Date().toISOString().slice(0, 10),
    processor: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: type(),
    node: process.versions.node,
  };
}

export function withTable(page: string, results: Results): string {
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from === -1 || to === -1) throw new Error('docs/speed.md has lost the marks of its table');
  return `${page.slice(0, from + START.length)}\n\n${table(results)}\n${page.slice(to)}`;
}

/** The same, as text alone. */
export function table({ machine, results }: Results): string {
  const { day, processor, cores, memoryGB, system, node } = machine;
  const rows = results.map(({ name, value, unit, against, ratio, reach, met }) => [
    name,
    `${round(value)} ${unit}`,
    ratio === null ? against : `${round(ratio)} × ${against}`,
    reach,
    met === null ? 'stated' : met ? 'yes' : '**no**',
  ]);
  const cells = [['what', 'value', 'against', 'reach', 'met'], ...rows].map((row) =>
    row.map((cell) => cell.replaceAll('|', '\\|')),
  );
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = cells;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  const told = `${day}, ${cores} × ${processor}, ${memoryGB} GB, ${system}, Node ${node}.`;
  return `${told}\n\n${[line(head), rule, ...body.map(line)].join('\n')}\n`;
}

function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(2).replace(/\.0$/, '');
}
