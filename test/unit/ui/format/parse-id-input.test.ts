import { describe, expect, it } from 'vitest';
import { readIdText } from '../../../../src/ui/format/parse-id-input.ts';
import { ID, OTHER_ID } from '../../../support/ui/fixtures.ts';

describe('readIdText', () => {
  it('takes an id alone, in any case, and one within a text', () => {
    expect(readIdText(`  ${ID.toUpperCase()} `)).toEqual({ kind: 'one', id: ID });
    expect(readIdText(`https://chat.example/c/${ID}?x=1`)).toEqual({ kind: 'one', id: ID });
    expect(readIdText(`${ID} and again ${ID}`)).toEqual({ kind: 'one', id: ID });
  });

  it('[T31] takes an id as people and programs write it', () => {
    for (const text of [
      ID.replaceAll('-', '\u2011'),
      ID.replaceAll('-', '\u2013'),
      `${ID.slice(0, 19)}  ${ID.slice(19)}`,
      `https://app.example/open?conversation=3D${ID}`,
      ID.replaceAll('-', '%2D'),
      `claude --resume ${ID}`,
      `local_${ID}`,
      `urn:uuid:${ID}`,
      `${ID}\u200B`,
    ])
      expect(readIdText(text), text).toEqual({ kind: 'one', id: ID });
  });

  it('offers several, and counts those that it does not', () => {
    expect(readIdText(`${ID}, ${OTHER_ID}`)).toEqual({ kind: 'several', ids: [ID, OTHER_ID], more: 0 });
    const many = Array.from({ length: 20 }, (_, at) => `c71d7365-0000-4000-8000-${String(at).padStart(12, '0')}`);
    expect(readIdText(many.join('\n'))).toMatchObject({ kind: 'several', more: 12 });
  });

  it('tells what is wrong with what is no id', () => {
    expect(readIdText(' ')).toEqual({ kind: 'none', fault: 'empty', hexDigits: 0 });
    expect(readIdText(ID.slice(0, 30))).toEqual({ kind: 'none', fault: 'short', hexDigits: 26 });
    expect(readIdText(`${ID}a`)).toEqual({ kind: 'none', fault: 'long', hexDigits: 33 });
    expect(readIdText(ID.replace('5537', '5g37'))).toMatchObject({ kind: 'none', fault: 'odd-characters' });
    expect(readIdText(`${'x '.repeat(60_000)}${ID}`)).toMatchObject({ kind: 'none', fault: 'cut' });
    expect(readIdText('hello world')).toMatchObject({ kind: 'none', fault: 'no-uuid' });
  });
});
