import { describe, expect, it as plainIt, vi } from 'vitest';
import { createRunHistory } from '../../../../src/background/history/run-history.ts';
import type { ProfileContext } from '../../../../src/background/profile/profile-context.ts';
import { STATUS, SUMMARY, partAnswer } from '../../../../src/core/conversation/part.ts';
import { openDatabase } from '../../../../src/platform/storage.ts';
import type { HistoryRun } from '../../../../src/protocol/history.ts';
import { memoryStore } from '../../../support/memory-store.ts';
import { A, answerOf, B, numbered, statusOf, summaryOf, unavailable } from '../../../support/worker/answers.ts';
import { it as withDatabase } from '../../../support/worker/database.ts';
import { createWorld, giveKey, KEY, profileWith, type World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

vi.mock('../../../../src/platform/browser.ts', () => import('../../../support/local-area.ts'));

const read = { conversationId: A, part: STATUS, mode: 'fresh', priority: 'user' } as const;
const readSummary = { ...read, part: SUMMARY };

async function historyOf(world: World, conversationId = A): Promise<HistoryRun[]> {
  const told = await world.ask('history', { conversationId });
  return told.ok ? told.value : [];
}

describe('the history of a conversation', () => {
  it('is told by every answer, a pinned version and a poll included, and once to views', async ({ world }) => {
    const view = world.openView([A]);
    world.synap.on('status', () => statusOf({ compactionId: 'c2', latestVersion: 2 }));
    await world.ask('read', read);
    await world.ask('read', read);
    expect(view.heard('answered').map(({ newRun }) => newRun)).toEqual([true, undefined]);
    world.synap.on('summary', () => summaryOf({ compactionId: 'c1', version: 1, strategyUsed: 'balanced' }));
    await world.ask('read', { ...readSummary, part: { ...SUMMARY, version: 1 } });
    expect(await historyOf(world)).toMatchObject([
      { version: 2, strategy: null },
      { version: 1, strategy: 'balanced', originalTokens: 100, compactedTokens: 20 },
    ]);
    view.close();
    await world.ask('watch', { conversationId: B, label: null });
    await world.clock.pass(1_000);
    world.synap.on('status', () => statusOf({ state: 'failed', compactionId: 'c9', errorMessage: 'no' }));
    await world.clock.pass(10 * 60_000);
    expect(await historyOf(world, B)).toMatchObject([{ state: 'failed', error: 'no' }, { state: 'completed' }]);
  });

  it('outlives the worker', async ({ world }) => {
    await world.ask('read', read);
    const before = await historyOf(world);
    expect(before).toHaveLength(1);
    world.restart();
    expect(await historyOf(world)).toEqual(before);
  });

  it('holds no text of a summary', async ({ world }) => {
    world.synap.on('summary', () =>
      summaryOf({ context: 'SECRET', facts: [{ text: 'SECRET', confidence: null, extra: {} }] }),
    );
    await world.ask('read', readSummary);
    expect(await historyOf(world)).toHaveLength(1);
    expect(JSON.stringify([...world.historyStore.held])).not.toContain('SECRET');
  });

  it('is known under the key alone that it was read with, and goes with it, with the profile, and with everything', async () => {
    const profiles = [profileWith({}), profileWith({ id: 'default-2' })];
    const world = await createWorld({ settings: { profiles } });
    await giveKey(world.vaultStore, 'default-2', `${KEY}-2`);
    const other = { viewId: '', profileId: 'default-2' };
    const readBoth = async () => {
      await world.ask('read', read);
      await world.ask('read', read, 'options', other);
    };
    const keys = () => [...world.historyStore.held.keys()];
    await readBoth();
    expect(keys()).toEqual([expect.stringContaining('runs:default|'), expect.stringContaining('runs:default-2|')]);
    await world.ask('set-key', { profileId: 'default', key: `${KEY}-3`, remember: true });
    expect(await historyOf(world)).toEqual([]);
    expect(keys()).toEqual([expect.stringContaining('runs:default-2|')]);
    await readBoth();
    await world.ask('remove-profile', { profileId: 'default-2' });
    expect(keys()).toEqual([expect.stringContaining('runs:default|')]);
    await world.ask('erase-everything', {});
    expect(keys()).toEqual([]);
  });

  it('of the demo stays in the session', async ({ world }) => {
    await world.ask('choose-profile', { profileId: 'default', demo: true });
    await world.ask('read', read);
    expect(await historyOf(world)).toHaveLength(1);
    expect(world.historyStore.held.size).toBe(0);
    world.restart();
    expect(await historyOf(world)).toHaveLength(1);
  });
});

describe('a store that fails', () => {
  it('costs no answer, and what it missed is told by the next one', async ({ world }) => {
    world.historyStore.refuseWrites(1);
    expect(await world.ask('read', read)).toMatchObject({ ok: true });
    expect(await historyOf(world)).toEqual([]);
    await world.ask('read', read);
    expect(await historyOf(world)).toHaveLength(1);
  });

  it('with a spoilt record begins anew', async ({ world }) => {
    await world.ask('read', read);
    for (const key of world.historyStore.held.keys())
      world.historyStore.held.set(key, { changedAt: 1, runs: [{ version: 'x' }] });
    expect(await historyOf(world)).toEqual([]);
    await world.ask('read', read);
    expect(await historyOf(world)).toHaveLength(1);
  });

  it('is none that an answer about another thing is written to', async ({ world }) => {
    world.synap.on('status', () => ({ ok: false, error: unavailable }));
    await world.ask('read', read);
    await world.ask('read', { ...read, part: { kind: 'prompt', style: 'structured' } });
    expect(world.historyStore.held.size).toBe(0);
  });
});

const context = (signal = new AbortController().signal) =>
  ({ profile: { id: 'p' }, key: { keyId: 'k' }, signal }) as ProfileContext;
const told = partAnswer(STATUS, answerOf(statusOf()));

function harness(historyStore = memoryStore()) {
  let now = 0;
  return createRunHistory({ historyStore, session: memoryStore(), now: () => (now += 1) });
}

describe('the histories of all conversations', () => {
  plainIt('are bounded: those go first that changed longest ago', async () => {
    const store = memoryStore();
    const history = harness(store);
    for (let n = 0; n < 500; n += 1) await history.hear(context(), numbered(n), told);
    // The oldest one changes.
    await history.hear(
      context(),
      numbered(0),
      partAnswer(STATUS, answerOf(statusOf({ compactionId: 'cmp_2', latestVersion: 2 }))),
    );
    await history.hear(context(), numbered(500), told);
    expect(store.held.size).toBeLessThanOrEqual(500);
    expect(await history.list(context(), numbered(0))).toHaveLength(2);
    expect(await history.list(context(), numbered(500))).toHaveLength(1);
    expect(await history.list(context(), numbered(1))).toEqual([]);
  });

  plainIt('learn nothing of a key that was removed meanwhile', async () => {
    const store = memoryStore();
    await harness(store).hear(context(AbortSignal.abort()), A, told);
    expect(store.held.size).toBe(0);
  });
});

withDatabase('outlives the browser in its own database', async () => {
  const openStore = () => openDatabase('synap-history', () => undefined);
  const deps = { session: memoryStore(), now: () => 1 };
  await createRunHistory({ ...deps, historyStore: openStore() }).hear(context(), A, told);
  expect(await createRunHistory({ ...deps, historyStore: openStore() }).list(context(), A)).toHaveLength(1);
});
