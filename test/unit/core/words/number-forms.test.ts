import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languageOf, type Language } from '../../../../src/core/words/language.ts';
import { mayBeNumber, numbersOf } from '../../../../src/core/words/number-forms.ts';
import { spellingsIn } from '../../../../src/core/words/words.ts';

const values = (text: string, language: Language) => numbersOf(text, language).map(({ value }) => value);

describe('numbersOf', () => {
  it.each<[Language, string, string[]]>([
    ['en', '1,200 or 1.2k or twelve hundred or 1200', ['1200', '1200', '1200', '1200']],
    ['en', 'a dozen, two dozen, twenty-five, three hundred and five', ['12', '24', '25', '305']],
    ['en', '3.50, -5, 2M, 3 million, 1,234,567, 8 400', ['3.5', '-5', '2000000', '3000000', '1234567', '8400']],
    ['en', 'one of them, build 1.2.3, no two five, a teen', []],
    ['en', 'thirteen, forty-two, a hundred and fifteen', ['13', '42', '115']],
    ['de', '1.200 oder 8.400,50, 3,5 und 3 Millionen', ['1200', '8400.5', '3.5', '3000000']],
    ['de', 'achthundert, zweihundertfünfundzwanzig, einundzwanzig, ein Dutzend', ['800', '225', '21', '12']],
    ['de', 'Achtung, ein Dreirad', []],
    [
      'es',
      '1.350, treinta y cinco, veintidós, doscientos treinta, mil doscientos',
      ['1350', '35', '22', '230', '1200'],
    ],
    ['ja', '二十三人、千二百、1.2万、三万五千円、二〇二六年', ['23', '1200', '12000', '35000', '2026']],
    ['ja', '8万5千円、1億2000万円、2万5000円、3千500円', ['85000', '120000000', '25000', '3500']],
    ['zh', '两百三十个，五万，3亿，三心二意', ['230', '50000', '300000000']],
  ])('%s: %s', (language, text, expected) => {
    expect(values(text, language)).toEqual(expected);
  });

  it('reads what toLocaleString writes', () => {
    fc.assert(
      fc.property(fc.nat(1e9), (value) => {
        expect(values(value.toLocaleString('en-US'), 'en')).toEqual([String(value)]);
        expect(values(value.toLocaleString('de-DE'), 'de')).toEqual([String(value)]);
      }),
    );
  });
});

describe('languageOf', () => {
  it.each<[Language, string]>([
    ['en', 'We agreed on the price.'],
    ['en', '42'],
    ['de', 'Wir haben uns auf den Preis geeinigt.'],
    ['es', 'Hemos acordado el precio de la casa.'],
    ['ja', '会議は6月7日です。'],
    ['zh', '明天下午三点在上海开会。'],
  ])('%s: %s', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });
});

describe('a word that may be a number', () => {
  const PIECES = {
    en: ['two', 'ty', 'teen', 'twen', 'five', 'eigh', 'hundred', 'thousand', 'and', 'a', 'often'],
    de: ['zwei', 'und', 'zwanzig', 'hundert', 'drei', 'ein', 'millionen', 'eine', 'acht', 'oft'],
    es: ['dos', 'y', 'treinta', 'veinti', 'trés', 'mil', 'cientos', 'un', 'millón', 'mucho'],
  } as const;
  it.each(Object.entries(PIECES))('is in every text that has one: %s', (name, pieces) => {
    const language = name as keyof typeof PIECES;
    const unit = fc.constantFrom(...pieces, ' ', ' ', '-', "'", '’', '_', '.', 'x', 'ж', 'é', '\u0301', '7');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 14 }), (text) => {
        fc.pre(numbersOf(text, language).length > 0);
        expect(spellingsIn(text).some((word) => mayBeNumber(word, language))).toBe(true);
      }),
    );
  });
});
