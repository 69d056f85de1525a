import * as fc from 'fast-check';
import { describe, expect } from 'vitest';
import { defaultSettings, MAX_PROFILES, type Profile } from '../../../../src/core/profile/settings.ts';
import type { RequestInput } from '../../../../src/protocol/requests.ts';
import type { MemoryStore } from '../../../support/memory-store.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, giveKey, KEY, profileWith } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const ELSEWHERE = 'https://elsewhere.example.com';
const NEW_KEY = 'synap_new_key_1234';
const other = profileWith({ id: 'other', name: 'Other' });
const edit = (changes: Partial<Profile>, key: RequestInput<'save-profile'>['key'] = null) =>
  ({ profileId: 'default', changes, key }) satisfies RequestInput<'save-profile'>;

describe('a full store [root 7] [F21]', () => {
  const ways = [
    ['save-profile', edit({ baseUrl: ELSEWHERE })],
    ['save-profile', edit({ baseUrl: ELSEWHERE }, { key: NEW_KEY, remember: true })],
    ['save-settings', { settings: { profiles: [profileWith({ baseUrl: ELSEWHERE })] } }],
    ['save-settings', { settings: { profiles: [other] } }],
    ['remove-profile', { profileId: 'default' }],
  ] as const;

  it.each(ways)('refuses %s whole: nothing is saved and the key is still there (%#)', async (name, input) => {
    const world = await createWorld({ settings: { profiles: [profileWith({}), other] } });
    const before = [structuredClone(world.local.held), structuredClone(world.vaultStore.held)];
    world.local.refuseWrites(1);
    expect(await world.ask(name, input as never)).toMatchObject({ error: { kind: 'storage' } });
    expect([world.local.held, world.vaultStore.held]).toEqual(before);
    expect((await world.overview()).profiles[0]?.key).toMatchObject({ last4: '6789' });
  });

  it('of keys gives the settings back, and the key of before', async ({ world }) => {
    const before = [structuredClone(world.local.held), structuredClone(world.vaultStore.held)];
    world.vaultStore.refuseWrites(1);
    const saved = await world.ask('save-profile', edit({ baseUrl: ELSEWHERE }, { key: NEW_KEY, remember: true }));
    expect(saved).toMatchObject({ error: { kind: 'storage' } });
    expect([world.local.held, world.vaultStore.held]).toEqual(before);
  });

  it('of keys that cannot be emptied leaves all as it was, too', async ({ world }) => {
    const before = [structuredClone(world.local.held), structuredClone(world.vaultStore.held)];
    const { remove } = world.vaultStore;
    let fails = 1;
    world.vaultStore.remove = (key) => {
      fails -= 1;
      return fails === 0 ? Promise.reject(new Error('broken')) : remove(key);
    };
    expect(await world.ask('save-profile', edit({ baseUrl: ELSEWHERE }))).toMatchObject({ error: { kind: 'storage' } });
    expect([world.local.held, world.vaultStore.held]).toEqual(before);
  });

  it('interrupts no request for a change that was not saved', async ({ world }) => {
    world.synap.holding = true;
    const read = { part: { kind: 'status' }, conversationId: '01936f2a-8c4d-7e19-b3a5-64d0f9127c8e' as never } as const;
    const asked = world.ask('read', { ...read, mode: 'fresh', priority: 'user' });
    await settle();
    world.local.refuseWrites(1);
    await world.ask('save-profile', edit({ baseUrl: ELSEWHERE }));
    world.synap.release();
    expect(await asked).toMatchObject({ ok: true });
  });
});

describe('save-profile [root 7]', () => {
  it('stores what was edited and the key in one turn', async ({ world }) => {
    await world.ask(
      'save-profile',
      edit({ baseUrl: ELSEWHERE, name: 'New' }, { key: ` ${NEW_KEY}\n`, remember: true }),
    );
    expect(await world.overview()).toMatchObject({
      settings: { profiles: [{ id: 'default', name: 'New', baseUrl: ELSEWHERE }] },
      profiles: [{ key: { last4: '1234' }, origin: ELSEWHERE }],
    });
    expect(world.vaultStore.held.get('key:default')).toMatchObject({ key: NEW_KEY, baseUrl: ELSEWHERE });
  });

  it('undoes nothing that another page edited meanwhile', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({}), other] } });
    await Promise.all([
      world.ask('save-profile', edit({ name: 'Mine' })),
      world.ask('save-profile', edit({ lockCompact: true })),
      world.ask('save-profile', { profileId: 'other', changes: { colour: 'red' }, key: null }),
      world.ask('save-settings', { settings: { theme: 'dark' } }),
    ]);
    expect((await world.overview()).settings).toMatchObject({
      theme: 'dark',
      profiles: [{ name: 'Mine', lockCompact: true }, { colour: 'red' }],
    });
  });

  it('adds a profile, up to the most; one more is refused in words', async ({ world }) => {
    const add = (n: number) =>
      world.ask('save-profile', { profileId: `p${n}`, changes: { name: `P${n}`, baseUrl: ELSEWHERE }, key: null });
    const added = [];
    for (let n = 1; n <= MAX_PROFILES; n += 1) added.push(await add(n));
    expect(added.map(({ ok }) => ok)).toEqual([...Array<boolean>(MAX_PROFILES - 1).fill(true), false]);
    expect(added.at(-1)).toEqual({ ok: false, error: { kind: 'too-many-profiles', most: MAX_PROFILES } });
    expect((await world.overview()).settings.profiles).toHaveLength(MAX_PROFILES);
  });

  it('refuses a base URL, a key or a profile that cannot be, and changes nothing', async ({ world }) => {
    const before = [structuredClone(world.local.held), structuredClone(world.vaultStore.held)];
    const key = { key: 'two words', remember: true };
    expect(await world.ask('save-profile', edit({ baseUrl: 'http://x.example' }))).toMatchObject({
      error: { kind: 'bad-base-url' },
    });
    expect(await world.ask('save-profile', edit({ baseUrl: ELSEWHERE }, key))).toMatchObject({
      error: { kind: 'bad-key' },
    });
    // Removed by another page.
    expect(await world.ask('save-profile', { ...edit({ name: 'x' }), profileId: 'gone' })).toMatchObject({
      error: { kind: 'cancelled' },
    });
    expect([world.local.held, world.vaultStore.held]).toEqual(before);
  });
});

it('save-settings refuses more profiles than there may be [root 7]', async ({ world }) => {
  const profiles = Array.from({ length: MAX_PROFILES + 1 }, (_, n) => profileWith({ id: `p${n}` }));
  expect(await world.ask('save-settings', { settings: { profiles } })).toEqual({
    ok: false,
    error: { kind: 'too-many-profiles', most: MAX_PROFILES },
  });
  expect((await world.overview()).settings).toEqual(defaultSettings());
});

it('set-key refuses a key that was entered for another base URL [F86]', async ({ world }) => {
  await world.ask('save-profile', edit({ baseUrl: ELSEWHERE }));
  const input = { profileId: 'default', key: NEW_KEY, remember: true, baseUrl: profileWith({}).baseUrl };
  expect(await world.ask('set-key', input)).toEqual({ ok: false, error: { kind: 'cancelled' } });
  expect(world.vaultStore.held.size).toBe(0);
  expect(await world.ask('set-key', { ...input, baseUrl: ELSEWHERE })).toMatchObject({ ok: true });
});

it('the last profile is not removed', async ({ world }) => {
  await world.ask('remove-profile', { profileId: 'default' });
  expect((await world.overview()).profiles).toMatchObject([{ key: { last4: '6789' } }]);
});

describe('changes at once [root 7]', () => {
  const STEPS = [
    ['save-profile', edit({ baseUrl: ELSEWHERE })],
    ['save-profile', edit({ baseUrl: profileWith({}).baseUrl })],
    ['save-profile', edit({ baseUrl: ELSEWHERE }, { key: NEW_KEY, remember: true })],
    ['save-profile', edit({ name: 'Renamed' }, { key: NEW_KEY, remember: false })],
    ['save-settings', { settings: { profiles: [profileWith({ baseUrl: ELSEWHERE }), other] } }],
    ['save-settings', { settings: { profiles: [other] } }],
    ['save-settings', { settings: { theme: 'dark' } }],
    ['set-key', { profileId: 'default', key: KEY, remember: true }],
    ['set-key', { profileId: 'default', key: KEY, remember: false }],
    ['set-key', { profileId: 'other', key: NEW_KEY, remember: true }],
    ['remove-key', { profileId: 'default' }],
    ['remove-profile', { profileId: 'default' }],
    ['choose-profile', { profileId: 'other', demo: false }],
  ] as const;

  /** Each operation of the store takes some turns, and now and then fails. */
  function unsteady(store: MemoryStore, delays: () => number, fails: () => boolean) {
    const { set, remove, get } = store;
    const wait = async () => {
      for (let turns = delays(); turns > 0; turns -= 1) await Promise.resolve();
    };
    store.set = async (key, value) => {
      await wait();
      if (fails()) throw new Error('full');
      await set(key, value);
    };
    store.remove = (key) => wait().then(() => remove(key));
    store.get = (key) => wait().then(() => get(key));
  }

  it('leave no key without a profile of its base URL, in whatever order they interleave', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.nat(12)), { minLength: 2, maxLength: 6 });
    const sizes = fc.infiniteStream(fc.nat(8));
    const failures = fc.infiniteStream(fc.integer({ min: 0, max: 9 }));
    await fc.assert(
      fc.asyncProperty(steps, sizes, failures, async (asked, delays, failing) => {
        const world = await createWorld({ settings: { profiles: [profileWith({}), other] } });
        await giveKey(world.vaultStore, 'other', 'synap_other_key_9999');
        const delay = () => Number(delays.next().value);
        unsteady(world.local, delay, () => failing.next().value === 0);
        unsteady(world.vaultStore, delay, () => false);
        unsteady(world.session, delay, () => false);
        const answers = [];
        for (const [[name, input], turns] of asked) {
          answers.push(world.ask(name, input as never));
          for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
        }
        await Promise.all(answers);
        await settle();
        const { profiles } = (await world.overview()).settings;
        const keys = [...world.vaultStore.held, ...world.session.held].filter(([name]) =>
          /^(session-)?key:/.test(name),
        );
        for (const [name, key] of keys) {
          const owner = profiles.find(({ id }) => id === name.replace(/^(session-)?key:/, ''));
          expect((key as { baseUrl: string }).baseUrl).toBe(owner?.baseUrl);
        }
        expect(new Set(keys.map(([name]) => name.replace('session-', ''))).size).toBe(keys.length);
      }),
    );
  });
});
