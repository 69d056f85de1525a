import { STATUS, SUMMARY, PROMPT } from '../../../src/core/conversation/part.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWatch } from '../../../src/background/watch/stored-watch.ts';
import type { Answer } from '../../../src/core/conversation/conversation.ts';
import { fail, type Outcome } from '../../../src/core/errors.ts';
import { MAX_WAIT_MS } from '../../../src/synap/send/retry-after.ts';
import { A, B, C, rateLimited, statusOf, unavailable } from '../../support/worker/answers.ts';
import { settle } from '../../support/settle.ts';
import { createWorld, giveKey, KEY, profileWith, type World } from '../../support/worker/worker.ts';
import { expectPrototypesIntact, mutated } from '../../support/mutate.ts';

const STORES = ['local', 'session', 'vaultStore', 'cacheStore', 'historyStore'] as const;
type StoreName = (typeof STORES)[number];
type Stored = readonly [store: StoreName, key: string, value: unknown];
/** A spoilt budget may be the smallest there is: one request a minute. */
const MAX_MINUTES = 30;
const read = { part: STATUS, mode: 'cached', priority: 'user' } as const;
const fresh = { part: STATUS, mode: 'fresh', priority: 'user' } as const;

/** Everything that a worker keeps, after it has seen a run begin, one end, and a server that failed. */
async function storedByLife(): Promise<Stored[]> {
  const world = await createWorld({ settings: { profiles: [profileWith({ burst: 50 })] } });
  const latestCreatedAt = world.clock.now();
  world.synap.on('status', (call) => {
    const compactionId = `cmp_${'conversationId' in call ? call.conversationId : ''}`;
    return statusOf({ state: 'in_progress', compactionId, latestCreatedAt });
  });
  world.openView([A, B, C]);
  for (const conversationId of [A, B, C]) {
    await world.ask('watch', { conversationId, label: conversationId === A ? 'label' : null });
    await world.clock.pass(1_000);
  }
  const ended = {
    compactionId: `cmp_${B}`,
    latestCreatedAt,
    completedAt: world.clock.now() + 5_000,
  };
  world.synap.on('status', () => statusOf(ended));
  await world.ask('read', { conversationId: B, ...fresh });
  world.synap.on('status', () => fail(unavailable));
  await world.ask('read', { conversationId: C, ...fresh });
  await world.ask('read', { conversationId: B, ...read, part: SUMMARY });
  await world.ask('read', { conversationId: B, ...read, part: PROMPT });
  world.synap.on('balance', () => fail(rateLimited(world.clock.now() + 30_000)));
  await world.ask('balance', {});
  await settle();
  return STORES.flatMap((store) => [...world[store].held].map(([key, value]): Stored => [store, key, value]));
}

const LIFE = await storedByLife();

/** What is stored, half of it spoilt: each record is read alone, and one world tries many of them. */
function spoilt(which: (stored: Stored) => boolean): fc.Arbitrary<Stored[]> {
  const records = LIFE.filter(which).map((stored) => {
    const [store, key, value] = stored;
    return fc.oneof(
      fc.constant(stored),
      mutated(value).map((changed): Stored => [store, key, changed]),
    );
  });
  return fc.tuple(...records);
}

async function wake(changed: readonly Stored[]): Promise<World> {
  const world = await createWorld({ key: null });
  for (const [store, key, value] of [...LIFE, ...changed]) world[store].held.set(key, value);
  world.restart();
  return world;
}

/** What views do first; answers everything that the worker said. No question is left without an answer. */
async function look(world: World): Promise<Outcome<unknown>[]> {
  const said: Outcome<unknown>[] = [];
  const answers: { outcome: Outcome<Answer<unknown> | null>; field: string | null }[] = [];
  let asked = 0;
  const note = (answer: Promise<Outcome<unknown>>, field?: string | null) => {
    asked += 1;
    void answer.then((outcome) => {
      said.push(outcome);
      if (field !== undefined) answers.push({ outcome: outcome as Outcome<Answer<unknown> | null>, field });
    });
  };
  const view = world.openView([A, B, C]);
  note(world.ask('overview', {}));
  for (const conversationId of [A, B]) note(world.ask('read', { conversationId, ...read }), 'state');
  note(world.ask('read', { conversationId: B, ...read, part: SUMMARY }), null);
  note(world.ask('read', { conversationId: B, ...read, part: PROMPT }), 'recentMessages');
  note(world.ask('requests', { conversationId: null }));
  note(world.ask('watch', { conversationId: A, label: null }));
  note(world.ask('resume', {}));
  await settle();
  view.close();
  await world.clock.pass(31_000);
  note(world.ask('read', { conversationId: A, ...fresh }));
  note(world.ask('unwatch', { conversationId: A }));
  for (let minute = 0; said.length < asked && minute < MAX_MINUTES; minute += 1) await world.clock.pass(60_000);
  expect(said).toHaveLength(asked);
  for (const { outcome, field } of answers) expectAnswer(outcome, field);
  return said;
}

/** The answer, however long a spoilt budget makes it wait. */
async function within(world: World, asked: Promise<Outcome<unknown>>): Promise<Outcome<unknown>> {
  const said: Outcome<unknown>[] = [];
  void asked.then((outcome) => said.push(outcome));
  await settle();
  for (let minute = 0; said.length === 0 && minute < MAX_MINUTES; minute += 1) await world.clock.pass(60_000);
  expect(said).toHaveLength(1);
  return asked;
}

/** Not a handler that threw, which is told as a fault of the storage; and what it shows is what it should be. */
function expectSound(said: readonly Outcome<unknown>[]): void {
  for (const outcome of said) if (!outcome.ok) expect(outcome.error.kind).not.toMatch(/storage|refused/);
}

/** Of a conversation, an answer whose data is what that part's data are, or an error. */
function expectAnswer(outcome: Outcome<Answer<unknown> | null>, field: string | null): void {
  if (!outcome.ok || (field === null && outcome.value?.data === null)) return;
  expect(outcome.value?.data).toHaveProperty(field ?? 'context');
}

describe('what a worker stored', () => {
  it('is all there when nothing is spoilt', async () => {
    expect(new Set(LIFE.map(([store, key]) => `${store}/${key.replaceAll(/[\da-f]{8}-[-\da-f]+/g, 'ID')}`))).toEqual(
      new Set([
        'local/settings',
        'local/watch:default|ID',
        'local/run-lengths',
        'session/bucket:default',
        'session/pause:default',
        'session/requests',
        'session/watches-seen',
        'vaultStore/key:default',
        'cacheStore/index',
        'cacheStore/default|keyid-6789|ID|status|',
        'cacheStore/default|keyid-6789|ID|summary:structured:latest|',
        'cacheStore/default|keyid-6789|ID|prompt:structured|',
        'historyStore/runs:default|keyid-6789|ID|',
      ]),
    );
    const world = await wake([]);
    expectSound(await look(world));
    expect(await world.watches()).toHaveLength(2);
  });

  it('is dropped where it is spoilt, and the key stays [F13] [F24]', async () => {
    const key = LIFE.filter(([store]) => store === 'vaultStore');
    await fc.assert(
      fc.asyncProperty(
        spoilt(([store, name]) => store !== 'vaultStore' && name !== 'settings'),
        async (changed) => {
          const world = await wake(changed);
          const said = await look(world);
          expectSound(said);
          expect([...world.vaultStore.held]).toEqual(key.map(([, name, value]) => [name, value]));
          const { profiles, budget } = await world.overview();
          expect(profiles[0]?.key).toMatchObject({ last4: KEY.slice(-4) });
          expect(Number.isInteger(budget.available)).toBe(true);
          expect((await world.watches()).map(decodeWatch)).not.toContain(null);
          // Nothing holds the profile for longer than a server could ask for.
          const { pause } = await world.overview();
          expect(pause?.reason === 'rate-limited' && pause.until === null).toBe(false);
          expect((pause?.until ?? 0) - world.clock.now()).toBeLessThanOrEqual(MAX_WAIT_MS);
        },
      ),
    );
    expectPrototypesIntact();
  });

  it('is a key as it was, or none, and settings that hold [F13] [F24]', async () => {
    await fc.assert(
      fc.asyncProperty(
        spoilt(([store, name]) => store === 'vaultStore' || name === 'settings'),
        async (changed) => {
          const world = await wake(changed);
          expectSound(await look(world));
          const { profiles, settings } = await world.overview();
          expect(profiles.length).toBe(settings.profiles.length);
          for (const { key } of profiles) expect(key === null || typeof key.last4 === 'string').toBe(true);
          for (const { target } of world.synap.sent) expect(new URL(target.baseUrl).protocol).toBe('https:');
          // A new key mends everything.
          const [profile] = profiles;
          await giveKey(world.vaultStore, profile?.profileId ?? '', KEY);
          expectSound([await within(world, world.ask('read', { conversationId: A, ...fresh }))]);
        },
      ),
    );
    expectPrototypesIntact();
  });
});
