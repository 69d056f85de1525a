import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prioritized } from '../../../../src/background/outbound/request-line.ts';
import { createBudgetCheck } from '../../../soak/budget-check.ts';
import { memoryStore } from '../../../support/memory-store.ts';
import { settle } from '../../../support/settle.ts';
import { queueHarness } from '../../../support/worker/queue-harness.ts';

describe('order', () => {
  it('is user, then watch and automatic in turns; first come among equals', async () => {
    const held = queueHarness({ burst: 1 });
    await held.ask('first');
    for (const [name, priority] of [
      ['a1', 'automatic'],
      ['w1', 'poll'],
      ['u1', 'user'],
      ['a2', 'automatic'],
      ['u2', 'user'],
      ['w2', 'poll'],
    ] as const)
      void held.ask(name, priority);
    await held.clock.pass(10_000);
    expect(held.names()).toEqual(['first', 'u1', 'u2', 'a1', 'w1', 'a2', 'w2']);
  });

  it('follows a priority that is raised while it waits', async () => {
    const held = queueHarness({ burst: 1 });
    await held.ask('first');
    const asked: Prioritized = { priority: 'automatic' };
    void held.ask('watch', 'poll');
    void held.ask('clicked later', 'automatic', true, asked);
    await settle();
    asked.priority = 'user';
    await held.clock.pass(5_000);
    expect(held.names()).toEqual(['first', 'clicked later', 'watch']);
  });
});

describe('bounds', () => {
  it('is 4 in flight, whatever the budget', async () => {
    const held = queueHarness({ burst: 100 });
    for (let n = 0; n < 10; n += 1) void held.ask(String(n), 'poll', false);
    await held.clock.pass(60_000);
    expect(held.granted).toHaveLength(4);
    held.releases[0]?.();
    held.releases[0]?.();
    await settle();
    expect(held.granted).toHaveLength(5);
  });

  it('is 500 waiting: a flood is refused, a click is not [F59]', async () => {
    const held = queueHarness({ burst: 1, perMinute: 1 });
    for (let n = 0; n < 10_000; n += 1) void held.ask(String(n), 'automatic', false);
    await settle();
    expect(held.refused).toHaveLength(10_000 - 501);
    expect((await held.queue.state(held.share)).waiting).toBe(500);
    void held.ask('clicked', 'user');
    await settle();
    expect(held.refused.at(-1)).toBe('500: queue-full');
    expect((await held.queue.state(held.share)).waiting).toBe(500);
    void held.ask('automatic', 'automatic');
    await settle();
    expect(held.refused.at(-1)).toBe('automatic: queue-full');
  });
});

describe('the rate', () => {
  it('is burst + rate in any window of time, whatever is done to the clock [F46] [F47]', async () => {
    const jump = fc.constantFrom(0, 0, 0, -9_000, -500, 500, 9_000);
    const moments = fc.array(fc.record({ after: fc.nat(4_000), many: fc.integer({ min: 1, max: 6 }), jump }), {
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(
        moments,
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 6, max: 600 }),
        async (steps, burst, perMinute) => {
          const held = queueHarness({ burst, perMinute });
          const check = createBudgetCheck('p', { burst, perMinute });
          let jumped = held.clock.now();
          const complaints: (string | null)[] = [];
          for (const { after, many, jump: byMs } of steps) {
            for (let n = 0; n < many; n += 1)
              void held.ask('x').then(() => complaints.push(check.arrived(held.clock.now() - jumped)));
            await held.clock.pass(after);
            held.clock.jump(byMs);
            jumped += byMs;
            // It cannot know better: to it, so much time has passed.
            if (byMs > 0) check.setAhead(byMs);
          }
          expect(complaints.filter((what) => what !== null)).toEqual([]);
        },
      ),
    );
  });
});

describe('waiting', () => {
  it('is told until when', async () => {
    const held = queueHarness({ burst: 1 });
    await held.ask('first');
    const told: number[] = [];
    for (let n = 0; n < 3; n += 1)
      void held.queue.acquire(held.share, { priority: 'poll' }, (until) => told.push(until - held.clock.now()));
    await settle();
    expect(told).toEqual([1_000, 2_000, 3_000]);
  });

  it('ends when it is refused, by priority or altogether', async () => {
    const held = queueHarness({ burst: 1 });
    await held.ask('first');
    for (const [name, priority] of [
      ['u', 'user'],
      ['w', 'poll'],
      ['a', 'automatic'],
    ] as const)
      void held.ask(name, priority);
    await settle();
    held.queue.refuse('p', { kind: 'outdated' }, (priority) => priority !== 'user');
    await settle();
    expect(held.refused).toEqual(['w: outdated', 'a: outdated']);
    held.queue.refuse('p', { kind: 'cancelled' });
    await settle();
    expect(held.refused.at(-1)).toBe('u: cancelled');
    await held.clock.pass(10_000);
    void held.ask('next');
    await settle();
    expect(held.names()).toEqual(['first', 'next']);
  });

  it('is each profile’s own', async () => {
    const held = queueHarness({ burst: 1 });
    await held.ask('first');
    expect(
      (await held.queue.acquire({ ...held.share, profileId: 'q', account: 'b' }, { priority: 'automatic' })).ok,
    ).toBe(true);
  });
});

describe('the bucket', () => {
  it('survives the worker', async () => {
    const before = queueHarness({ burst: 3 });
    for (let n = 0; n < 3; n += 1) await before.ask(String(n));
    const after = queueHarness({ burst: 3 }, before.session, before.clock);
    void after.ask('a');
    await settle();
    expect(after.granted).toEqual([]);
    expect((await after.queue.state(after.share)).available).toBe(0);
    await after.clock.pass(1_000);
    expect(after.granted).toHaveLength(1);
  });

  it.each([['junk'], [{ tokens: 'x', updatedAt: 1 }], [{ tokens: Number.NaN, updatedAt: 1 }], [null]])(
    'is full when %j is stored [F24]',
    async (value) => {
      const session = memoryStore();
      session.held.set('bucket:p', value);
      const held = queueHarness({ burst: 3 }, session);
      expect((await held.queue.state(held.share)).available).toBe(3);
    },
  );

  it('works on when it cannot be stored [F22]', async () => {
    const session = memoryStore();
    session.refuseWrites(1_000);
    const held = queueHarness({ burst: 2 }, session);
    await held.ask('a');
    await held.ask('b');
    void held.ask('c');
    await held.clock.pass(1_000);
    expect(held.names()).toEqual(['a', 'b', 'c']);
  });
});
