import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpecifics, readSpecifics } from '../../../../src/core/specifics/find-specifics.ts';
import { SPECIFIC_KINDS } from '../../../../src/core/specifics/specific.ts';
import type { Language } from '../../../../src/core/words/language.ts';
import { cpuMs, LINEAR_CPU_MS } from '../../../support/cpu-time.ts';

const found = (text: string, language: Language = 'en') =>
  findSpecifics(text, language).map(({ kind, text, value }) => `${kind}: ${text} → ${value}`);

const HOSTILE = [
  '1',
  'A',
  'a',
  'Abc ',
  '`',
  '`a ',
  'two ',
  '12 ',
  '1,000,',
  '1.2.',
  'a/',
  '\\\\a',
  'a@',
  'abc12',
  'a-',
  'A1-',
  'a_',
  'http://a(',
  "'a ",
  'git a ',
  'aB',
  'Dr. ',
  '3 days ',
  'in 3 days to ',
  '二',
  'ア',
  '(',
  '\n',
];

describe('findSpecifics', () => {
  it('gives a link whole, with nothing inside it', () => {
    expect(found('See <https://Wiki.example.org/Mercury_(planet)/12> and write to Help@Example.org.')).toEqual([
      'link: https://Wiki.example.org/Mercury_(planet)/12 → https://wiki.example.org/Mercury_(planet)/12',
      'email: Help@Example.org → help@example.org',
    ]);
  });

  it('says where each one stands, in order, without overlap, and the same each time', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom('12,5 €', 'twelve', 'https://a.io/', '. ', 'a@b.io', ' ', '7%', 'Maria', '7 June'),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom<Language>('en', 'de', 'es', 'ja', 'zh'),
        (pieces, language) => {
          const text = pieces.join('');
          const all = findSpecifics(text, language);
          let end = 0;
          for (const one of all) {
            expect(one.start).toBeGreaterThanOrEqual(end);
            expect(text.slice(one.start, one.end)).toBe(one.text);
            expect(one.text).not.toBe('');
            expect(SPECIFIC_KINDS).toContain(one.kind);
            end = one.end;
          }
          expect(findSpecifics(text, language)).toEqual(all);
        },
      ),
    );
  });

  // What tries every stretch of such a text takes minutes; test/bench has the figures.
  it.each([...HOSTILE])('gets to the end of much of %j in linear time', (piece) => {
    const text = piece.repeat(Math.ceil(400_000 / piece.length));
    let all: ReturnType<typeof findSpecifics> = [];
    expect(cpuMs(() => (all = findSpecifics(text, 'en')))).toBeLessThan(LINEAR_CPU_MS);
    expect(all.every(({ text: found, start, end }) => text.slice(start, end) === found)).toBe(true);
  });

  it.each(['3 days ', '3-5 days ', '$5 '])('pauses while it looks at each of many %j', (piece) => {
    const slicesOf = (count: number) => [...readSpecifics(piece.repeat(count), 'en')].length;
    expect(slicesOf(4000) - slicesOf(2000)).toBeGreaterThan(5);
  });
});
