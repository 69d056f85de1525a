import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const FOLDER = new URL('../../../public/_locales/', import.meta.url);
const texts = (locale: string) => {
  const file: unknown = JSON.parse(readFileSync(new URL(`${locale}/messages.json`, FOLDER), 'utf8'));
  return new Map(
    Object.entries(file as Record<string, { message: string }>).map(([key, { message }]) => [key, message]),
  );
};
const english = texts('en');
const others = readdirSync(FOLDER).filter((locale) => locale !== 'en');

/** What a text has besides its words: `$1 → $2` has nothing else. */
const words = (text: string) => text.replace(/\$\d/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
/** A label has little room: it is short and no sentence. */
const isLabel = (text: string) => text.length <= 30 && !/[.:!?]$/.test(text);

/** The entries of `locale` that `isFault` finds, as `key: text`, so that a failure names them all. */
function faults(locale: string, isFault: (text: string, original: string, key: string) => boolean): string[] {
  return [...texts(locale)]
    .filter(([key, text]) => isFault(text, english.get(key) ?? '', key))
    .map(([key, text]) => `${key}: ${text}`);
}

it('has a second language', () => {
  expect(others).toContain('de');
});

describe.each(others)('%s', (locale) => {
  it('has the keys of English', () => {
    expect([...texts(locale).keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('has the placeholders of English', () => {
    const placeholders = (text: string) => (text.match(/\$\d/g) ?? []).toSorted().join(' ');
    expect(faults(locale, (text, original) => placeholders(text) !== placeholders(original))).toEqual([]);
  });

  it('has no empty text, and no blanks around one', () => {
    expect(faults(locale, (text) => text === '' || text.trim() !== text)).toEqual([]);
  });

  it('keeps to the lengths that stores allow', () => {
    expect(texts(locale).get('extName')?.length).toBeLessThanOrEqual(75);
    expect(texts(locale).get('extDescription')?.length).toBeLessThanOrEqual(132);
  });

  it('has labels that fit where those of English do', () => {
    const isTooLong = (text: string, original: string) => isLabel(original) && text.length > 1.5 * original.length + 9;
    expect(faults(locale, isTooLong)).toEqual([]);
  });
});

describe('German', () => {
  /** Names, and words that are the same in both languages. Whatever else is left as in English was forgotten. */
  const SHARED = new Set(
    'Synap Inspector URL CSV v min Version Demo Status Name Orange System Prompt Format Export Burst Injection offline Enter Esc Tab ltr'.split(
      ' ',
    ),
  );

  it('leaves nothing in English but names and words that both languages share', () => {
    expect(
      faults('de', (text, original) => text === original && !words(text).every((word) => SHARED.has(word))),
    ).toEqual([]);
  });

  it('shares no word in vain', () => {
    const same = [...texts('de')].filter(([key, text]) => text === english.get(key)).flatMap(([, text]) => words(text));
    expect([...SHARED].filter((word) => !same.includes(word))).toEqual([]);
  });

  /** Without lines that stand for JSON. */
  const prose = (text: string) =>
    text
      .split('\n')
      .filter((line) => !line.startsWith('{'))
      .join('\n');

  it('has German quotation marks, dashes and ellipses', () => {
    expect(faults('de', (text) => /["'”‘’‚«»]|\.\.\.| - |—/.test(prose(text)))).toEqual([]);
    expect(faults('de', (text) => !/^([^„“]*„[^„“]+“)*[^„“]*$/.test(prose(text)))).toEqual([]);
  });

  it('has no-break spaces before signs and units', () => {
    expect(faults('de', (text) => /[\d$]\d* ?%|[\d$]\d* ?(ms|s|min|h|d|B|KB|MB)\b|[≈<~] \$/.test(text))).toEqual([]);
  });

  it('writes numbers as German does', () => {
    expect(faults('de', (text) => /\d,\d{3}|\d\.\d(?!\d\d)/.test(text))).toEqual([]);
  });

  it('says neither Sie nor du', () => {
    expect(faults('de', (text) => /[\p{Ll},;] (Sie|Ihnen|Ihre?[nrms]?)\b/u.test(text))).toEqual([]);
    expect(faults('de', (text) => /\b(du|dich|dir|dein(e[nrms]?)?)\b/i.test(text))).toEqual([]);
  });

  it('has one name for each thing', () => {
    const otherNames =
      /Gespräch|Unterhaltung|[Kk]ompress|[Kk]omprim|[Vv]erdicht|Tokens|Durchlauf|Registerkarte|API-Key|Requests|Optionen|Zwischenspeicher/;
    expect(faults('de', (text) => otherNames.test(text))).toEqual([]);
  });
});
