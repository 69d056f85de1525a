import { afterEach, describe, expect, it } from 'vitest';
import german from '../../../../public/_locales/de/messages.json';
import english from '../../../../public/_locales/en/messages.json';
import { isMirrored, joined, listed, setTranslator, t, tn, unmirroredKey } from '../../../../src/ui/format/i18n.ts';
import { formatDollars } from '../../../../src/ui/format/dollars.ts';
import { formatBytes } from '../../../../src/ui/detail/kept/add/file-size.ts';
import { formatScore, formatTokens, percent } from '../../../../src/ui/format/numbers.ts';
import { agoText, dayText, durationText } from '../../../../src/ui/format/times.ts';
import { keptText } from '../../../../src/ui/facts/fact-texts.ts';
import { type Language, translate, translatorOf } from '../../../support/ui/fakes/translate.ts';

const speak = (language: Partial<Language>) =>
  setTranslator(translatorOf({ texts: english, browser: 'en_GB', ...language }));

afterEach(() => setTranslator(translate));

const LATE = Date.UTC(2026, 10, 28, 12);
const DAY_MS = 86_400_000;

describe('German texts', () => {
  it('come with German numbers, shares, prices and dates', () => {
    speak({ texts: german, browser: 'de' });
    expect([
      formatTokens(24_582),
      percent(0.14),
      formatScore(0.91),
      formatDollars(12.4),
      formatDollars(0.063423),
    ]).toEqual(['24.582', '14\u00a0%', '0,91', '12,40\u00a0$', '0,063\u00a0$']);
    expect(formatBytes(1234)).toBe('1,2\u00a0KB');
    expect(keptText({ original: 100, compacted: 14, keptRatio: 0.14, savedTokens: 86 })).toBe(
      '14\u00a0% behalten (86\u00a0% gespart)',
    );
    expect(durationText(9_400)).toBe('9,4\u00a0s');
    expect([dayText(LATE - 40 * DAY_MS, LATE), agoText(LATE - 2 * 60_000, LATE)]).toEqual([
      '19. Okt.',
      'vor 2\u00a0min',
    ]);
    expect(t('moreItems', 1234)).toContain('1.234');
    expect(listed(['a', 'b', 'c'])).toBe('a, b und c');
  });

  it('follow the browser where it says which German', () => {
    expect(speak({ texts: german, browser: 'de_CH' }).locale).toBe('de-CH');
    expect(formatTokens(24_582)).toMatch(/^24['’]582$/);
  });
});

describe('English texts in a browser of another language', () => {
  it('keep English numbers and dates', () => {
    expect(speak({ browser: 'fr' }).locale).toBe('en');
    expect([formatTokens(24_582), percent(0.14), durationText(9_400)]).toEqual(['24,582', '14%', '9.4 s']);
  });

  it('run from left to right, whichever way that language does', () => {
    speak({ browser: 'ar' });
    expect(t('textDirection')).toBe('ltr');
    expect(isMirrored()).toBe(false);
  });

  it('survive what is no tag of a language', () => {
    for (const browser of ['', 'enm', 'ja_JP_mac']) {
      speak({ browser });
      expect(formatTokens(1234)).toBe('1,234');
    }
  });
});

describe('plurals', () => {
  const of = (locale: string, forms: Record<string, string>) => {
    const own = Object.entries(forms).map(([form, message]) => [`statements_${form}`, { message }]);
    speak({ texts: { ...english, localeTag: { message: locale }, ...Object.fromEntries(own) }, browser: locale });
    return (count: number) => tn('statements', count);
  };

  it('have every form that the language has', () => {
    const text = of('pl', { one: '$1 zdanie', few: '$1 zdania', many: '$1 zdań', other: '$1 zdania' });
    expect([1, 2, 5, 22, 1000].map(text)).toEqual(['1 zdanie', '2 zdania', '5 zdań', '22 zdania', '1000 zdań']);
  });

  it('are those of the last resort where a file lacks a form', () => {
    const text = of('es', { one: '$1 frase', other: '$1 frases' });
    expect([1, 2, 1_000_000].map(text)).toEqual(['1 frase', '2 frases', '1.000.000 frases']);
  });
});

describe('texts from right to left', () => {
  const hebrew = { ...english, localeTag: { message: 'he' }, textDirection: { message: 'rtl' } };

  it('mirror the pages and the arrow keys', () => {
    speak({ texts: hebrew, browser: 'he' });
    expect([t('textDirection'), isMirrored()]).toEqual(['rtl', true]);
    expect(speak({ texts: hebrew, browser: 'en_US' }).locale).toBe('he');
    expect(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'l'].map(unmirroredKey)).toEqual([
      'ArrowRight',
      'ArrowLeft',
      'ArrowUp',
      'l',
    ]);
  });

  it('leave the keys alone from left to right', () =>
    expect(['ArrowLeft', 'ArrowRight'].map(unmirroredKey)).toEqual(['ArrowLeft', 'ArrowRight']));
});

it('facts and sentences have between them what the language has', () => {
  speak({ texts: { ...english, inTurn: { message: '$1、$2' }, sentences: { message: '$1$2' } } });
  expect([joined('inTurn', ['a', 'b', 'c']), joined('sentences', ['A。', 'B。']), joined('inTurn', [])]).toEqual([
    'a、b、c',
    'A。B。',
    '',
  ]);
});
