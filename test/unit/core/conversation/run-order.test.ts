import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isNewer,
  isOver,
  isSummaryAhead,
  isSummaryBehind,
  learnRun,
  learnSummary,
  runNews,
  type KnownRun,
  type RunFacts,
  type RunNews,
} from '../../../../src/core/conversation/run-order.ts';
import type { CompactionStatus } from '../../../../src/core/conversation/conversation.ts';
import { ended, runs, statusOf, summaryOf } from '../../../support/worker/answers.ts';

const known = (...told: RunFacts[]): KnownRun => {
  const [first, ...rest] = told;
  if (!first) throw new Error('something is told');
  return rest.reduce(learnRun, learnRun(null, first));
};
const none = statusOf({ state: 'none', compactionId: null, latestVersion: null });
const dated = { latestCreatedAt: 100, completedAt: 150 };

describe('what an answer tells [root 1]', () => {
  const cases: [string, KnownRun, CompactionStatus, RunNews][] = [
    ['the same', known(statusOf()), statusOf(), 'same'],
    ['a first run', known(none), runs(), 'next'],
    ['no run where one is known', known(statusOf()), none, 'older'],
    ['a next run', known(statusOf()), runs(), 'next'],
    ['the end of the run', known(runs()), ended(), 'ended'],
    ['the failure of the run', known(runs()), runs({ state: 'failed' }), 'ended'],
    ['the run before, while the next one runs', known(runs()), statusOf(), 'older'],
    ['the run before, seen earlier', known(statusOf(), runs(), ended()), statusOf(), 'older'],
    [
      'an earlier run that was never seen, by its version',
      known(ended()),
      statusOf({ compactionId: 'cmp_0' }),
      'older',
    ],
    ['the run in progress, once it ended', known(runs(), ended()), runs(), 'older'],
    [
      'a later version of an unnamed run',
      known(statusOf({ compactionId: null })),
      ended({ compactionId: null }),
      'next',
    ],
    ['the end of an unnamed run', known(runs({ compactionId: null })), ended({ compactionId: null }), 'ended'],
    ['the run in progress without its id', known(runs()), runs({ compactionId: null }), 'same'],
    ['the id of a run that had none', known(statusOf({ compactionId: null })), statusOf(), 'same'],
    ['an unknown word in mid-run', known(runs()), runs({ state: 'unknown', statusWord: 'validating' }), 'same'],
    ['an unknown word after the end', known(ended()), ended({ state: 'unknown', statusWord: 'archived' }), 'same'],
    ['a later time of completion', known(statusOf({ completedAt: 5 })), statusOf({ completedAt: 6 }), 'revised'],
    ['an earlier time of completion', known(statusOf({ completedAt: 6 })), statusOf({ completedAt: 5 }), 'older'],
    ['id and time only', known(statusOf(dated)), statusOf({ latestVersion: null, completedAt: 150 }), 'same'],
    [
      'id and time only, of a run before',
      known(runs({ latestCreatedAt: 200 })),
      statusOf({ compactionId: 'cmp_0', latestVersion: null, completedAt: 150 }),
      'older',
    ],
    [
      'id and time only, of a run after',
      known(statusOf(dated)),
      statusOf({ compactionId: 'cmp_2', latestVersion: null, completedAt: 300 }),
      'next',
    ],
    [
      'id and time only, of the run before a failed one',
      known(runs({ state: 'failed', latestCreatedAt: 200 })),
      statusOf({ latestVersion: null, completedAt: 150 }),
      'older',
    ],
    [
      'a run that began and ended meanwhile',
      known(runs(dated)),
      statusOf({ compactionId: 'cmp_3', latestVersion: 3 }),
      'next',
    ],
  ];

  it.each(cases)('%s', (_name, before, told, news) => {
    expect(runNews(before, told)).toBe(news);
    expect(isNewer(before, told)).toBe(news !== 'same' && news !== 'older');
    if (news === 'older') expect(learnRun(before, told)).toBe(before);
  });

  it('keeps what an answer leaves out', () => {
    const bare = statusOf({ latestVersion: null, completedAt: 150 });
    expect(learnRun(known(statusOf(dated)), bare)).toMatchObject({ latestVersion: 1, latestCreatedAt: 100 });
    expect(learnRun(known(runs()), runs({ compactionId: null }))).toMatchObject({ compactionId: 'cmp_2' });
  });
});

/** Synap's reports in the course of some runs, in order. */
const histories = fc
  .array(fc.record({ completes: fc.boolean(), lengthMs: fc.integer({ min: 1, max: 90 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((lengths) => {
    let version = 0;
    return lengths.flatMap(({ completes, lengthMs }, index) => {
      const latestCreatedAt = index * 100;
      const run = { compactionId: `cmp_${index}`, latestCreatedAt };
      const begun = statusOf({ ...run, state: 'in_progress', latestVersion: version || null });
      if (completes) version += 1;
      const state = completes ? 'completed' : 'failed';
      const completedAt = completes ? latestCreatedAt + lengthMs : null;
      return [begun, statusOf({ ...run, state, latestVersion: version || null, completedAt })];
    });
  });

/** Fields that some servers and clients leave out. */
const reduced = {
  whole: (status: CompactionStatus) => status,
  'without ids': (status: CompactionStatus) => ({ ...status, compactionId: null }),
  'without times': (status: CompactionStatus) => ({ ...status, latestCreatedAt: null, completedAt: null }),
  'id and time only, once completed': (status: CompactionStatus) =>
    status.state === 'completed' ? { ...status, latestVersion: null, latestCreatedAt: null } : status,
};

describe.each(Object.entries(reduced))('any interleaving of old and new answers, %s [root 1]', (_name, reduce) => {
  /** Indices into the history; each answer is as old as it may be, and the newest comes at least once. */
  const interleavings = histories.chain((history) =>
    fc.array(fc.tuple(fc.nat(history.length - 1), fc.boolean()), { maxLength: 30 }).map((picks) => {
      // Replicas may lag, but none knows more than the newest does; `true` lets time go on to that index.
      let newest = 0;
      const seen = picks.map(([index, goesOn]) => {
        if (goesOn) newest = Math.min(history.length - 1, newest + 1);
        return goesOn ? newest : Math.min(index, newest);
      });
      return { history, seen: [0, ...seen, ...history.slice(newest).map((_, index) => newest + index)] };
    }),
  );

  it('ends in the newest, and each end is told once', () => {
    fc.assert(
      fc.property(interleavings, ({ history, seen }) => {
        let held: KnownRun | null = null;
        const ends: number[] = [];
        for (const index of seen) {
          const told = history[index];
          if (!told) throw new Error('within the history');
          const news: RunNews = held ? runNews(held, reduce(told)) : 'next';
          held = learnRun(held, reduce(told));
          if ((news === 'ended' || news === 'next') && isOver(told)) ends.push(index);
        }
        const last = history.at(-1);
        expect(held?.state).toBe(last?.state);
        // The odd ones are ends; each is reported in order.
        expect(ends).toEqual(history.map((_, index) => index).filter((index) => index % 2 === 1));
      }),
    );
  });
});

describe('a summary told as the latest [root 1]', () => {
  it('is behind a status of a later version, or of another completed run', () => {
    expect(isSummaryBehind(known(ended()), summaryOf())).toBe(true);
    expect(isSummaryBehind(known(ended()), summaryOf({ version: 2 }))).toBe(false);
    expect(isSummaryBehind(known(ended()), summaryOf({ version: null }))).toBe(true);
    expect(isSummaryBehind(known(runs()), summaryOf({ version: null }))).toBe(false);
    expect(isSummaryBehind(known(runs()), summaryOf())).toBe(false);
    expect(isSummaryBehind(known(statusOf()), null)).toBe(true);
    expect(isSummaryBehind(known(none), null)).toBe(false);
  });

  it('is ahead of a status of an earlier version, or of its run in progress', () => {
    expect(isSummaryAhead(known(statusOf()), summaryOf({ version: 2, compactionId: 'cmp_2' }))).toBe(true);
    expect(isSummaryAhead(known(statusOf()), summaryOf())).toBe(false);
    expect(isSummaryAhead(known(runs()), summaryOf({ version: null, compactionId: 'cmp_2' }))).toBe(true);
    expect(isSummaryAhead(known(none), summaryOf())).toBe(true);
    expect(isSummaryAhead(known(none), null)).toBe(false);
  });

  it('is known afterwards, so that an old status is known as old', () => {
    const after = learnSummary(known(statusOf()), summaryOf({ version: 2, compactionId: 'cmp_2' }));
    expect(after).toMatchObject({ latestVersion: 2, compactionId: 'cmp_2', state: 'completed' });
    expect(runNews(after, statusOf())).toBe('older');
    const unnamed = learnSummary(known(statusOf()), summaryOf({ version: 2, compactionId: null }));
    expect(runNews(unnamed, statusOf())).toBe('older');
    expect(runNews(unnamed, ended())).toBe('next');
  });
});
