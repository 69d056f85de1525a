import { describe, expect, it } from 'vitest';
import { diffWords, type DiffPart } from '../../../../src/core/versions/word-diff.ts';

const side = (parts: DiffPart[], without: DiffPart['kind']) =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

describe('a word diff', () => {
  it('holds both texts whole', () => {
    const parts = diffWords('Booked to 23 July.', 'Booked to 25 July.');
    expect(side(parts, 'added')).toBe('Booked to 23 July.');
    expect(side(parts, 'removed')).toBe('Booked to 25 July.');
  });
});
