import '../../../../support/ui/set-texts.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SummaryItem } from '../../../../../src/core/conversation/conversation.ts';
import { finish } from '../../../../../src/core/slices.ts';
import type { StatementPair } from '../../../../../src/core/versions/match.ts';
import { diffMarkdown } from '../../../../../src/ui/facts/versions/diff-markdown.ts';
import {
  type Change,
  CHANGE_KINDS,
  changesOf,
  diffVersions,
  type VersionDiff,
} from '../../../../../src/ui/facts/versions/version-diff.ts';
import { summary } from '../../../../support/ui/fixtures.ts';

const items = (texts: readonly string[]): SummaryItem[] => texts.map((text) => ({ text, confidence: null, extra: {} }));
const facts = (texts: readonly string[], currentState: string | null = null) =>
  summary({ facts: items(texts), decisions: [], preferences: [], currentState });
const diff = (before: readonly string[], after: readonly string[]) => finish(diffVersions(facts(before), facts(after)));
const all = ({ changes }: VersionDiff): Change[] => CHANGE_KINDS.flatMap((kind) => changes[kind]);
const counts = ({ changes }: VersionDiff) => CHANGE_KINDS.map((kind) => changes[kind].length);

const word = fc.constantFrom('tiler', 'floor', 'larch', 'oak', 'comes', 'on', '23', '25', 'July', 'costs', '1,200');
const statement = fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => words.join(' '));
const statements = fc.array(statement, { minLength: 1, maxLength: 12 });

describe('two versions', () => {
  it('hold every statement in exactly one change', () => {
    fc.assert(
      fc.property(statements, statements, (before, after) => {
        const changes = all(diff(before, after));
        const told = (side: 'before' | 'after') =>
          changes.flatMap((change) => change[side].map(({ number }) => number)).sort((a, b) => a - b);
        expect(told('before')).toEqual(before.map((_, index) => index + 1));
        expect(told('after')).toEqual(after.map((_, index) => index + 1));
      }),
    );
  });

  it('are all the same when they are one', () => {
    fc.assert(
      fc.property(fc.uniqueArray(statement, { minLength: 1, maxLength: 12 }), (texts) => {
        const same = diff(texts, texts);
        expect(same.changes.removed).toEqual([]);
        expect(same.changes.added).toEqual([]);
        expect(same.changes.same).toHaveLength(texts.length);
      }),
    );
  });

  it('swap removed and added when they are swapped', () => {
    const [before, after] = [['The tiler comes on Monday.'], ['The floor is larch.', 'Nobody orders oak any more.']];
    expect(counts(diff(before, after))).toEqual([1, 0, 0, 2, 0]);
    expect(counts(diff(after, before))).toEqual([2, 0, 0, 1, 0]);
  });

  it('compare the state by its keys, not by its words', () => {
    const [before, after] = ['planning', 'building'].map((phase) =>
      facts(['The floor is larch.'], `{"phase":"${phase}","approved":false}`),
    );
    const { changes, state } = finish(diffVersions(before ?? facts([]), after ?? facts([])));
    expect(all({ changes, state })).toHaveLength(1);
    expect(state).toEqual([
      { path: 'phase', kind: 'changed', before: '"planning"', after: '"building"' },
      { path: 'approved', kind: 'same', before: 'false', after: 'false' },
    ]);
  });
});

describe('pairs that share a statement', () => {
  const named = (count: number, of: string) =>
    Array.from({ length: count }, (_, index) => ({
      kind: 'fact' as const,
      number: index + 1,
      path: '',
      text: `${of} ${index + 1}`,
    }));
  const pair = (before: number, after: number, changes: Partial<StatementPair> = {}): StatementPair => ({
    before,
    after,
    kind: 'reworded',
    likeness: 0.8,
    isSure: true,
    ...changes,
  });
  const told = (pairs: StatementPair[], [old, now] = [3, 3]) =>
    changesOf(named(old, 'old'), named(now, 'new'), pairs).map(({ kind, before, after, isSure }) => [
      kind,
      before.map(({ number }) => number),
      after.map(({ number }) => number),
      isSure,
    ]);

  it('are one change: a merge', () => {
    expect(told([pair(0, 1), pair(2, 1, { kind: 'updated', isSure: false })], [3, 2])).toEqual([
      ['removed', [2], [], true],
      ['updated', [1, 3], [2], false],
      ['added', [], [1], true],
    ]);
  });

  it('are one change: a split', () => {
    expect(told([pair(1, 0), pair(1, 2)], [2, 3])).toEqual([
      ['removed', [1], [], true],
      ['reworded', [2], [1, 3], true],
      ['added', [], [2], true],
    ]);
  });

  it('are one change where two groups turn out to be one', () => {
    expect(told([pair(0, 0), pair(1, 1), pair(1, 2), pair(0, 2)], [2, 3])).toEqual([
      ['reworded', [1, 2], [1, 2, 3], true],
    ]);
  });

  it('stand in the order of the newer version', () => {
    expect(told([pair(0, 2), pair(1, 0), pair(2, 1)]).map(([, , after]) => after)).toEqual([[1], [2], [3]]);
  });
});

describe('the comparison as Markdown', () => {
  it('tells what was lost first, and what stayed as a number', () => {
    const found = finish(
      diffVersions(
        facts(['The deposit of €1,200 is paid.', 'No skylight.'], '{"phase":"planning"}'),
        facts(['No skylight.', 'The ceiling is\n2.62 m high.'], '{"phase":"building"}'),
      ),
    );
    const pin = { id: 'p', conversationId: null, text: 'The deposit is paid.', pinnedAt: 0 };
    const lost = { pin, checks: new Map(), before: null, after: { state: 'lost' as const, by: null } };
    expect(diffMarkdown('v2 → v3', '4,102 → 5,523 tokens', found, [lost])).toBe(
      `# v2 → v3

4,102 → 5,523 tokens

## Must-keep statements lost
- **The deposit is paid.**

## Removed (1)
- The deposit of €1,200 is paid. (fact 1)

## Added (1)
- The ceiling is 2.62 m high. (fact 2)

## Same (1)

## Current state (1)
- \`phase\`: ~~"planning"~~ "building"
`,
    );
  });
});
