import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { afterStatus, newWatch } from '../../../../src/background/watch/watch-record.ts';
import type { CompactionStatus } from '../../../../src/core/conversation/conversation.ts';
import { STATUS } from '../../../../src/core/conversation/part.ts';
import { A, ended, runs, statusOf } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, type World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const fresh = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' } as const;
const MINUTE = 60_000;

/** A star on a run in progress, while no view is open. */
async function watched(world: World, run: CompactionStatus = runs()) {
  world.synap.on('status', () => run);
  await world.ask('watch', { conversationId: A, label: null });
  await settle();
}

/** Each poll hears the next of these, and the last one from then on. */
function tells(world: World, ...statuses: CompactionStatus[]) {
  let at = 0;
  world.synap.on('status', () => {
    const told = statuses[Math.min(at, statuses.length - 1)];
    at += 1;
    return told;
  });
}

describe('a followed run [root 1]', () => {
  it('is not ended by an answer that still tells the run before, and its end is told', async ({ world }) => {
    await watched(world);
    tells(world, statusOf(), runs());
    await world.clock.pass(2 * MINUTE);
    expect(world.notices).toEqual([]);
    expect(await world.watches()).toMatchObject([{ state: 'running' }]);
    world.synap.on('status', () => ended());
    await world.clock.pass(MINUTE);
    expect(world.notices).toMatchObject([{ status: { compactionId: 'cmp_2' } }]);
  });

  it.each([
    ['an unknown word', runs({ state: 'unknown', statusWord: 'validating' })],
    ['no id', runs({ compactionId: null })],
    ['no run at all', statusOf({ state: 'none', compactionId: null, latestVersion: null })],
  ])('goes on over an answer with %s, and its end is told once', async (_name, odd) => {
    const world = await createWorld();
    await watched(world);
    tells(world, odd, runs(), odd);
    await world.clock.pass(2 * MINUTE);
    expect(world.notices).toEqual([]);
    expect(await world.watches()).toMatchObject([{ state: 'running' }]);
    tells(world, ended(), odd, ended());
    await world.clock.pass(MINUTE);
    for (let n = 0; n < 3; n += 1) await world.ask('read', fresh);
    await world.clock.pass(MINUTE);
    expect(world.notices).toHaveLength(1);
  });

  it('without an id ends once, too', async ({ world }) => {
    await watched(world, runs({ compactionId: null }));
    world.synap.on('status', () => ended({ compactionId: null }));
    await world.clock.pass(MINUTE);
    world.synap.on('status', () => ended());
    await world.ask('read', fresh);
    await world.clock.pass(MINUTE);
    expect(world.notices).toHaveLength(1);
    expect(await world.watches()).toMatchObject([{ state: 'ended' }]);
  });

  it('ends with no more than id and time, as the SDK tells it', async ({ world }) => {
    const start = world.clock.now();
    await watched(world, runs({ latestCreatedAt: start }));
    tells(
      world,
      statusOf({ latestVersion: null, completedAt: start - MINUTE }),
      ended({ latestVersion: null, completedAt: start + 5_000 }),
    );
    await world.clock.pass(40_000);
    expect(world.notices).toEqual([]);
    await world.clock.pass(MINUTE);
    expect(world.notices).toHaveLength(1);
  });

  it('that ended is not told again when only its time of completion changes', async ({ world }) => {
    await watched(world);
    world.synap.on('status', () => ended({ completedAt: 1_000 }));
    await world.clock.pass(MINUTE);
    world.synap.on('status', () => ended({ completedAt: 2_000 }));
    await world.ask('read', fresh);
    await world.clock.pass(MINUTE);
    expect(world.notices).toHaveLength(1);
  });
});

describe('any interleaving of old and new answers [root 1]', () => {
  const told = fc
    .array(fc.constantFrom('completed', 'failed'), { minLength: 1, maxLength: 5 })
    .map((outcomes) => {
      let latestVersion = 1;
      return outcomes.flatMap((state, n) => {
        const run = { compactionId: `cmp_${n + 2}`, latestCreatedAt: n * 1_000 };
        const begun = runs({ ...run, latestVersion });
        if (state === 'completed') latestVersion += 1;
        return [begun, statusOf({ ...run, state, latestVersion, completedAt: n * 1_000 + 500 })];
      });
    })
    .chain((history) =>
      fc.record({ history: fc.constant(history), lags: fc.array(fc.nat(5), { maxLength: history.length * 3 }) }),
    );

  it('leaves a watch with each end told once, and the newest status known', () => {
    fc.assert(
      fc.property(told, ({ history, lags }) => {
        const ends: string[] = [];
        let record = newWatch({ profileId: 'p', conversationId: A, label: null, starred: true }, 0);
        const hear = (status: CompactionStatus | undefined) => {
          if (!status) return;
          const circumstances = { now: 0, viewOpen: true, crowd: { waiting: 1, perMinute: 60 } };
          const step = afterStatus(record, { data: status, meta: { serverSkewMs: 0 } }, circumstances);
          record = step.record;
          if (step.ended) ends.push(status.compactionId ?? '');
        };
        for (const [at, status] of history.entries()) {
          hear(status);
          // Servers that lag report an earlier state.
          for (const lag of lags.slice(at * 3, at * 3 + 3)) hear(history[Math.max(0, at - lag)]);
        }
        expect(ends).toEqual([...new Set(history.map(({ compactionId }) => compactionId))]);
        expect(record.status).toEqual(history.at(-1));
      }),
    );
  });
});
