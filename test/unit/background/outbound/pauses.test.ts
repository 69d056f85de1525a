import { STATUS } from '../../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import { fail } from '../../../../src/core/errors.ts';
import type { RequestInput } from '../../../../src/protocol/requests.ts';
import { A, keyRefused, noCredits, numbered, offline, rateLimited, statusOf } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, profileWith } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const fresh: RequestInput<'read'> = { part: STATUS, conversationId: A, mode: 'fresh', priority: 'user' };
const automatic: RequestInput<'read'> = { ...fresh, mode: 'cached', priority: 'automatic' };

async function watching() {
  const world = await createWorld();
  world.openView([A]);
  world.synap.on('status', () => statusOf({ state: 'in_progress' }));
  await world.ask('watch', { conversationId: A, label: null });
  await settle();
  return world;
}

describe('401 [F27]', () => {
  it('stops polls and automatic lookups, not clicks; one that succeeds ends it', async () => {
    const world = await watching();
    world.synap.on('status', () => fail(keyRefused));
    await world.clock.pass(5_000);
    const before = world.synap.count();
    await world.clock.pass(300_000);
    expect(await world.ask('read', automatic)).toEqual(fail(keyRefused));
    expect(world.synap.count()).toBe(before);
    expect((await world.overview()).profiles[0]?.key).not.toBeNull();
    world.synap.on('status', () => statusOf({ state: 'in_progress' }));
    expect((await world.ask('read', fresh)).ok).toBe(true);
    expect((await world.overview()).pause).toBeNull();
    await world.clock.pass(60_000);
    expect(world.synap.count()).toBeGreaterThan(before + 2);
  });

  it('refuses what waited for its turn, but not what was clicked', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({ burst: 1 })] } });
    world.synap.on('status', (call) =>
      'conversationId' in call && call.conversationId === numbered(0) ? fail(keyRefused) : statusOf(),
    );
    world.synap.holding = true;
    const asked = [0, 1, 2].map((n) => world.ask('read', { ...automatic, conversationId: numbered(n) }));
    await settle();
    const clicked = world.ask('read', { ...fresh, conversationId: numbered(7) });
    await settle();
    world.synap.holding = false;
    world.synap.release();
    for (const outcome of await Promise.all(asked)) expect(outcome).toEqual(fail(keyRefused));
    await world.clock.pass(5_000);
    expect((await clicked).ok).toBe(true);
    expect(world.synap.count()).toBe(2);
  });
});

describe('402 [F28]', () => {
  it('stops polls until the user tries again', async () => {
    const world = await watching();
    world.synap.on('status', () => fail(noCredits));
    await world.clock.pass(5_000);
    const before = world.synap.count();
    await world.clock.pass(300_000);
    expect(world.synap.count()).toBe(before);
    expect((await world.overview()).pause).toMatchObject({ reason: 'no-credits', until: null });
    world.synap.on('status', () => statusOf({ state: 'in_progress' }));
    const resumed = await world.ask('resume', {}, 'panel');
    expect(resumed).toMatchObject({ ok: true, value: { pause: null } });
    await world.clock.pass(2_000);
    expect(world.synap.count()).toBeGreaterThan(before);
  });
});

describe('429 [F32]', () => {
  it('holds everything of the profile until Retry-After is over, also for the user', async () => {
    const world = await watching();
    const until = world.clock.now() + 60_000;
    world.synap.on('status', () => fail(rateLimited(until)));
    await world.ask('read', fresh);
    world.synap.on('status', () => statusOf({ state: 'in_progress' }));
    const before = world.synap.count();
    expect(await world.ask('read', fresh)).toMatchObject({ error: { kind: 'rate-limited', retryAt: until } });
    expect(await world.ask('balance', {})).toMatchObject({ error: { kind: 'rate-limited' } });
    await world.ask('resume', {});
    expect((await world.overview()).pause).toMatchObject({ reason: 'rate-limited', until });
    await world.clock.pass(until - world.clock.now() - 1);
    expect(world.synap.count()).toBe(before);
    await world.clock.pass(3_000);
    expect(world.synap.count()).toBeGreaterThan(before);
    expect((await world.overview()).pause).toBeNull();
  });

  it('sends nothing more of what waited in the queue', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({ burst: 1, requestsPerMinute: 600 })] } });
    world.synap.on('status', () => fail(rateLimited(world.clock.now() + 30_000)));
    const asked = [...Array(50).keys()].map((n) => world.ask('read', { ...fresh, conversationId: numbered(n) }));
    await world.clock.pass(10_000);
    for (const outcome of await Promise.all(asked)) expect(outcome).toMatchObject({ error: { kind: 'rate-limited' } });
    expect(world.synap.count()).toBe(1);
  });

  it('sends nothing more of what waited for a place among those in flight', async ({ world }) => {
    world.synap.holding = true;
    world.synap.on('status', () => fail(rateLimited(world.clock.now() + 30_000)));
    const asked = [...Array(9).keys()].map((n) => world.ask('read', { ...fresh, conversationId: numbered(n) }));
    await settle();
    world.synap.release();
    for (const outcome of await Promise.all(asked)) expect(outcome).toMatchObject({ error: { kind: 'rate-limited' } });
    expect(world.synap.count()).toBe(4);
  });

  it('is not shortened by what others in flight ran into', async ({ world }) => {
    const until = world.clock.now() + 60_000;
    const says = [fail(rateLimited(until)), fail(noCredits), fail(keyRefused), fail(rateLimited(until - 50_000))];
    world.synap.holding = true;
    world.synap.on('status', () => says.shift());
    const asked = [0, 1, 2, 3].map((n) => world.ask('read', { ...fresh, conversationId: numbered(n) }));
    await settle();
    world.synap.release();
    await Promise.all(asked);
    expect((await world.overview()).pause).toMatchObject({ reason: 'rate-limited', until });
  });
});

describe('a pause that the session has no room for [F22] [F32]', () => {
  it('holds all the same, and its reason is told', async () => {
    const world = await watching();
    const until = world.clock.now() + 60_000;
    world.session.refuseWrites(1_000);
    world.synap.on('status', () => fail(rateLimited(until)));
    expect(await world.ask('read', fresh)).toEqual(fail(rateLimited(until)));
    const before = world.synap.count();
    await world.clock.pass(until - world.clock.now() - 1);
    expect(world.synap.count()).toBe(before);
    expect((await world.overview()).pause).toMatchObject({ reason: 'rate-limited', until });
    world.synap.on('status', () => statusOf({ state: 'in_progress' }));
    await world.clock.pass(3_000);
    expect(world.synap.count()).toBeGreaterThan(before);
    expect((await world.overview()).pause).toBeNull();
  });

  it('gives way to the next that is stored, and to another key', async ({ world }) => {
    world.session.refuseWrites(1_000);
    world.synap.on('status', () => fail(keyRefused));
    expect(await world.ask('read', fresh)).toEqual(fail(keyRefused));
    world.session.refuseWrites(0);
    world.synap.on('status', () => fail(noCredits));
    await world.ask('read', fresh);
    expect((await world.overview()).pause?.reason).toBe('no-credits');
    await world.ask('erase-everything', {});
    expect((await world.overview()).pause).toBeNull();
  });
});

describe('a Retry-After that is stored', () => {
  it('survives the worker, and ends when the clock jumps back to before it', async ({ world }) => {
    world.synap.on('status', () => fail(rateLimited(world.clock.now() + 60_000)));
    await world.ask('read', fresh);
    world.restart();
    expect((await world.overview()).pause?.reason).toBe('rate-limited');
    world.clock.jump(-24 * 3_600_000);
    expect((await world.overview()).pause).toBeNull();
  });

  it('holds one profile only', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({}), profileWith({ id: 'other' })] } });
    world.synap.on('status', () => fail(rateLimited(world.clock.now() + 60_000)));
    await world.ask('read', fresh);
    await world.ask('choose-profile', { profileId: 'other', demo: false });
    expect((await world.overview()).pause).toBeNull();
  });
});

describe('offline [F42]', () => {
  it('holds polls while there is no network, and is over when there is', async () => {
    const world = await watching();
    world.network.online = false;
    world.synap.on('status', () => fail(offline));
    await world.clock.pass(10_000);
    const before = world.synap.count();
    await world.clock.pass(120_000);
    expect(world.synap.count()).toBe(before);
    expect((await world.overview()).pause?.reason).toBe('offline');
    world.network.online = true;
    world.synap.on('status', () => statusOf());
    expect((await world.overview()).pause).toBeNull();
    await world.services().watcher.tick();
    await settle();
    expect(await world.watches()).toMatchObject([{ state: 'ended' }]);
  });
});

describe('what is stored', () => {
  it.each([
    [{ reason: 'offline' }],
    ['junk'],
    [null],
    [{ reason: 'rate-limited', until: Number.NaN, since: 0, error: {} }],
    [[]],
  ])('is no pause when it is %j [F24]', async (value) => {
    const world = await createWorld();
    await world.session.set('pause:default', value);
    expect((await world.overview()).pause).toBeNull();
    expect((await world.ask('read', fresh)).ok).toBe(true);
  });
});

describe('a pause that is over', () => {
  const pausesTold = (view: Awaited<ReturnType<typeof waiting>>['view']) =>
    view.heard('overview').map(({ overview }) => overview.pause?.reason ?? null);

  /** A world in which the read was refused with a Retry-After of 30 s, which has passed. */
  async function waiting() {
    const world = await createWorld();
    const view = world.openView([A]);
    world.synap.on('status', () => fail(rateLimited(world.clock.now() + 30_000)));
    await world.ask('read', fresh);
    await settle();
    expect(pausesTold(view).at(-1)).toBe('rate-limited');
    await world.clock.pass(60_000);
    return { world, view };
  }

  it('is told to the views with the next request', async () => {
    const { world, view } = await waiting();
    world.synap.on('status', () => statusOf());
    expect(await world.ask('read', fresh)).toMatchObject({ ok: true });
    await settle();
    expect(pausesTold(view).at(-1)).toBeNull();
  });

  it('is told when a view shows something else', async () => {
    const { view } = await waiting();
    view.show(numbered(1));
    await settle();
    expect(pausesTold(view).at(-1)).toBeNull();
  });
});
