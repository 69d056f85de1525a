import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiffPart } from '../../../../../src/core/versions/word-diff.ts';
import { changedWords, foldSame } from '../../../../../src/ui/facts/versions/text-diff.ts';

const long = 'The tiler comes on Tuesday. '.repeat(60);
const same = (text: string): DiffPart => ({ kind: 'same', text });
const removed = (text: string): DiffPart => ({ kind: 'removed', text });
const added = (text: string): DiffPart => ({ kind: 'added', text });

describe('what did not change', () => {
  it('is folded where it is long, but for what stands beside a change', () => {
    const [first, , middle, , last] = foldSame([same(long), removed('a'), same(long), added('b'), same(long)]);
    expect(first).toMatchObject({ text: '', folded: expect.stringMatching(/^The tiler/) as string });
    expect(first?.end.length).toBeGreaterThanOrEqual(160);
    expect(middle?.text.length).toBeGreaterThanOrEqual(160);
    expect(middle?.end.length).toBeGreaterThanOrEqual(160);
    expect(last).toMatchObject({ end: '' });
  });

  it('stays whole where it is short, or where nothing changed at all', () => {
    expect(foldSame([same('a b '), added('c')]).map(({ folded }) => folded)).toEqual(['', '']);
    expect(foldSame([same(long)])).toEqual([{ ...same(long), folded: '', end: '' }]);
  });

  it('loses nothing', () => {
    const part = fc.record({
      kind: fc.constantFrom('same', 'removed', 'added'),
      text: fc
        .array(fc.constantFrom('tiler', 'x'.repeat(700), ' ', '\n', '漢字'), { maxLength: 200 })
        .map((all) => all.join(' ')),
    }) as fc.Arbitrary<DiffPart>;
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        expect(foldSame(parts).map(({ text, folded, end }) => text + folded + end)).toEqual(
          parts.map(({ text }) => text),
        );
      }),
    );
  });
});

describe('changed words', () => {
  it('are counted on either side', () => {
    expect(changedWords([same('a b c '), removed('on Monday'), added('on 25 July'), same('.')])).toEqual({
      removed: 2,
      added: 3,
    });
  });
});
