import { describe, expect, it } from 'vitest';
import {
  isNumber,
  isText,
  listOf,
  oneOf,
  onlyShape,
  orMissing,
  orNull,
  shape,
  wholeIn,
} from '../../../src/core/shape.ts';

describe('a guard', () => {
  it('of numbers lets no NaN and no infinity through, of whole ones no fraction and none out of its bounds', () => {
    expect([0, -1.5, 1e308].every(isNumber)).toBe(true);
    expect([Number.NaN, Infinity, -Infinity, '1', null, undefined].some(isNumber)).toBe(false);
    expect([1, 9].every(wholeIn(1, 9))).toBe(true);
    expect([0, 10, 1.5, Number.NaN, '5'].some(wholeIn(1, 9))).toBe(false);
  });

  it('of a list looks at every item, and at its length', () => {
    expect(listOf(isText)(['a', 'b'])).toBe(true);
    expect(listOf(isText)(['a', 1])).toBe(false);
    expect(listOf(isText)({ length: 0 })).toBe(false);
    // A hole is no text.
    expect(listOf(isText)(Object.assign([], { length: 2 }))).toBe(false);
    expect(listOf(isText, 1)(['a', 'b'])).toBe(false);
  });

  it('of a choice or of null takes these alone', () => {
    expect(['a', 'b'].every(oneOf('a', 'b'))).toBe(true);
    expect(['c', null, ['a']].some(oneOf('a', 'b'))).toBe(false);
    expect([null, 'a'].every(orNull(isText))).toBe(true);
    expect([undefined, 1].some(orNull(isText))).toBe(false);
  });
});

describe('the shape of an object', () => {
  const fields = { name: isText, note: orMissing(isText) };

  it('needs each field, but for those that may be missing', () => {
    expect([{ name: 'a' }, { name: 'a', note: 'b' }].every(shape(fields))).toBe(true);
    expect([{}, { name: 1 }, { name: 'a', note: 1 }, [], null, 'a', undefined].some(shape(fields))).toBe(false);
  });

  it('bears other fields, unless it is to have no others', () => {
    const more = { name: 'a', more: 1 };
    expect(shape(fields)(more)).toBe(true);
    expect(onlyShape(fields)(more)).toBe(false);
    for (const inherited of ['toString', 'constructor', '__proto__']) {
      expect(onlyShape(fields)(JSON.parse(`{"name":"a","${inherited}":1}`))).toBe(false);
    }
    expect(onlyShape({})({})).toBe(true);
    expect(onlyShape({})([])).toBe(false);
  });
});
