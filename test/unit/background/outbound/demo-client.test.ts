import { PROMPT, STATUS, SUMMARY } from '../../../../src/core/conversation/part.ts';
import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDemoClient } from '../../../../src/background/outbound/demo-client.ts';
import {
  PROMPT_STYLES,
  SUMMARY_FORMATS,
  type CompactionStatus,
  type ConversationId,
} from '../../../../src/core/conversation/conversation.ts';
import { DEMO_CONVERSATIONS } from '../../../../src/core/conversation/demo-conversations.ts';
import type { Call, ResultOf } from '../../../../src/synap/wire/endpoints.ts';
import { memoryStore } from '../../../support/memory-store.ts';
import { createManualClock } from '../../../support/manual-clock.ts';

const NOW = Date.UTC(2031, 0, 1);
const RUNNING = DEMO_CONVERSATIONS[0]?.id as ConversationId;
const target = { baseUrl: 'https://synap-cloud-prod.maximem.ai', apiKey: 'demo', instanceId: null, clientId: null };

function harness(session = memoryStore(), clock = createManualClock(NOW)) {
  let loads = 0;
  const load = async (): Promise<unknown> => {
    loads += 1;
    if (broken > 0) {
      broken -= 1;
      throw new Error('not there');
    }
    return JSON.parse(await readFile('public/demo.json', 'utf8'));
  };
  let broken = 0;
  const client = createDemoClient({ load, session, clock }, () => 0.5);
  const ask = async <const C extends Call>(call: C): Promise<ResultOf<C>> => {
    const outcome = await client.send(target, call);
    if (!outcome.ok) throw new Error(outcome.error.kind);
    return outcome.value.data;
  };
  const status = (conversationId: ConversationId): Promise<CompactionStatus> => ask({ part: STATUS, conversationId });
  const compact = (conversationId: ConversationId) =>
    client.send(target, { name: 'compact', conversationId, strategy: null, targetTokens: null, force: false });
  return { clock, session, client, ask, status, compact, loads: () => loads, breakLoading: () => void (broken = 1) };
}

afterEach(() => void vi.unstubAllGlobals());

it('needs no network: a browser that is offline shows it all the same [F42]', async () => {
  vi.stubGlobal('navigator', { onLine: false });
  const outcome = await harness().client.send(target, { name: 'whoami' });
  expect(outcome).toMatchObject({ ok: true });
});

describe('the recordings', () => {
  it('answer status, every format and every style of each conversation', async () => {
    const { client } = harness();
    const states = new Set<string>();
    for (const { id: conversationId, label } of DEMO_CONVERSATIONS) {
      const status = await client.send(target, { part: STATUS, conversationId });
      states.add(status.ok ? status.value.data.state : status.error.kind);
      const calls: Call[] = [
        ...SUMMARY_FORMATS.map((format) => ({ part: { ...SUMMARY, format }, conversationId })),
        ...PROMPT_STYLES.map((style) => ({ part: { ...PROMPT, style }, conversationId })),
      ];
      for (const call of calls) {
        const outcome = await client.send(target, call);
        // What the server does not know, it does not know in any part.
        if (status.ok) expect([label, call, outcome.ok]).toEqual([label, call, true]);
        else expect(outcome.ok === false || outcome.value.data === null).toBe(true);
      }
    }
    for (const state of ['none', 'in_progress', 'completed', 'failed']) expect([...states]).toContain(state);
  });

  it('answer the key’s questions, and 404 for what was not recorded', async () => {
    const { ask, client } = harness();
    expect((await ask({ name: 'whoami' })).instanceId).toMatch(/^inst_/);
    expect((await ask({ name: 'balance' })).balanceCredits).toBeGreaterThan(0);
    const other = '11111111-2222-4333-8444-555555555555' as ConversationId;
    expect(await client.send(target, { part: STATUS, conversationId: other })).toMatchObject({
      error: { kind: 'unknown-conversation' },
    });
  });

  it('are moved to now: nothing is of the day of the recording, nothing lies ahead', async () => {
    const { status, clock } = harness();
    for (const { id } of DEMO_CONVERSATIONS.slice(0, -1)) {
      const { latestCreatedAt, completedAt } = await status(id).catch(() => ({
        latestCreatedAt: null,
        completedAt: null,
      }));
      for (const time of [latestCreatedAt, completedAt]) {
        if (time === null) continue;
        expect(time).toBeGreaterThan(NOW - 60 * 24 * 3_600_000);
        expect(time).toBeLessThanOrEqual(clock.now() + 1_000);
      }
    }
  });

  it('are asked for anew when they could not be read', async () => {
    const held = harness();
    held.breakLoading();
    const asked = held.ask({ name: 'whoami' });
    await held.clock.pass(10_000);
    await asked;
    await held.ask({ name: 'whoami' });
    expect(held.loads()).toBe(2);
  });
});

it('tells the price of a run, a credit for each thousand tokens begun', async () => {
  expect(await harness().ask({ name: 'estimate', units: 4_200 })).toEqual({ credits: 5 });
});

describe('runs', () => {
  it('the recorded one ends, also for a worker that was woken since', async () => {
    const { status, clock, session } = harness();
    const before = await status(RUNNING);
    expect(before.state).toBe('in_progress');
    await clock.pass(20_000);
    expect((await status(RUNNING)).state).toBe('in_progress');
    await clock.pass(6_000);
    const after = await harness(session, clock).status(RUNNING);
    expect(after).toMatchObject({ state: 'completed', compactionId: before.compactionId });
    expect(after.latestVersion ?? 0).toBeGreaterThan(before.latestVersion ?? 0);
  });

  it('one that is started runs, refuses another, and ends', async () => {
    const { status, compact, clock } = harness();
    const id = DEMO_CONVERSATIONS[1]?.id as ConversationId;
    const before = await status(id);
    const started = await compact(id);
    expect(started).toMatchObject({ ok: true, value: { data: { state: 'in_progress' } } });
    expect(await compact(id)).toMatchObject({ ok: false, error: { kind: 'conflict' } });
    const running = await status(id);
    expect(running).toMatchObject({ state: 'in_progress', latestCreatedAt: clock.now() });
    expect(running.compactionId).toBe(started.ok ? started.value.data.compactionId : '');
    expect(running.compactionId).not.toBe(before.compactionId);
    await clock.pass(6_001);
    expect(await status(id)).toMatchObject({
      state: 'completed',
      completedAt: clock.now() - 1,
      compactionId: running.compactionId,
    });
    expect((await compact(id)).ok).toBe(true);
  });

  it('none can be started where the recorded one is in progress', async () => {
    const { status, compact, clock } = harness();
    await status(RUNNING);
    expect(await compact(RUNNING)).toMatchObject({ error: { kind: 'conflict' } });
    await clock.pass(30_000);
    expect((await compact(RUNNING)).ok).toBe(true);
  });
});
