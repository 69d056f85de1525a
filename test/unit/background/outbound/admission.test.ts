import { describe, expect } from 'vitest';
import { PROMPT, STATUS, SUMMARY } from '../../../../src/core/conversation/part.ts';
import { fail } from '../../../../src/core/errors.ts';
import type { RequestInput } from '../../../../src/protocol/requests.ts';
import { A, keyRefused, noCredits, numbered, statusOf, unreachable } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, KEY, profileWith } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const fresh: RequestInput<'read'> = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' };
const opened: RequestInput<'read'> = { ...fresh, mode: 'cached', priority: 'view' };
const compact: RequestInput<'compact'> = {
  profileId: 'default',
  conversationId: A,
  strategy: null,
  targetTokens: null,
  force: false,
};
const panel = { viewId: 'view-panel', profileId: 'default' };
const popup = { viewId: 'view-popup', profileId: 'default' };

/** A world whose budget is used up: the next request waits for a minute. */
async function withoutBudget(missingOrigins: string[] = []) {
  const profile = profileWith({ burst: 1, requestsPerMinute: 1 });
  const world = await createWorld({ settings: { profiles: [profile] }, missingOrigins });
  await world.ask('read', { ...fresh, conversationId: numbered(1) });
  world.synap.sent.length = 0;
  const edit = (fields: Parameters<typeof profileWith>[0]) =>
    world.ask('save-settings', { settings: { profiles: [{ ...profile, ...fields }] } });
  return { ...world, edit };
}

describe('a compaction that waits [root 4]', () => {
  it('is not sent when compactions were locked meanwhile', async () => {
    const world = await withoutBudget();
    const asked = world.ask('compact', compact);
    await settle();
    await world.edit({ lockCompact: true });
    await world.clock.pass(61_000);
    expect(await asked).toMatchObject({ error: { kind: 'compaction-locked' } });
    expect(world.synap.count()).toBe(0);
  });

  it.each(['popup', 'panel'] as const)('is not sent once its %s has closed', async (surface) => {
    const world = await withoutBudget();
    const view = world.openView([A], surface);
    const asked = world.ask('compact', compact, surface, { panel, popup }[surface]);
    await settle();
    view.close();
    await world.clock.pass(61_000);
    expect(await asked).toEqual(fail({ kind: 'cancelled' }));
    expect(world.synap.count('compact')).toBe(0);
  });

  it('is sent while one of those who asked is open', async () => {
    const world = await withoutBudget();
    const views = [world.openView([A], 'popup'), world.openView([A], 'panel')];
    const asked = [world.ask('compact', compact, 'popup', popup), world.ask('compact', compact, 'panel', panel)];
    await settle();
    views[0]?.close();
    await world.clock.pass(61_000);
    expect(await Promise.all(asked)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(world.synap.count('compact')).toBe(1);
  });

  it('is sent for a view that woke the worker, whose port comes after its request', async ({ world }) => {
    const asked = world.ask('compact', compact, 'popup', popup);
    world.openView([A], 'popup');
    expect(await asked).toMatchObject({ ok: true });
  });

  it('is not sent for a view that never came back', async () => {
    const world = await withoutBudget();
    const asked = world.ask('compact', compact, 'popup', popup);
    await world.clock.pass(61_000);
    expect(await asked).toEqual(fail({ kind: 'cancelled' }));
    expect(world.synap.count('compact')).toBe(0);
  });

  it('is cancelled when its key is replaced before it was sent', async () => {
    const world = await withoutBudget();
    const asked = world.ask('compact', compact);
    await settle();
    await world.ask('set-key', { profileId: 'default', key: `${KEY}9`, remember: true });
    expect(await asked).toEqual(fail({ kind: 'cancelled' }));
    expect(world.synap.count('compact')).toBe(0);
  });
});

it('an automatic lookup that waits is not sent once these are switched off [root 4]', async () => {
  const world = await withoutBudget();
  const asked = world.ask('read', { ...opened, priority: 'automatic' });
  await settle();
  await world.ask('save-settings', { settings: { automaticLookups: false } });
  await world.clock.pass(61_000);
  expect(await asked).toEqual(fail({ kind: 'cancelled' }));
  expect(world.synap.count()).toBe(0);
});

describe('a permission that is revoked [root 4] [F87]', () => {
  it('while a request waits: it is not sent, and the reason is told', async () => {
    const missing: string[] = [];
    const world = await withoutBudget(missing);
    const asked = world.ask('read', fresh);
    await settle();
    missing.push(new URL(profileWith({}).baseUrl).origin);
    await world.clock.pass(61_000);
    expect(await asked).toMatchObject({ error: { kind: 'permission-missing' } });
    expect(world.synap.count()).toBe(0);
  });

  it('while it is on its way: told as that, not as a broken network', async () => {
    const missing: string[] = [];
    const world = await createWorld({ missingOrigins: missing });
    world.synap.on('status', () => {
      missing.push(new URL(profileWith({}).baseUrl).origin);
      return fail(unreachable);
    });
    expect(await world.ask('read', fresh)).toMatchObject({ error: { kind: 'permission-missing' } });
  });
});

describe('a key that is replaced while a request is out [root 4] [F45]', () => {
  it.each(['replaced', 'removed'])('leaves unsure whether a compaction began (%s)', async (how) => {
    const world = await createWorld();
    const view = world.openView([A]);
    world.synap.holding = true;
    const asked = world.ask('compact', compact);
    await settle();
    if (how === 'removed') await world.ask('remove-key', { profileId: 'default' });
    else await world.ask('set-key', { profileId: 'default', key: `${KEY}9`, remember: true });
    expect(await asked).toMatchObject({ error: { kind: 'interrupted', correlationId: 'syn_x' } });
    expect(view.heard('invalidated')).toContainEqual({ type: 'invalidated', profileId: 'default', conversationId: A });
  });

  it('cancels a read', async ({ world }) => {
    world.synap.holding = true;
    const asked = world.ask('read', fresh);
    await settle();
    await world.ask('remove-key', { profileId: 'default' });
    expect(await asked).toEqual(fail({ kind: 'cancelled' }));
  });
});

describe.each([
  ['401', keyRefused],
  ['402', noCredits],
] as const)('after %s, nothing is sent until the user clicks', (_status, error) => {
  async function paused() {
    const world = await createWorld();
    world.synap.on('status', () => fail(error));
    await world.ask('read', fresh);
    world.synap.sent.length = 0;
    return world;
  }

  it('opening a view is no click', async () => {
    const world = await paused();
    world.openView([A]);
    for (const part of [STATUS, SUMMARY, PROMPT])
      expect(await world.ask('read', { ...opened, part })).toEqual(fail(error));
    // As the popup does when it opens.
    expect(await world.ask('read', { ...fresh, priority: 'view' })).toEqual(fail(error));
    expect(await world.ask('read', { ...opened, priority: 'automatic' })).toEqual(fail(error));
    await world.clock.pass(300_000);
    expect(world.synap.count()).toBe(0);
  });

  it('a click sends one request, whatever it reads', async () => {
    const world = await paused();
    const parts = [STATUS, SUMMARY, PROMPT].map((part) => world.ask('read', { ...fresh, part }));
    expect(await Promise.all(parts)).toEqual([fail(error), fail(error), fail(error)]);
    expect(world.synap.count()).toBe(1);
    await world.ask('read', fresh);
    expect(world.synap.count()).toBe(2);
  });

  it('a click that succeeds ends the pause for the others', async () => {
    const world = await paused();
    world.synap.on('status', () => statusOf());
    const parts = [STATUS, SUMMARY, PROMPT].map((part) => world.ask('read', { ...fresh, part }));
    expect(await Promise.all(parts)).toMatchObject([{ ok: true }, { ok: true }, { ok: true }]);
    expect((await world.overview()).pause).toBeNull();
    expect(await world.ask('read', { ...opened, conversationId: numbered(2) })).toMatchObject({ ok: true });
  });

  it('what a click opens waits for the click’s own request', async () => {
    const world = await paused();
    const both = () => [
      world.ask('read', { ...opened, priority: 'user' }),
      world.ask('read', { ...opened, part: SUMMARY }),
    ];
    expect(await Promise.all(both())).toEqual([fail(error), fail(error)]);
    expect(world.synap.count()).toBe(1);
    world.synap.on('status', () => statusOf());
    expect(await Promise.all(both())).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it('what is cached is still shown', async ({ world }) => {
    await world.ask('read', { ...opened, part: SUMMARY });
    world.synap.on('status', () => fail(error));
    await world.ask('read', fresh);
    expect(await world.ask('read', { ...opened, part: SUMMARY })).toMatchObject({ ok: true });
  });
});
