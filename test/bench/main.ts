/**
 * `npm run bench [WORD]`: how long the product's long computations take, each as a multiple of a floor that is measured in
 * the same run, so that a busy machine slows both. With a word: the rows whose name has it.
 */
import { commitmentsBenches } from './commitments.ts';
import { measure, type Bench } from './measure.ts';
import { type Row, type RowGroup } from './rows.ts';
import { scanRows } from './scan.ts';
import { specificsBenches } from './specifics.ts';
import { tracingBenches } from './tracing.ts';
import { transcriptBenches } from './transcripts.ts';
import { versionsBenches } from './versions.ts';

const ALL: (() => Bench[])[] = [
  tracingBenches,
  versionsBenches,
  specificsBenches,
  commitmentsBenches,
  transcriptBenches,
];

/** Each compares the product with a rival. */
const GROUPS: readonly RowGroup[] = [scanRows];

export async function main([word = '']: readonly string[]): Promise<number> {
  const slices = ALL.flatMap((benches) => benches()).filter(({ name }) => name.includes(word));
  const groups = GROUPS.filter(({ name }) => name.includes(word));
  if (slices.length + groups.length === 0) {
    process.stderr.write(`no row is named ${word}\n`);
    return 2;
  }
  if (slices.length > 0) printSlices(slices);
  for (const group of groups) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would measure each other
    for (const row of await group.rows()) console.log(tell(row));
  }
  return 0;
}

function tell({ name, value, unit, against, ratio, reach, met }: Row): string {
  const times = ratio === null ? '' : `, ${ratio.toFixed(2)} times ${against}`;
  return `${met ? 'met   ' : 'MISSED'} ${name}: ${value.toFixed(1)} ${unit}${times}; ${reach}`;
}

function printSlices(rows: readonly Bench[]): void {
  const widths = [44, 9, 9, 14, 8, 9];
  const line = (cells: readonly string[]) => cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' ');
  console.log(line(['', 'CPU ms', 'at first', 'longest slice', 'slices', 'floor ms', 'times the floor']));
  for (const row of rows) {
    const { first, spent, floor, longest, slices } = measure(row);
    const cells = [spent, first, longest, slices, floor, spent / floor].map((value) =>
      value.toFixed(value < 10 ? 1 : 0),
    );
    console.log(line([row.name, ...cells]));
  }
}
