import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { merged, ofGroup, readResults, table, withTable } from '../bench/report.ts';
import { quantile, rowAgainst, type Row } from '../bench/rows.ts';

const row = (name: string, value = 1): Row => ({
  name,
  value,
  unit: 'ms',
  against: 'a | floor',
  ratio: 1.25,
  reach: '≤ 2 times',
  met: true,
});

it('the rows of a group that ran again take the place of its earlier ones, and leave the others', () => {
  const before = [...ofGroup('scan', [row('old'), row('b')]), ...ofGroup('scanner', [row('other')])];
  const after = merged(before, 'scan', ofGroup('scan', [row('b', 2)]));
  expect(after.map(({ name, value }) => [name, value])).toEqual([
    ['scan: b', 2],
    ['scanner: other', 1],
  ]);
});

it('a figure that misses, or is only stated, is told as it is', () => {
  const own = rowAgainst({ name: 'slow', unit: 'ms', against: 'the floor' }, [[30, 10, 20], [10]], 1.5);
  expect([own.value, own.ratio, own.met]).toEqual([20, 2, false]);
  const text = table({ machine: { ...machine, cores: 3 }, results: [own, { ...row('free'), ratio: null, met: null }] });
  expect(text).toContain('3 × A processor, 8 GB');
  expect(text).toMatch(/\| slow .*\| 2 × the floor +\| ≤ 1.50 times \| \*\*no\*\* +\|/);
  expect(text).toMatch(/\| free .*\| a \\\| floor +\| .*\| stated +\|/);
});

it('the 95th percentile is a value that was measured', () => {
  expect(quantile([4, 1, 3, 2], 0.95)).toBe(4);
  expect(quantile([], 0.5)).toBeNaN();
});

const machine = { day: '2026-01-02', processor: 'A processor', cores: 2, memoryGB: 8, system: 'Linux', node: '24.0.0' };

it('the page of figures shows those that were written down', () => {
  const page = readFileSync('docs/speed.md', 'utf8');
  const results = readResults();
  if (results === null) throw new Error('there are no results');
  expect(withTable(page, results)).toBe(page);
  expect(results.results.length).toBeGreaterThan(10);
  for (const { name, value, reach } of results.results) expect([name, Number.isFinite(value), reach]).not.toContain('');
});
