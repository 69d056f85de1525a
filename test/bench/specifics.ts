import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Slices } from '../../src/core/slices.ts';
import { findSpecifics, readSpecifics } from '../../src/core/specifics/find-specifics.ts';
import type { Bench } from './measure.ts';

const DATA = process.env['SYNAP_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const CONVERSATION = v.object({ messages: v.array(v.object({ content: v.string() })) });
const ANNOTATED = v.array(v.object({ lang: v.string(), text: v.string() }));
const MESSAGES = 5000;
const LONG = 100_000;
/** What a careless pattern takes minutes for. */
const HOSTILE = ['1', 'A', '`', 'Abc ', 'two ', 'a-', '3 days '];

/** Chat of people, texts full of specifics, and texts made to be slow. */
export function specificsBenches(): Bench[] {
  const folder = join(DATA, 'conversations');
  if (!existsSync(folder)) throw new Error(`there are no conversations in ${folder}: set SYNAP_DATA`);
  const chat = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => v.parse(CONVERSATION, JSON.parse(readFileSync(join(folder, name), 'utf8'))).messages)
    .map(({ content }) => content);
  const dense = v
    .parse(ANNOTATED, JSON.parse(readFileSync(join(DATA, 'specifics.json'), 'utf8')))
    .flatMap(({ lang, text }) => (lang === 'en' ? [text] : []));
  const many = (texts: readonly string[]) =>
    Array.from({ length: MESSAGES }, (_, at) => texts[at % texts.length] ?? '');
  return [
    bench(`${MESSAGES} messages of chat`, many(chat)),
    bench(`${MESSAGES} messages full of them`, many(dense)),
    ...HOSTILE.map((piece) =>
      bench(`${LONG} characters of ${JSON.stringify(piece)}`, [piece.repeat(Math.ceil(LONG / piece.length))]),
    ),
  ];
}

const bench = (name: string, texts: readonly string[]): Bench => ({
  name,
  run: function* (): Slices<number> {
    let found = 0;
    for (const text of texts) {
      // To measure each slice of a short text would take longer than the slice.
      const specifics = text.length < LONG ? findSpecifics(text, 'en') : yield* readSpecifics(text, 'en');
      found += specifics.length;
      yield;
    }
    return found;
  },
  floor: () => texts.map((text) => text.match(/[\p{L}\p{N}]+/gu)),
  against: 'finding the words',
});
