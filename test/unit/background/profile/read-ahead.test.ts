import { describe, expect, it } from 'vitest';
import { STATUS } from '../../../../src/core/conversation/part.ts';
import { settle } from '../../../support/settle.ts';
import { A, B, numbered } from '../../../support/worker/answers.ts';
import { storeOperations } from '../../../support/worker/store-operations.ts';
import { createWorld, giveKey, profileWith, type World } from '../../../support/worker/worker.ts';

const read = { conversationId: A, part: STATUS, mode: 'fresh', priority: 'user' } as const;
const OTHER = { ...profileWith({}), id: 'other', name: 'Other' };

/** What the settings and keys were read for, while the worker answers. */
async function readWhile(world: World, ask: () => Promise<unknown>): Promise<string[]> {
  const operations = storeOperations(world);
  expect(await ask()).toMatchObject({ ok: true });
  return operations.filter((one) => /^local\.get settings|^(?:vaultStore|session)\.get .*key:/.test(one));
}

async function awoken(options: Parameters<typeof createWorld>[0] = {}): Promise<World> {
  const world = await createWorld(options);
  world.services().wake();
  await settle();
  return world;
}

describe('what a worker reads as it wakes', () => {
  it('is not read again for the request that woke it', async () => {
    const world = await awoken();
    expect(await readWhile(world, () => world.ask('read', read))).toEqual([]);
  });

  it('is read anew for what comes later', async () => {
    const world = await awoken();
    await world.clock.pass(100);
    const operations = await readWhile(world, () => world.ask('read', read));
    expect(operations).toEqual(expect.arrayContaining(['local.get settings', 'vaultStore.get key:default']));
  });

  it('holds for the active profile alone', async () => {
    const world = await awoken({ settings: { profiles: [profileWith({}), OTHER] } });
    const ofOther = { viewId: '', profileId: 'other' };
    expect(await world.ask('read', read, 'options', ofOther)).toMatchObject({ ok: false, error: { kind: 'no-key' } });
    await giveKey(world.vaultStore, 'other', 'synap_other_key_9999');
    expect(await world.ask('read', read, 'options', ofOther)).toMatchObject({ ok: true });
    expect(world.synap.count()).toBe(1);
  });

  it('no longer holds once the settings change', async () => {
    const world = await awoken();
    const view = world.openView([A]);
    await world.ask('choose-profile', { profileId: 'default', demo: true });
    expect(await world.ask('read', read)).toMatchObject({ ok: true });
    await settle();
    expect(view.heard('answered')).toMatchObject([{ profileId: 'demo' }]);
  });

  it('no longer holds once the key is removed', async () => {
    const world = await awoken();
    await world.ask('remove-key', { profileId: 'default' });
    expect(await world.ask('read', read)).toMatchObject({ ok: false, error: { kind: 'no-key' } });
    expect(world.synap.count()).toBe(0);
  });

  it('is nothing where a store fails: the request finds out itself', async () => {
    const world = await createWorld();
    const { get } = world.local;
    world.local.get = () => Promise.reject(new Error('no'));
    world.services().wake();
    await settle();
    world.local.get = get;
    expect(await world.ask('read', read)).toMatchObject({ ok: true });
  });

  it('keeps nothing from being told: a permission that is gone, or a key that was never there', async () => {
    const noKey = await awoken({ key: null });
    expect(await noKey.ask('read', read)).toMatchObject({ ok: false, error: { kind: 'no-key' } });
    const { origin } = new URL(profileWith({}).baseUrl);
    const noOrigin = await awoken({ missingOrigins: [origin] });
    expect(await noOrigin.ask('read', read)).toMatchObject({ ok: false, error: { kind: 'permission-missing' } });
  });
});

describe('what requests read that come at once', () => {
  const peek = (n: number) => ({ ...read, conversationId: numbered(n), mode: 'peek' as const });
  const peekMany = (world: World) => Promise.all(Array.from({ length: 8 }, (_, n) => world.ask('read', peek(n))));

  it('is read once for all of them, and anew for later ones', async () => {
    const world = await createWorld();
    await world.ask('read', peek(9));
    for (let time = 0; time < 2; time += 1) {
      // oxlint-disable-next-line no-await-in-loop -- the second time comes later
      const operations = await readWhile(world, async () => (await peekMany(world))[0]);
      expect(operations.filter((one) => one.includes('vaultStore.get key:default'))).toHaveLength(1);
    }
  });

  it('is not shared with a request that comes after another profile was chosen', async () => {
    const world = await createWorld();
    await world.ask('read', peek(9));
    const { get } = world.local;
    let release = () => {};
    const isReleased = new Promise<void>((resolve) => {
      release = resolve;
    });
    // What it has read is of before, and comes late.
    world.local.get = async (key) => {
      const value = await get(key);
      await isReleased;
      return value;
    };
    const first = world.ask('read', { ...read, conversationId: B });
    await settle();
    world.local.get = get;
    expect(await world.ask('choose-profile', { profileId: 'default', demo: true })).toMatchObject({ ok: true });
    const view = world.openView([A]);
    expect(await world.ask('read', read)).toMatchObject({ ok: true });
    await settle();
    expect(view.heard('answered')).toMatchObject([{ profileId: 'demo', conversationId: A }]);
    release();
    expect(await first).toMatchObject({ ok: true });
  });
});
