import { describe, expect } from 'vitest';
import type { CompactedSummary } from '../../../../src/core/conversation/conversation.ts';
import { A, B, C, statusOf, summaryOf, unavailable } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import type { World } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const MINUTE = 60_000;
const PRICE = 'The deposit is 47,110 euros';
const facts = (...texts: string[]) => texts.map((text) => ({ text, confidence: null, extra: {} }));
const second = (fields: Partial<CompactedSummary> = {}) => summaryOf({ version: 2, compactionId: 'cmp_2', ...fields });

async function watched(world: World) {
  await world.ask('pin', { conversationId: A, text: PRICE });
  await world.ask('pin', { conversationId: null, text: 'Never call before noon' });
  world.synap.on('status', () => statusOf({ state: 'in_progress', compactionId: 'cmp_2' }));
  await world.ask('watch', { conversationId: A, label: 'mine' });
  await settle();
  world.synap.on('status', () => statusOf({ compactionId: 'cmp_2', latestVersion: 2 }));
}

/** What the notices that were given say is lost. */
const lost = (world: World) =>
  [...world.notifications.values()].flatMap(({ records }) => records.map((one) => one.lost));

describe('the notice of a watched run', () => {
  it('names what its version lost, of the conversation and of the profile', async ({ world }) => {
    world.synap.on('summary', () => second({ facts: facts('Lives in Lisbon', 'Never call before noon') }));
    await watched(world);
    await world.clock.pass(MINUTE);
    expect(lost(world)).toEqual([[PRICE]]);
    expect(world.synap.count('summary')).toBe(1);
  });

  const versions: [string, () => unknown][] = [
    ['that keeps everything', () => second({ facts: facts(PRICE, 'Never call before noon') })],
    ['that cannot be read', () => ({ ok: false, error: unavailable })],
    ['that is still the one before', () => summaryOf({ facts: facts('Lives in Lisbon') })],
    ['that is not there', () => null],
  ];
  it.for(versions)('says nothing of a version %s', async ([, summary], { world }) => {
    world.synap.on('summary', summary);
    await watched(world);
    await world.clock.pass(MINUTE);
    expect(lost(world)).toEqual([[]]);
  });

  it('asks for no summary of a run that failed, nor where nothing is pinned', async ({ world }) => {
    await watched(world);
    world.synap.on('status', () => statusOf({ state: 'failed', compactionId: 'cmp_2' }));
    await world.clock.pass(MINUTE);
    expect(lost(world)).toEqual([[]]);
    expect(world.synap.count('summary')).toBe(0);
  });

  it('waits no longer than 20 s for the summary', async ({ world }) => {
    world.synap.on('summary', () => new Promise(() => undefined));
    await watched(world);
    await world.clock.pass(45_000);
    expect(world.synap.count('summary')).toBe(1);
    expect(lost(world)).toEqual([]);
    await world.clock.pass(10_000);
    expect(lost(world)).toEqual([[]]);
  });

  it('of many runs waits for all their summaries at once', async ({ world }) => {
    const ids = [A, B, C];
    const state = { is: 'in_progress' as 'in_progress' | 'completed' };
    await world.ask('pin', { conversationId: null, text: PRICE });
    world.synap.on('summary', () => new Promise(() => undefined));
    world.synap.on('status', () => statusOf({ state: state.is, compactionId: 'cmp_2', latestVersion: 2 }));
    for (const id of ids) await world.ask('watch', { conversationId: id, label: null });
    await settle();
    state.is = 'completed';
    await world.clock.pass(60_000);
    expect(lost(world)).toEqual([[], [], []]);
  });

  it('of a run that ends while the one before is still looked at is given, too', async ({ world }) => {
    world.synap.on('summary', () => new Promise(() => undefined));
    await watched(world);
    await world.clock.pass(35_000);
    const third = () => statusOf({ compactionId: 'cmp_3', latestVersion: 3, latestCreatedAt: world.clock.now() });
    const ended = third();
    world.synap.on('status', () => ended);
    await world.ask('read', { conversationId: A, part: { kind: 'status' }, mode: 'fresh', priority: 'user' }, 'popup');
    await world.clock.pass(2 * MINUTE);
    const versions = [...world.notifications.values()].flatMap(({ records }) =>
      records.map(({ status }) => status?.latestVersion),
    );
    expect(versions).toEqual([3]);
    expect((await world.watches()).map(({ untold }) => untold)).toEqual([false]);
  });

  it('is given by the next worker when one dies while it looks', async ({ world }) => {
    world.synap.on('summary', () => new Promise(() => undefined));
    await watched(world);
    await world.clock.pass(35_000);
    expect(world.synap.count('summary')).toBe(1);
    world.restart();
    world.synap.on('summary', () => second({ facts: facts('Lives in Lisbon') }));
    await world.clock.pass(MINUTE);
    expect(lost(world)).toEqual([[PRICE, 'Never call before noon']]);
  });
});
