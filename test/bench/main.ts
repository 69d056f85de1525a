/**
 * `npm run bench [WORD]`: each figure as a ratio to a floor or a rival that is measured in the same run, so that a busy
 * machine slows both. With a word: the groups whose name has it. Writes `results.json`, and its table into docs/speed.md.
 */
import { browserGroups } from './browser-groups.ts';
import { bytesRows } from './bytes.ts';
import { commitmentsBenches } from './commitments.ts';
import { firefoxRows } from './firefox.ts';
import { growthRows } from './growth.ts';
import { ofGroup, writeResults } from './report.ts';
import type { Row, RowGroup } from './rows.ts';
import { scanRows } from './scan.ts';
import { schedulerRows } from './scheduler.ts';
import { sliceGroup } from './slices.ts';
import { specificsBenches } from './specifics.ts';
import { tracingBenches } from './tracing.ts';
import { transcriptBenches } from './transcripts.ts';
import { versionsBenches } from './versions.ts';

const GROUPS: readonly RowGroup[] = [
  bytesRows,
  scanRows,
  sliceGroup('trace', tracingBenches),
  sliceGroup('versions', versionsBenches),
  sliceGroup('specifics', specificsBenches),
  sliceGroup('commitments', commitmentsBenches),
  sliceGroup('transcripts', transcriptBenches),
  ...browserGroups,
  firefoxRows,
  schedulerRows,
  growthRows,
];

export async function main([word = '']: readonly string[]): Promise<number> {
  const groups = GROUPS.filter(({ name }) => name.includes(word));
  if (groups.length === 0) {
    process.stderr.write(`no group is named ${word}: there are ${GROUPS.map(({ name }) => name).join(', ')}\n`);
    return 2;
  }
  for (const group of groups) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other, or they would measure each other
    const rows = ofGroup(group.name, await group.rows());
    for (const row of rows) console.log(tell(row));
    writeResults(group.name, rows);
  }
  return 0;
}

function tell({ name, value, unit, against, ratio, reach, met }: Row): string {
  const times = ratio === null ? '' : `, ${ratio.toFixed(2)} times ${against}`;
  const mark = met === null ? 'stated' : met ? 'met   ' : 'MISSED';
  return `${mark} ${name}: ${value.toFixed(1)} ${unit}${times}; ${reach}`;
}
