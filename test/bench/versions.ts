import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { matchStatements } from '../../src/core/versions/match.ts';
import { wordsOf } from '../../src/core/words/words.ts';
import type { Bench } from './measure.ts';

const DATA = process.env['SYNAP_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const FACTS = v.object({
  sessions: v.array(v.object({ facts: v.array(v.object({ content: v.string() })) })),
});
const COUNT = 1000;

/** Two versions of real facts: a tenth changed, as after a run, and as different as two can be. */
export function versionsBenches(): Bench[] {
  const folder = join(DATA, 'conversations');
  if (!existsSync(folder)) throw new Error(`there are no conversations in ${folder}: set SYNAP_DATA`);
  const facts = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => v.parse(FACTS, JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    .flatMap(({ sessions }) => sessions.flatMap((session) => session.facts.map(({ content }) => content)));
  const distinct = [...new Set(facts)];
  const before = distinct.slice(0, COUNT);
  const edited = (text: string, at: number) => (at % 10 === 0 ? `${text.replace(/\.$/, '')}, as of ${at} May` : text);
  return [
    { name: `2 × ${COUNT} statements, a tenth changed`, after: before.map(edited) },
    { name: `2 × ${COUNT} statements, all of them different`, after: distinct.slice(COUNT, 2 * COUNT) },
  ].map(({ name, after }) => ({
    name,
    run: () => matchStatements(before, after),
    floor: () => [...before, ...after].map(wordsOf),
    against: 'reading each word once',
    most: 50,
  }));
}
