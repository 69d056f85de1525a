import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMs, LINEAR_CPU_MS } from '../../support/cpu-time.ts';
import { textPieces, visibleText } from '../../../src/core/visible-text.ts';

describe('visibleText', () => {
  it.each([
    ['right-to-left override', 'a\u202Eb', 'a⟨U+202E⟩b'],
    ['isolates', '\u2066x\u2069', '⟨U+2066⟩x⟨U+2069⟩'],
    ['zero-width space', 'pay\u200Bpal', 'pay⟨U+200B⟩pal'],
    ['a joiner that joins no emoji', 'a\u200Db', 'a⟨U+200D⟩b'],
    ['byte order mark', '\uFEFFx', '⟨U+FEFF⟩x'],
    ['escape', '\u001B[31m', '⟨U+001B⟩[31m'],
    ['null', 'a\0b', 'a\uFFFDb'],
    ['a lone carriage return', 'a\rb', 'a⟨U+000D⟩b'],
    ['tags', 'x\u{E0041}', 'x⟨U+E0041⟩'],
    ['a variation selector that carries data', 'x\uFE01', 'x⟨U+FE01⟩'],
    ['a lone surrogate', 'x\uD800y', 'x\uFFFDy'],
    ['a soft hyphen that parts no word', 'a-\u00AD1', 'a-⟨U+00AD⟩1'],
    ['a non-joiner in a Latin word', 'pay\u200Cpal', 'pay⟨U+200C⟩pal'],
    ['a second non-joiner', 'می\u200C\u200Cخواهد', 'می⟨U+200C⟩⟨U+200C⟩خواهد'],
    ['a non-joiner at the end', 'می\u200C', 'می⟨U+200C⟩'],
    ['an override in Persian', 'می\u202Eخواهد', 'می⟨U+202E⟩خواهد'],
    ['a zero-width space in Hindi', 'क\u200Bष', 'क⟨U+200B⟩ष'],
    ['a joiner before an emoji', 'a\u200D👩', 'a⟨U+200D⟩👩'],
    ['tags that spell no flag', '🏴\u{E0068}\u{E0069}\u{E007F}', '🏴⟨U+E0068⟩⟨U+E0069⟩⟨U+E007F⟩'],
    [
      'a flag that goes on',
      '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}\u{E0041}',
      '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}⟨U+E0041⟩',
    ],
    ['an ideographic variant of a letter', 'a\u{E0100}', 'a⟨U+E0100⟩'],
    ['two variants of one ideograph', '葛\u{E0100}\u{E0101}', '葛\u{E0100}⟨U+E0101⟩'],
    ['the space of Braille in a word', 'a\u2800b', 'a⟨U+2800⟩b'],
  ])('shows %s', (_name, text, shown) => expect(visibleText(text)).toBe(shown));

  it.each(['plain', 'two\nlines\tand a tab', 'ä ß 日本語 עברית', '👩‍👩‍👧 ❤️ 👍🏽', 'CRLF stays a break'])(
    'leaves %j',
    (text) => expect(visibleText(text)).toBe(text),
  );

  it.each([
    ['Persian', 'کاربر می\u200Cخواهد پروژه\u200Cها را، PDF\u200Cها و ۱۰\u200Cها و «کتاب»\u200Cها'],
    ['Persian with vowel signs', 'مُ\u200Cهِم ه\u200D.ش'],
    ['Sinhala', 'ශ්\u200Dරී ලංකාවේ ක්\u200Dරියාව'],
    ['Hindi and Nepali', 'क्\u200Dष नेप्\u200Cचून'],
    ['Bengali, Malayalam, Kannada', 'র\u200D্যাব ന്\u200D ರ\u200D್'],
    ['Thai', 'ภาษา\u200Bไทย ใช้\u200BAPI ของ'],
    ['Khmer', 'ភាសា\u200Bខ្មែរ'],
    [
      'flags',
      'England 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} Wales 🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F} 🇵🇹 🏴\u200D☠\uFE0F 🏳\uFE0F\u200D🌈',
    ],
    ['ideographic variants', '葛\u{E0100}飾区、辻\uFE00'],
    ['soft hyphens', 'Donau\u00ADdampf\u00ADschiff, caf\u0065\u0301\u00ADteria'],
    ['emoji', '👨\u200D👩\u200D👧 ❤\uFE0F 1\uFE0F\u20E3 👩🏽\u200D🚀 🧑\u200D⚕\uFE0F'],
    ['Mongolian', 'ᠬᠡᠷᠡᠭ\u180Eᠡ ᠠ\u180B'],
    ['Braille', '⠓⠊\u2800⠽⠕⠥'],
  ])('[T06] leaves %s as it is spelt', (_name, text) => {
    expect(visibleText(text)).toBe(text);
    expect(textPieces(text)).toEqual([{ text, hidden: false }]);
  });

  it('[T06] writes a few of a row out, and counts the rest', () => {
    expect(visibleText('\u200B'.repeat(64))).toBe('⟨U+200B⟩'.repeat(64));
    expect(visibleText(`a${'\u200B\u200C'.repeat(500_000)}b`)).toBe(`a${'⟨U+200B⟩⟨U+200C⟩'.repeat(32)}⟨+999936⟩b`);
    expect(visibleText('\0'.repeat(100))).toBe('\uFFFD'.repeat(100));
  });

  it('[T06] takes hundreds of thousands of hidden characters in linear time', () => {
    for (const part of [
      '\u200B',
      'x\u200B',
      'ก\u200B',
      'می\u200C',
      '\u{E0041}',
      'a\u00AD',
      '葛\u{E0100}',
      '\uD800',
      '🏴\u{E0067}',
    ]) {
      const text = part.repeat(300_000);
      expect(
        cpuMs(() => textPieces(text, 300)),
        part,
      ).toBeLessThan(LINEAR_CPU_MS);
      expect(
        cpuMs(() => visibleText(text)),
        part,
      ).toBeLessThan(LINEAR_CPU_MS);
    }
  });

  it('[T06] after so many pieces gives the rest as one', () => {
    const pieces = textPieces('x\u200B'.repeat(1000), 300);
    expect(pieces.filter(({ hidden }) => hidden)).toHaveLength(300);
    expect(pieces.at(-1)).toEqual({ text: 'x⟨U+200B⟩'.repeat(700), hidden: false });
  });

  it('takes CRLF as a line break', () => expect(visibleText('a\r\nb')).toBe('a\nb'));

  it('keeps hidden characters apart', () =>
    expect(textPieces('a\u200Bb')).toEqual([
      { text: 'a', hidden: false },
      { text: '⟨U+200B⟩', hidden: true },
      { text: 'b', hidden: false },
    ]));

  it('takes megabytes', () => expect(visibleText('x\u200B'.repeat(200_000)).length).toBe(1_800_000));

  it('[F74] [F77] leaves nothing that hides or reorders, whatever the text, and is a fixed point', () => {
    // Bidi controls, zero-width characters, controls but tab and line break, and halves of pairs. U+200D and U+FE0F are
    // not among them: between emoji they join, and hide nothing.
    const hiding =
      // oxlint-disable-next-line no-control-regex -- they are what is looked for
      /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|\p{Cs}/u;
    const dangerous = fc.constantFrom(
      '\u202E',
      '\u2066',
      '\u200B',
      '\u001B[31m',
      '\0',
      '\r',
      '\uD800',
      '\uDC00',
      '\uFEFF',
      'a',
      '👩',
      '\u200D',
      '\u200C',
      '\u00AD',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(dangerous).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        const shown = visibleText(value);
        expect(shown).not.toMatch(hiding);
        expect(visibleText(shown)).toBe(shown);
        expect(shown.split('\uFFFD')).toHaveLength(value.split(/[\0\uFFFD]|\p{Cs}/u).length);
      }),
    );
  });
});
