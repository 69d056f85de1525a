import { PROMPT, STATUS, SUMMARY } from '../../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import { fail } from '../../../../src/core/errors.ts';
import type { RequestInput } from '../../../../src/protocol/requests.ts';
import { failureOf } from '../../../../src/synap/send/failure.ts';
import { A, forbidden, keyRefused, statusOf } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, giveKey, KEY, profileWith } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const cached: RequestInput<'read'> = { part: STATUS, conversationId: A, mode: 'cached', priority: 'user' };
const peek: RequestInput<'read'> = { ...cached, mode: 'peek' };
const setKey = (key: string, remember = true): RequestInput<'set-key'> => ({ profileId: 'default', key, remember });

describe('a key that goes [F88]', () => {
  it('ends what is under way, and nothing of it is cached', async ({ world }) => {
    await world.ask('read', { ...cached, part: SUMMARY });
    world.synap.holding = true;
    const view = world.openView();
    const asked = world.ask('read', { ...cached, mode: 'fresh' });
    await settle();
    await world.ask('remove-key', { profileId: 'default' });
    expect(await asked).toEqual(fail({ kind: 'cancelled' }));
    expect(view.heard('answered')).toEqual([]);
    expect(world.cacheStore.held.size).toBe(0);
    expect([...world.vaultStore.held]).toEqual([]);
    expect(await world.ask('read', peek)).toEqual(fail({ kind: 'no-key', profileId: 'default' }));
  });

  it('ends what waits for the budget: nothing goes out with it', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({ burst: 1 })] } });
    world.synap.holding = true;
    const asked = ['fresh', 'fresh'].map((mode, n) =>
      world.ask('read', {
        ...cached,
        mode: mode as 'fresh',
        part: { ...PROMPT, style: n === 0 ? 'narrative' : 'structured' },
      }),
    );
    await settle();
    await world.ask('remove-key', { profileId: 'default' });
    for (const outcome of await Promise.all(asked)) expect(outcome).toEqual(fail({ kind: 'cancelled' }));
    await world.clock.pass(120_000);
    expect(world.synap.count()).toBe(1);
  });

  it.each([...Array(16).keys()])('wherever the question has got to by then (%i steps)', async (steps) => {
    const world = await createWorld();
    const asked = world.ask('read', { ...cached, mode: 'fresh' });
    for (let step = 0; step < steps * 3; step += 1) await Promise.resolve();
    const sentBefore = world.synap.count();
    await world.ask('remove-key', { profileId: 'default' });
    await asked;
    await settle();
    expect(world.cacheStore.held.size).toBe(0);
    expect(world.synap.count()).toBe(sentBefore);
  });

  it('also when the question begins while the key is being removed', async ({ world }) => {
    world.synap.holding = true;
    let asked: Promise<unknown> = Promise.resolve();
    const { remove } = world.vaultStore;
    world.vaultStore.remove = async (key) => {
      asked = world.ask('read', { ...cached, mode: 'fresh' });
      await settle();
      await remove(key);
    };
    await world.ask('remove-key', { profileId: 'default' });
    world.synap.release();
    expect(await asked).toEqual(fail({ kind: 'cancelled' }));
    expect(world.cacheStore.held.size).toBe(0);
  });
});

describe('a removal that is overtaken', () => {
  it.each([...Array(16).keys()])('a whoami under way does not bring it back (%i steps)', async (steps) => {
    const world = await createWorld({ key: null });
    await world.ask('set-key', setKey(KEY));
    for (let step = 0; step < steps * 3; step += 1) await Promise.resolve();
    await world.ask('remove-key', { profileId: 'default' });
    await settle();
    expect([...world.vaultStore.held]).toEqual([]);
    expect((await world.overview()).profiles[0]?.key).toBeNull();
  });
});

describe('another key', () => {
  it('is not paused for what the old one was told', async ({ world }) => {
    world.synap.on('status', async () => {
      await world.ask('set-key', setKey('synap_another_key_1111'));
      return fail(keyRefused);
    });
    expect(await world.ask('read', cached)).toEqual(fail({ kind: 'cancelled' }));
    expect((await world.overview()).pause).toBeNull();
  });

  it('shows another key nothing that was cached with this one [F25]', async ({ world }) => {
    await world.ask('read', cached);
    await giveKey(world.vaultStore, 'default', 'synap_another_key_2222');
    expect(await world.ask('read', peek)).toEqual({ ok: true, value: null });
  });

  it('keeps stars, and forgets what was learned of them', async ({ world }) => {
    world.openView([A]);
    world.synap.on('status', () => statusOf({ state: 'in_progress' }));
    await world.ask('watch', { conversationId: A, label: 'mine' });
    await settle();
    world.synap.holding = true;
    await world.ask('set-key', setKey('synap_another_key_3333'));
    expect(await world.watches()).toMatchObject([
      { starred: true, label: 'mine', state: 'waiting', status: null, nextAt: world.clock.now() },
    ]);
  });
});

describe('set-key', () => {
  it.each([
    ['', 'empty'],
    ['two words', 'whitespace'],
    ['schlüssel', 'not-ascii'],
    ['k'.repeat(513), 'too-long'],
  ] as const)('refuses %j', async (key, fault) => {
    const world = await createWorld();
    const before = structuredClone(world.vaultStore.held);
    expect(await world.ask('set-key', setKey(key))).toEqual(fail({ kind: 'bad-key', fault }));
    expect(world.vaultStore.held).toEqual(before);
  });

  it('trims, stores where it was told to, and learns whose the key is', async () => {
    const world = await createWorld({ key: null });
    await world.ask('set-key', setKey(`  ${KEY}\n`, false));
    await settle();
    expect([...world.vaultStore.held.keys()]).toEqual([]);
    expect(world.session.held.get('session-key:default')).toMatchObject({
      key: KEY,
      remembered: false,
      instanceId: 'inst_1',
    });
    await world.ask('set-key', setKey(KEY, true));
    await settle();
    expect(world.session.held.has('session-key:default')).toBe(false);
    expect(world.vaultStore.held.get('key:default')).toMatchObject({ key: KEY, remembered: true, clientId: 'cli_1' });
    expect((await world.overview()).profiles[0]).toMatchObject({
      key: { last4: '6789', remembered: true },
      clientId: 'cli_1',
    });
  });

  it('knows no profile that is not there, nor the demo’s', async () => {
    const world = await createWorld({ key: null });
    for (const profileId of ['other', 'demo']) {
      expect(await world.ask('set-key', { ...setKey(KEY), profileId })).toEqual(fail({ kind: 'no-key', profileId }));
    }
    expect(world.vaultStore.held.size).toBe(0);
  });

  it('ends the pause that the old key brought, and drops its answers', async ({ world }) => {
    await world.ask('read', { ...cached, part: SUMMARY });
    world.synap.on('status', () => fail(keyRefused));
    await world.ask('read', cached);
    expect((await world.overview()).pause?.reason).toBe('key-refused');
    await world.ask('set-key', setKey('synap_another_key_4444'));
    expect((await world.overview()).pause).toBeNull();
    expect(world.cacheStore.held.size).toBe(0);
  });
});

describe('test-connection', () => {
  it('asks whoami and the balance, even in a pause for a refused key', async ({ world }) => {
    world.synap.on('status', () => fail(keyRefused));
    await world.ask('read', cached);
    const tested = await world.ask('test-connection', { profileId: 'default' });
    expect(tested).toMatchObject({
      ok: true,
      value: { whoami: { instanceId: 'inst_1' }, balance: { balanceCredits: 7 } },
    });
    expect((await world.overview()).pause).toBeNull();
  });

  it('holds a key for good that may not read the balance: nothing is paused [F29]', async ({ world }) => {
    world.synap.on('balance', () => fail(failureOf({ ...forbidden, attempt: 1, call: 'balance' })));
    const tested = await world.ask('test-connection', { profileId: 'default' });
    expect(tested).toMatchObject({ ok: true, value: { whoami: { instanceId: 'inst_1' }, balance: null } });
    expect((await world.overview()).pause).toBeNull();
    expect(await world.ask('read', { ...cached, priority: 'automatic' })).toMatchObject({ ok: true });
  });

  it('says so when the host is not granted, and sends nothing [F87]', async () => {
    const origin = 'https://synap-cloud-prod.maximem.ai';
    const world = await createWorld({ missingOrigins: [origin] });
    expect(await world.ask('test-connection', { profileId: 'default' })).toEqual(
      fail({ kind: 'permission-missing', origin }),
    );
    expect(await world.ask('read', cached)).toEqual(fail({ kind: 'permission-missing', origin }));
    expect(world.synap.count()).toBe(0);
  });
});

describe('a key that takes the place of another', () => {
  it('is there for the view that asks as soon as it is told', async () => {
    const world = await createWorld({ key: null });
    const answers: unknown[] = [];
    const ask = async () => void answers.push(await world.ask('read', cached, 'panel'));
    const notify = ({ type }: { type: string }) => void (type === 'invalidated' && ask());
    world
      .services()
      .views.add({ viewId: 'v', profileId: 'default', surface: 'panel', visible: true, conversationIds: [A], notify });
    await world.ask('set-key', setKey('synap_another'));
    await settle();
    expect(answers).toMatchObject([{ ok: true }]);
  });

  it('and cannot be stored is refused, and the old one goes on [F22]', async ({ world }) => {
    const view = world.openView([A]);
    await world.ask('read', cached);
    world.session.refuseWrites(1_000);
    expect(await world.ask('set-key', setKey('synap_another', false))).toMatchObject({
      ok: false,
      error: { kind: 'storage' },
    });
    await settle();
    expect(view.heard('invalidated')).toEqual([]);
    expect(await world.overview()).toMatchObject({ profiles: [{ key: { last4: KEY.slice(-4) } }] });
    expect(await world.ask('read', cached)).toMatchObject({ ok: true });
  });
});
