import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runOfStatus, runOfSummary, withRun, type ToldRun } from '../../../../src/background/history/merge-run.ts';
import type { CompactedSummary, CompactionStatus } from '../../../../src/core/conversation/conversation.ts';
import type { HistoryRun } from '../../../../src/protocol/history.ts';
import { statusOf, summaryOf } from '../../../support/worker/answers.ts';

type Told =
  | { status: Partial<CompactionStatus> }
  | { latest: Partial<CompactedSummary> }
  | { pinned: Partial<CompactedSummary> };

function hear(runs: readonly HistoryRun[], told: Told, seenAt: number): readonly HistoryRun[] {
  const isStatus = 'status' in told;
  const run: ToldRun | null = isStatus
    ? runOfStatus(statusOf(told.status))
    : runOfSummary(summaryOf('latest' in told ? told.latest : told.pinned));
  return run === null ? runs : withRun(runs, run, seenAt, isStatus);
}

function historyOf(...told: Told[]): readonly HistoryRun[] {
  return told.reduce<readonly HistoryRun[]>((runs, one, at) => hear(runs, one, at), []);
}

/** The answers of a third run, as Synap gives them. */
const RUNNING = { state: 'in_progress', compactionId: 'c3', latestVersion: 2, latestCreatedAt: 300 } as const;
const DONE = { compactionId: 'c3', latestVersion: 3, latestCreatedAt: 300, completedAt: 350 } as const;
const FAILED = { state: 'failed', compactionId: 'c4', latestVersion: 3, latestCreatedAt: 400 } as const;
const V2 = { compactionId: 'c2', version: 2, createdAt: 250, strategyUsed: 'balanced' };
const V3 = { compactionId: 'c3', version: 3, createdAt: 349, strategyUsed: 'aggressive' };

describe('a run', () => {
  it('is one from its beginning to its summary, with all that was told of it', () => {
    const told = [{ status: RUNNING }, { status: { ...DONE, validationScore: 0.9 } }, { latest: V3 }];
    expect(historyOf(...told)).toEqual([
      {
        compactionId: 'c3',
        version: 3,
        state: 'completed',
        strategy: 'aggressive',
        originalTokens: 100,
        compactedTokens: 20,
        ratio: 0.2,
        score: 0.9,
        startedAt: 300,
        endedAt: 350,
        error: null,
        seenAt: 0,
      },
    ]);
  });

  it('in progress has neither version nor figures: those told beside it are of the one before', () => {
    const told = { ...RUNNING, completedAt: 250, compressionRatio: 0.3, validationScore: 0.8 };
    expect(historyOf({ status: told })).toMatchObject([
      { state: 'in_progress', version: null, ratio: null, score: null, endedAt: null },
    ]);
  });

  it('that failed is one of its own, with its reason, shortened', () => {
    const error = 'x'.repeat(600);
    const runs = historyOf({ status: DONE }, { status: { ...FAILED, completedAt: 350, errorMessage: error } });
    expect(runs).toMatchObject([
      { compactionId: 'c4', state: 'failed', version: null, endedAt: null },
      { compactionId: 'c3', state: 'completed', error: null },
    ]);
    expect(runs[0]?.error).toHaveLength(500);
  });

  it('without an id ends as the one that was in progress', () => {
    const { compactionId: _unknown, ...unnamed } = DONE;
    expect(historyOf({ status: RUNNING }, { status: { ...unnamed, compactionId: null } })).toMatchObject([
      { compactionId: 'c3', state: 'completed', version: 3 },
    ]);
  });

  it('that followed unseen is another one, though it has no id', () => {
    const later = { ...DONE, compactionId: null, latestVersion: 4, latestCreatedAt: 400, completedAt: 450 };
    expect(historyOf({ status: RUNNING }, { status: later })).toMatchObject([
      { version: 4, startedAt: 400 },
      { compactionId: 'c3', state: 'in_progress' },
    ]);
  });

  it('is joined when an answer tells that what two others told was one', () => {
    const unnamed = { ...V3, compactionId: null };
    const apart = historyOf({ status: RUNNING }, { latest: unnamed });
    expect(apart).toHaveLength(2);
    expect(hear(apart, { status: DONE }, 9)).toMatchObject([
      { compactionId: 'c3', version: 3, strategy: 'aggressive', startedAt: 300, seenAt: 0 },
    ]);
  });

  it('does not begin again by an answer from before its end', () => {
    expect(historyOf({ status: DONE }, { status: RUNNING })).toMatchObject([{ state: 'completed', version: 3 }]);
    expect(historyOf({ status: FAILED }, { status: DONE })).toMatchObject([{ compactionId: 'c4' }]);
  });

  it('is none where nothing was compacted, or a word is not known, or a summary has neither id nor version', () => {
    expect(historyOf({ status: { state: 'none' } }, { status: { state: 'unknown' } })).toEqual([]);
    expect(historyOf({ latest: { compactionId: null, version: null } })).toEqual([]);
  });
});

describe('the runs', () => {
  it('stand newest first, and an earlier version that is read takes its place', () => {
    const runs = historyOf(
      { status: DONE },
      { status: FAILED },
      { pinned: V2 },
      { pinned: { ...V2, version: 1, compactionId: 'c1' } },
    );
    expect(runs.map(({ compactionId }) => compactionId)).toEqual(['c4', 'c3', 'c2', 'c1']);
    expect(runs[2]).toMatchObject({ version: 2, strategy: 'balanced', endedAt: 250 });
  });

  it('are the same list when an answer says nothing new', () => {
    const runs = historyOf({ status: DONE }, { latest: V3 });
    expect(hear(runs, { status: DONE }, 9)).toBe(runs);
    expect(hear(runs, { latest: V3 }, 9)).toBe(runs);
  });

  it('are a hundred at most: the oldest go', () => {
    const told = Array.from({ length: 130 }, (_, n) => ({
      status: { compactionId: `c${n}`, latestVersion: n + 1, latestCreatedAt: n * 10, completedAt: n * 10 + 5 },
    }));
    const runs = historyOf(...told);
    expect(runs).toHaveLength(100);
    expect(runs[0]?.version).toBe(130);
  });

  it('name no run twice and fall in version, whatever is read in between', () => {
    const answers = fc.array(
      fc.record({
        run: fc.nat(7),
        what: fc.constantFrom('status', 'running', 'latest', 'pinned'),
        named: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(answers, (drawn) => {
        let newest = 0;
        const told = drawn.map(({ run, what, named }): Told => {
          if (what !== 'pinned') newest = Math.max(newest, run);
          const n = what === 'pinned' ? run : newest;
          const compactionId = named ? `c${n}` : null;
          if (what === 'pinned' || what === 'latest')
            return { [what]: { ...V2, compactionId, version: n + 1, createdAt: n * 100 + 50 } } as Told;
          if (what === 'running')
            return { status: { ...RUNNING, compactionId: `c${n}`, latestVersion: n, latestCreatedAt: n * 100 } };
          return {
            status: {
              ...DONE,
              compactionId,
              latestVersion: n + 1,
              latestCreatedAt: n * 100,
              completedAt: n * 100 + 50,
            },
          };
        });
        const runs = historyOf(...told);
        const versions = runs.flatMap(({ version }) => version ?? []);
        const names = runs.flatMap(({ compactionId }) => compactionId ?? []);
        expect(new Set(versions).size).toBe(versions.length);
        expect(new Set(names).size).toBe(names.length);
        expect(versions).toEqual(versions.toSorted((a, b) => b - a));
      }),
    );
  });
});
