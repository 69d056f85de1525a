import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMs, LINEAR_CPU_MS } from '../../../support/cpu-time.ts';
import { spellingsIn, spellingsOf, wordsOf } from '../../../../src/core/words/words.ts';

const stems = (text: string) => wordsOf(text).map(({ stem }) => stem);

describe('words', () => {
  it('have the same stem in their inflections', () => {
    expect(stems('planned plans planning')).toEqual(['plan', 'plan', 'plan']);
  });

  it('are found where they stand, in any script', () => {
    for (const text of [
      'Ｆｕｌｌ width',
      '昨日は東京タワーに行きました。',
      'สวัสดีชาวโลก',
      'أحمد يعمل هنا',
      'naïve 👩‍👩‍👧 café',
    ]) {
      const words = wordsOf(text);
      expect(words.length).toBeGreaterThan(1);
      for (const { stem, start, end } of words) {
        expect(text.slice(start, end).normalize('NFKC').toLowerCase().startsWith(stem.slice(0, 2))).toBe(true);
      }
    }
  });

  it('are found in a long run without punctuation, in linear time', () => {
    const text = '東京で会議を開きました𠮷'.repeat(20_000);
    expect(cpuMs(() => wordsOf(text))).toBeLessThan(LINEAR_CPU_MS);
    expect(text.slice(0, 2)).toBe(stems(text)[0]);
    expect(stems(text).filter((stem) => /\p{Cs}/u.test(stem))).toEqual([]);
  });

  it('are the same whether ASCII alone tells them or not', () => {
    const pattern = /\p{N}+(?:[.,:]\p{N}+)*[\p{L}\p{M}]*|[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
    const text = fc.string({
      unit: fc.constantFrom(
        'a',
        'Z',
        '1',
        '23',
        "'",
        '’',
        '.',
        ',',
        ':',
        ' ',
        '-',
        '_',
        'é',
        'e\u0301',
        '²',
        'ß',
        '😀',
      ),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, (value) => {
        const expected = [...value.matchAll(pattern)].map(({ 0: word, index }) => [word, index]);
        expect([...spellingsOf(value)]).toEqual(expected);
        expect(spellingsIn(value)).toEqual(expected.map(([word]) => word));
      }),
    );
  });

  it('keep a number whole, however its digits are grouped', () => {
    expect(stems('1,200.50 at 15:30, v2')).toEqual(['1,200.50', 'at', '15:30', 'v2']);
    expect(stems('1,200 1.200 1200')).toEqual(['1200', '1200', '1200']);
  });
});
