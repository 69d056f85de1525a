import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCommitments, type Commitment } from '../../../../src/core/specifics/commitments.ts';
import { ENGLISH_GERMAN } from './sentences-en-de.ts';
import { SPANISH_JAPANESE } from './sentences-es-ja.ts';
import { MORE } from './sentences-more.ts';
import { PLAIN } from './sentences-plain.ts';
import { SETTLED } from './sentences-settled.ts';

const SENTENCES = { ...ENGLISH_GERMAN, ...SPANISH_JAPANESE };
const LANGUAGES = ['en', 'de', 'es', 'ja'] as const;
const cut = (text: string, { start, end }: { start: number; end: number }) => text.slice(start, end);
const wordsOf = (text: string, { words }: Commitment) => words.map((word) => cut(text, word));

describe.each(LANGUAGES)('%s', (language) => {
  it.each([...SENTENCES[language].bind, ...MORE[language].bind, ...PLAIN[language].bind])('binds: %s', (text) => {
    const found = findCommitments(text, language);
    expect(found.map((one) => cut(text, one))).toEqual([text]);
    expect(found.flatMap(({ words }) => words)).not.toEqual([]);
  });
  it.each([...SENTENCES[language].idle, ...MORE[language].idle, ...PLAIN[language].idle])(
    'does not bind: %s',
    (text) => {
      expect(findCommitments(text, language)).toEqual([]);
    },
  );
});

it('agreement settles what it names, and is a mere word otherwise', () => {
  expect(findCommitments('De acuerdo, iremos en tren.', 'es')).toMatchObject([{ kind: 'decision' }]);
  expect(findCommitments('De acuerdo: el lunes no.', 'es')).toMatchObject([{ kind: 'decision' }]);
  expect(findCommitments('De acuerdo.', 'es')).toEqual([]);
  expect(findCommitments('De acuerdo, vivo en León desde 2018.', 'es')).toEqual([]);
});

describe('settled', () => {
  it.each(SETTLED.bind)('binds: %s', (text) => {
    expect(findCommitments(text, 'en').map((one) => cut(text, one))).toEqual([text]);
  });
  it.each(SETTLED.idle)('does not bind: %s', (text) => {
    expect(findCommitments(text, 'en')).toEqual([]);
  });
});

it('names the sentence and its binding words, not the rest of the text', () => {
  const text = 'Sounds good. You must never paste the key here, and we’ll ship by Friday. Bye!';
  const [found, ...rest] = findCommitments(text, 'en');
  expect(rest).toEqual([]);
  expect(found && cut(text, found)).toBe('You must never paste the key here, and we’ll ship by Friday.');
  expect(found && wordsOf(text, found)).toEqual(['must never', 'ship', 'by Friday']);
});

it.each([
  ['deadline before never', 'Never send it before it is signed, and sign it by Friday.', 'deadline'],
  ['never before must', 'You must check it and must not share it.', 'never'],
  ['must before decision', 'We agreed that everybody must wear a helmet.', 'must'],
  ['decision before preference', 'We decided on the sofa that she prefers.', 'decision'],
  ['preference', 'I would rather have tea.', 'preference'],
])('a sentence of several kinds is of the weightiest: %s', (_name, text, kind) => {
  expect(findCommitments(text, 'en').map((one) => one.kind)).toEqual([kind]);
});

it('a turn of speech does not hide what the rest of its sentence binds', () => {
  expect(findCommitments('I must say it looks great, so we agreed to keep it.', 'en')).toMatchObject([
    { kind: 'decision' },
  ]);
});

it('knows no commitments of other languages', () => {
  expect(findCommitments('你必须在周五之前完成。', 'zh')).toEqual([]);
});

it('any text gives ordered places inside it, and the same ones each time', () => {
  const word = constantFrom(
    'must',
    "don't",
    'never',
    'by',
    'Friday',
    'müssen',
    'nicht',
    'bis',
    'no',
    'debe',
    'までに',
    'ください',
    '.',
    '?',
    '\n',
    ',',
    "'",
    '_',
    '\u0000',
    '\u202e',
    '😀',
    'İ',
    'ß',
    '\ud800',
  );
  const text = oneof(
    string({ unit: 'binary' }),
    array(word, { maxLength: 60 }).map((words) => words.join(' ')),
  );
  assert(
    property(text, constantFrom(...LANGUAGES), (said, language) => {
      const found = findCommitments(said, language);
      let last = 0;
      for (const { start, end, words } of found) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeLessThanOrEqual(said.length);
        last = end;
        for (const word of words) {
          expect(word.start).toBeGreaterThanOrEqual(start);
          expect(word.end).toBeLessThanOrEqual(end);
          expect(word.end).toBeGreaterThan(word.start);
        }
      }
      expect(findCommitments(said, language)).toEqual(found);
    }),
  );
});

it('a sentence of hundreds of binding words is read in full, and a text without full stops is none', () => {
  expect(findCommitments(`We must go and ${'must never '.repeat(40)}stop.`, 'en')).toHaveLength(1);
  expect(findCommitments('must never by Friday '.repeat(50_000), 'en')).toEqual([]);
});
