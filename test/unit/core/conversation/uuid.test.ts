import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIds, parseConversationId, shortenId } from '../../../../src/core/conversation/uuid.ts';

const ID = '0bfa587f-a85c-5cc3-a395-fe8e49851558';
const OTHER = '5537b6c6-fb4a-53c3-aac3-6676d812a800';
const NIL = '00000000-0000-0000-0000-000000000000';
const MAX = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The same grammar, as one plain regular expression. */
const H = '[0-9a-fA-F]';
const QUOTED_PRINTABLE = `=(?:0[9aAdD]|2${H}|3[a-fA-F]|5[bBfF]|7[bB]|${H}{2}=[89abAB]${H})`;
// Case counts: `\U0022` is no escape.
const BOUNDARY = String.raw`(?:(?<!${H})|(?<=%(?:25)*${H}{2})|(?<=\\u${H}{4})|(?<=\\x${H}{2})|(?<=${QUOTED_PRINTABLE}))`;
const REFERENCE = new RegExp(`${BOUNDARY}${H}{8}(?:-${H}{4}){3}-${H}{12}(?!${H})`, 'g');

function findByReference(text: string): { id: string; index: number }[] {
  return [...text.matchAll(REFERENCE)]
    .map((match) => ({ id: match[0].toLowerCase(), index: match.index }))
    .filter(({ id }) => id !== NIL && id !== MAX);
}

/** Hexadecimal, because JavaScript's `\x` and `%` escapes need lower and upper case alike. */
const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdefABCDEF'), { minLength: length, maxLength: length })
    .map((d) => d.join(''));
const anyId = fc.tuple(hex(8), hex(4), hex(4), hex(4), hex(12)).map((groups) => groups.join('-'));
const escape = fc.constantFrom(
  '%2F',
  '%252F',
  '%25',
  '=3D',
  '=E2=80=9C',
  '=9C',
  '=',
  '%',
  '\\u0022',
  '\\x22',
  '\\U0022',
  '\\X22',
  '\\',
);
/** Texts that are hard to search: pieces of ids, escapes, hyphens, and ids next to each other or to an escape. */
const piece = fc.oneof(
  { weight: 3, arbitrary: anyId },
  { weight: 3, arbitrary: fc.tuple(escape, anyId).map((parts) => parts.join('')) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '-',
      '--',
      '%2F',
      '%252F',
      '%25',
      '%',
      '\\u0022',
      '\\x22',
      '\\',
      'u',
      'x',
      '\\U',
      '\\X',
      '"',
      '/',
      ' ',
    ),
  },
  { weight: 2, arbitrary: hex(1) },
  hex(4),
  hex(8),
  hex(12),
  fc.constantFrom(NIL, MAX, 'request-', '-0', 'ı', 'ſ', 'é', '\u0000', '2525', 'Å'),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));

describe('finding ids in text', () => {
  it('[F61] finds what a plain regular expression finds, wherever it stands', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(findIds(value)).toEqual(findByReference(value));
      }),
    );
  });

  it('[F61] finds every generated id, in either case, and gives it in lower case', () => {
    fc.assert(
      fc.property(anyId, fc.constantFrom('', ' ', 'request-', '/c/', '"', '_', '%2F', '\\u0022'), (id, before) => {
        fc.pre(id.toLowerCase() !== NIL && id.toLowerCase() !== MAX);
        expect(findIds(`${before}${id}-0`)).toEqual([{ id: id.toLowerCase(), index: before.length }]);
      }),
    );
  });

  it('[F61] refuses 35 and 37 digits, the nil and the max UUID, and ids inside longer hexadecimal', () => {
    for (const near of [
      ID.slice(1),
      `a${ID}`,
      `${ID}a`,
      ID.slice(0, -1),
      `id=ab${ID}`,
      `id=9c${ID}`,
      NIL,
      MAX,
      MAX.toUpperCase(),
      ID.replaceAll('-', ''),
    ]) {
      expect(findIds(near), near).toEqual([]);
      expect(findIds(`x ${near} y`), near).toEqual([]);
    }
  });

  it('takes a hyphen, a letter and an escape for a border, whose last digit is no part of the id', () => {
    const texts = [
      `request-${ID}-0`,
      `c_4f37354a4e8d9334_${ID}"`,
      `%2F${ID}`,
      `c=3D${ID}`,
      `=E2=80=9C${ID}`,
      `%252f${ID}%20`,
      `\\u0022${ID}\\u0022`,
    ];
    for (const found of texts.map((value) => findIds(value))) expect(found.map(({ id }) => id)).toEqual([ID]);
    expect(findIds(`z${ID}z`)).toHaveLength(1);
  });

  it('finds ids that touch by a hyphen, and stops at the limit', () => {
    expect(findIds(`${ID}-${OTHER}`).map(({ id }) => id)).toEqual([ID, OTHER]);
    expect(findIds(`${ID} ${OTHER} ${ID}`, 2)).toHaveLength(2);
  });

  it('copes with megabytes of hyphens and of near misses', () => {
    expect(findIds('-'.repeat(2_000_000))).toEqual([]);
    expect(findIds(`${'0bfa587f-'.repeat(200_000)} ${ID}`)).toHaveLength(1);
    expect(findIds(`%${'25'.repeat(500_000)}${ID}`)).toHaveLength(1);
  });
});

describe('a pasted id', () => {
  it('[F61] is taken as people and programs write it', () => {
    const spellings = [ID, ` ${ID}\n`, ID.toUpperCase(), `{${ID}}`, `"${ID}"`, `'${ID}'`, `“${ID}”`, `<${ID}>`];
    spellings.push(`urn:uuid:${ID}`, `URN:UUID:${ID}`, ID.replaceAll('-', ''), `{"${ID}"}`, `\`${ID}\``);
    for (const spelling of spellings) expect(parseConversationId(spelling), spelling).toBe(ID);
  });

  it('[F61] is refused when it is anything else', () => {
    const wrong = [
      '',
      'x',
      ID.slice(1),
      `${ID}0`,
      `a${ID}`,
      NIL,
      MAX,
      '0'.repeat(32),
      'F'.repeat(32),
      `{${ID}`,
      `${ID}"`,
    ];
    wrong.push(
      `${ID} ${OTHER}`,
      ID.replaceAll('-', '').slice(1),
      `${ID.replaceAll('-', '')}0`,
      `{${'['.repeat(60)}`,
      '"',
    );
    wrong.push(ID.replace('-', ''), ID.replace('0', 'g'), ' '.repeat(5_000_000) + ID);
    for (const value of wrong) expect(parseConversationId(value), value.slice(0, 60)).toBeNull();
  });

  it('never throws, and its result is a fixed point', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (value) => {
        const id = parseConversationId(value);
        if (id !== null) expect(parseConversationId(id)).toBe(id);
      }),
    );
  });
});

describe('a shortened id', () => {
  it('keeps both ends', () => {
    expect(shortenId(ID)).toBe('0bfa587f…1558');
  });
});
