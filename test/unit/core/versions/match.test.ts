import { describe, expect, it } from 'vitest';
import { finish } from '../../../../src/core/slices.ts';
import { matchStatements, type PairKind, type StatementPair } from '../../../../src/core/versions/match.ts';

const brief = ({ before, after, kind }: StatementPair): [number, number, PairKind] => [before, after, kind];
const match = (before: string[], after: string[]) => finish(matchStatements(before, after)).map(brief);

describe('statements of two versions', () => {
  it('are paired by their words', () => {
    const before = ['The beta starts on 14 October.', 'Priya owns the sync.', 'Nobody knows Dutch.'];
    const after = ['priya owns the sync', 'The beta starts on 4 November.', 'The cat sleeps.'];
    expect(match(before, after)).toEqual([
      [0, 1, 'updated'],
      [1, 0, 'same'],
    ]);
  });
});
