import { describe, expect } from 'vitest';
import { PROMPT, STATUS, SUMMARY, type Part } from '../../../../src/core/conversation/part.ts';
import type { ReadMode } from '../../../../src/protocol/requests.ts';
import {
  A,
  answerOf,
  ended,
  PROMPT as PROMPT_DATA,
  runs,
  statusOf,
  summaryOf,
} from '../../../support/worker/answers.ts';
import { createWorld, profileWith, type World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const read = (part: Part, mode: ReadMode = 'fresh') => ({ part, conversationId: A, mode, priority: 'user' }) as const;
/** An answer that came just now. */
const answered = (world: World, data: unknown) => {
  const now = world.clock.now();
  return { ok: true, value: answerOf(data, { retrievedAt: now, expiresAt: now }) };
};
const peek = (world: World, part: Part) => world.ask('read', read(part, 'peek'));
const summary2 = summaryOf({ version: 2, compactionId: 'cmp_2' });

describe('an answer from before what is known [root 1]', () => {
  it('gives way to the one that is known', async ({ world }) => {
    world.synap.on('status', () => ended());
    await world.ask('read', read(STATUS));
    await world.ask('read', read(SUMMARY));
    const view = world.openView([A]);
    world.synap.on('status', () => statusOf());
    expect(await world.ask('read', read(STATUS))).toMatchObject({ value: { data: { compactionId: 'cmp_2' } } });
    expect(await peek(world, STATUS)).toMatchObject({ value: { data: { compactionId: 'cmp_2' } } });
    expect(view.heard('answered')).toEqual([]);
    expect(view.heard('invalidated')).toEqual([]);
  });

  it('is believed when it stays so: a server may have been restored', async ({ world }) => {
    world.synap.on('status', () => ended());
    await world.ask('read', read(STATUS));
    world.synap.on('status', () => statusOf());
    await world.clock.pass(5 * 60_000);
    expect(await world.ask('read', read(STATUS))).toMatchObject({ value: { data: { compactionId: 'cmp_1' } } });
    expect(await peek(world, STATUS)).toMatchObject({ value: { data: { compactionId: 'cmp_1' } } });
  });

  it('a summary is passed on where nothing better is held, but not kept as the latest', async ({ world }) => {
    world.synap.on('status', () => ended());
    await world.ask('read', read(STATUS));
    expect(await world.ask('read', read(SUMMARY))).toMatchObject({ value: { data: { version: 1 } } });
    expect(await peek(world, SUMMARY)).toEqual({ ok: true, value: null });
    world.synap.on('summary', () => summary2);
    await world.ask('read', read(SUMMARY, 'cached'));
    world.synap.on('summary', () => summaryOf());
    expect(await world.ask('read', read(SUMMARY))).toMatchObject({ value: { data: { version: 2 } } });
    expect(await peek(world, SUMMARY)).toMatchObject({ value: { data: { version: 2 } } });
  });

  it('a prompt whose compaction ended before the known run began is not kept, and one that is held stays', async ({
    world,
  }) => {
    const start = world.clock.now() - 60_000;
    const madeSecondsAgo = (compactionAgeSeconds: number | null) => () =>
      answered(world, { ...PROMPT_DATA, compactionAgeSeconds });
    world.synap.on('status', () => ended({ latestCreatedAt: start, completedAt: start + 10_000 }));
    await world.ask('read', read(STATUS));
    world.synap.on('prompt', madeSecondsAgo(3_600));
    expect((await world.ask('read', read(PROMPT))).ok).toBe(true);
    expect(await peek(world, PROMPT)).toEqual({ ok: true, value: null });
    world.synap.on('prompt', madeSecondsAgo(50));
    await world.ask('read', read(PROMPT));
    world.synap.on('prompt', madeSecondsAgo(3_600));
    expect(await world.ask('read', read(PROMPT))).toMatchObject({ value: { data: { compactionAgeSeconds: 50 } } });
    world.synap.on('prompt', madeSecondsAgo(null));
    await world.ask('read', read(PROMPT));
    expect(await peek(world, PROMPT)).toMatchObject({ value: { data: { compactionAgeSeconds: null } } });
  });

  it('is the status from before a compaction, too', async ({ world }) => {
    await world.ask('read', read(STATUS));
    const compact = { profileId: 'default', conversationId: A, strategy: null, targetTokens: null, force: false };
    await world.ask('compact', compact);
    await world.ask('read', read(STATUS));
    expect(await peek(world, STATUS)).toEqual({ ok: true, value: null });
    world.synap.on('status', () => runs());
    expect(await world.ask('read', read(STATUS))).toMatchObject({ value: { data: { state: 'in_progress' } } });
  });
});

describe('two servers that disagree [root 1]', () => {
  it('make no more requests than were asked for, and a few', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({ burst: 100 })] } });
    let turn = 0;
    const takesTurns =
      <T>(...answers: T[]) =>
      () =>
        answers[(turn += 1) % answers.length];
    world.synap.on('status', takesTurns(statusOf(), ended()));
    world.synap.on('summary', takesTurns(summaryOf(), summary2));
    const parts: Part[] = [STATUS, SUMMARY, PROMPT, { ...SUMMARY, format: 'narrative' }, STATUS];
    for (let n = 0; n < 2; n += 1) {
      for (const part of parts) await world.ask('read', read(part));
    }
    expect(world.synap.count()).toBe(10);
    // All at once, so that news overtakes what is on its way.
    const before = world.synap.count();
    world.synap.latencyMs = 50;
    const asked = parts.flatMap((part) => [world.ask('read', read(part)), world.ask('read', read(part, 'cached'))]);
    await world.clock.pass(5_000);
    await Promise.all(asked);
    expect(world.synap.count() - before).toBeLessThanOrEqual(10);
    expect(await peek(world, STATUS)).toMatchObject({ value: { data: { latestVersion: 2 } } });
  });
});

describe('what drops the cached [root 1]', () => {
  it.each([
    ['a changed time of completion', ended({ completedAt: 2_000 }), true],
    ['no time of completion', ended(), false],
    ['id and time only', ended({ latestVersion: null, completedAt: 1_000 }), false],
    ['no id', ended({ compactionId: null, completedAt: 1_000 }), false],
    ['a next run', runs({ compactionId: 'cmp_3', latestVersion: 2 }), true],
    ['the run before', statusOf(), false],
  ])('%s', async (_name, told, drops) => {
    const world = await createWorld();
    world.synap.on('status', () => ended({ completedAt: 1_000 }));
    world.synap.on('summary', () => summary2);
    await world.ask('read', read(STATUS));
    await world.ask('read', read(SUMMARY));
    world.synap.on('status', () => told);
    await world.ask('read', read(STATUS));
    expect(await peek(world, SUMMARY)).toMatchObject({ value: drops ? null : { data: { version: 2 } } });
  });
});
