import { PROMPT, STATUS, SUMMARY } from '../../../../src/core/conversation/part.ts';
import { describe, expect } from 'vitest';
import { fail } from '../../../../src/core/errors.ts';
import { DEMO_PROFILE_ID } from '../../../../src/core/profile/profile-names.ts';
import { defaultSettings } from '../../../../src/core/profile/settings.ts';
import type { RequestInput } from '../../../../src/protocol/requests.ts';
import { A, B, numbered, statusOf } from '../../../support/worker/answers.ts';
import { settle } from '../../../support/settle.ts';
import { createWorld, giveKey, KEY, profileWith } from '../../../support/worker/worker.ts';
import { it } from '../../../support/worker/world-test.ts';

const cached: RequestInput<'read'> = { part: STATUS, conversationId: A, mode: 'cached', priority: 'user' };
const peek: RequestInput<'read'> = { ...cached, mode: 'peek' };
const other = profileWith({ id: 'other', name: 'Other' });
const save = (fields: Partial<ReturnType<typeof defaultSettings>>): RequestInput<'save-settings'> => ({
  settings: { ...defaultSettings(), ...fields },
});

describe('save-settings', () => {
  it('forgets the key of a profile whose base URL changed, before anything is sent there [F86]', async ({ world }) => {
    await world.ask('read', cached);
    const elsewhere = profileWith({ baseUrl: 'https://elsewhere.example.com' });
    const saved = await world.ask('save-settings', save({ profiles: [elsewhere] }));
    expect(saved).toMatchObject({
      ok: true,
      value: { profiles: [{ key: null, origin: 'https://elsewhere.example.com' }] },
    });
    expect(world.vaultStore.held.size).toBe(0);
    expect(world.cacheStore.held.size).toBe(0);
    await world.ask('read', { ...cached, mode: 'fresh' });
    expect(world.synap.sent.every(({ target }) => target.baseUrl === defaultSettings().profiles[0]?.baseUrl)).toBe(
      true,
    );
    // And back again: the key must be entered anew.
    await world.ask('save-settings', save({}));
    expect((await world.overview()).profiles[0]?.key).toBeNull();
  });

  it('keeps it when only the name or the way of writing the URL changed', async ({ world }) => {
    const renamed = profileWith({ name: 'New name', baseUrl: `${profileWith({}).baseUrl}/` });
    await world.ask('save-settings', save({ profiles: [renamed] }));
    expect((await world.overview()).profiles[0]?.key).toMatchObject({ last4: '6789' });
  });

  it('refuses a base URL that no key may go to, and changes nothing', async ({ world }) => {
    const bad = profileWith({ baseUrl: 'http://synap.example.com' });
    expect(await world.ask('save-settings', save({ profiles: [bad] }))).toMatchObject({
      error: { kind: 'bad-base-url' },
    });
    expect((await world.overview()).settings).toEqual(defaultSettings());
    expect(world.vaultStore.held.size).toBe(1);
  });

  it('forgets all of a profile that is removed, its watches too', async () => {
    const world = await createWorld({ settings: { profiles: [other, profileWith({})], activeProfileId: 'default' } });
    await world.ask('watch', { conversationId: A, label: null });
    await settle();
    await world.ask('save-settings', save({ profiles: [other], activeProfileId: 'other' }));
    expect(world.vaultStore.held.size).toBe(0);
    expect(await world.watches()).toEqual([]);
  });

  it('turns background polling off at once', async ({ world }) => {
    world.synap.on('status', () => statusOf({ state: 'in_progress' }));
    await world.ask('watch', { conversationId: A, label: null });
    await settle();
    expect([...world.alarms.keys()]).toEqual(['poll']);
    await world.ask('save-settings', save({ backgroundPolling: false }));
    await settle();
    expect([...world.alarms.keys()]).toEqual([]);
    await world.clock.pass(600_000);
    expect(world.synap.count('status')).toBe(1);
  });
});

describe('with background polling off', () => {
  it('and no view, nothing that happens asks for a star', async () => {
    const settings = { ...defaultSettings(), backgroundPolling: false };
    const world = await createWorld({ settings });
    const view = world.openView([A]);
    world.synap.on('status', () => statusOf({ state: 'in_progress' }));
    await world.ask('watch', { conversationId: A, label: null });
    await settle();
    view.close();
    world.clock.jump(60_000);
    world.restart();
    const before = world.synap.count('status');
    await world.services().watcher.tick();
    await world.ask('save-settings', { settings });
    await world.ask('set-key', { profileId: 'default', key: KEY, remember: true });
    await settle();
    expect(world.synap.count('status')).toBe(before);
    world.openView([B]);
    await settle();
    expect(world.synap.count('status')).toBe(before + 1);
  });
});

describe('save-settings and choose-profile at once', () => {
  const both = { settings: { profiles: [profileWith({}), other] } };
  const saved: RequestInput<'save-settings'> = { settings: { theme: 'dark' } };
  const chosen: RequestInput<'choose-profile'> = { profileId: 'other', demo: false };

  it.each(['save first', 'choose first'])('both hold (%s)', async (order) => {
    const world = await createWorld(both);
    const asks = [() => world.ask('save-settings', saved), () => world.ask('choose-profile', chosen, 'panel')];
    if (order === 'choose first') asks.reverse();
    await Promise.all(asks.map((ask) => ask()));
    expect((await world.overview()).settings).toMatchObject({ theme: 'dark', activeProfileId: 'other' });
  });

  it('neither the demo nor another options page’s change is undone', async () => {
    const world = await createWorld(both);
    await Promise.all([
      world.ask('choose-profile', { profileId: 'default', demo: true }, 'popup'),
      world.ask('save-settings', saved),
      world.ask('save-settings', { settings: { ttlSeconds: 20 } }),
    ]);
    expect((await world.overview()).settings).toMatchObject({ demo: true, theme: 'dark', ttlSeconds: 20 });
  });
});

describe('a worker that ends in the middle of save-settings [root 7]', () => {
  const changes: [string, ReturnType<typeof profileWith>[]][] = [
    ['whose base URL changes', [profileWith({ baseUrl: 'https://elsewhere.example.com' })]],
    ['that an import takes away', [other]],
  ];

  it.each(changes)('before they are stored leaves the key of a profile %s', async (_what, profiles) => {
    const world = await createWorld();
    const { set } = world.local;
    world.local.set = () => new Promise(() => undefined);
    void world.ask('save-settings', save({ profiles }));
    await settle();
    world.local.set = set;
    world.restart();
    expect(await world.overview()).toMatchObject({
      settings: { profiles: [{ id: 'default', baseUrl: profileWith({}).baseUrl }] },
      profiles: [{ key: { last4: '6789' } }],
    });
  });

  it.each(changes)('after they were stored leaves no key behind of a profile %s [F86]', async (_what, profiles) => {
    const world = await createWorld();
    const { set } = world.local;
    world.local.set = async (key, value) => {
      await set(key, value);
      await new Promise(() => undefined);
    };
    void world.ask('save-settings', save({ profiles }));
    await settle();
    world.local.set = set;
    world.restart();
    world.services().wake();
    await world.clock.pass(100);
    expect([...world.vaultStore.held]).toEqual([]);
  });

  it('deletes no key because the settings were emptied: an import may bring the profile back', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({}), other] } });
    await giveKey(world.vaultStore, 'other', 'synap_other_key_9999');
    for (const spoilt of [undefined, 'junk', { profiles: 7 }]) {
      world.local.held.set('settings', spoilt);
      world.restart();
      world.services().wake();
      await world.clock.pass(100);
      expect([...world.vaultStore.held.keys()]).toEqual(['key:default', 'key:other']);
    }
  });
});

describe('choose-profile', () => {
  it('shows one profile nothing of the other, and drops nothing [F25] [F92]', async () => {
    const world = await createWorld({ settings: { profiles: [profileWith({}), other] } });
    await giveKey(world.vaultStore, 'other', 'synap_other_key_9999');
    await world.ask('read', cached);
    await world.ask('watch', { conversationId: A, label: null });
    await settle();
    const chosen = await world.ask('choose-profile', { profileId: 'other', demo: false }, 'popup');
    expect(chosen).toMatchObject({ ok: true, value: { activeProfileId: 'other', watches: [] } });
    expect(await world.ask('read', peek)).toEqual({ ok: true, value: null });
    expect(await world.ask('requests', { conversationId: null })).toEqual({ ok: true, value: [] });
    await world.ask('read', cached);
    expect(world.synap.sent.at(-1)?.target.apiKey).toBe('synap_other_key_9999');
    await world.ask('choose-profile', { profileId: 'default', demo: false });
    expect(await world.ask('read', peek)).toMatchObject({ ok: true, value: { data: { state: 'completed' } } });
  });

  it('stays where it is when the profile is gone', async ({ world }) => {
    expect(await world.ask('choose-profile', { profileId: 'gone', demo: false })).toMatchObject({
      ok: true,
      value: { activeProfileId: 'default' },
    });
  });

  it('asks in the demo without a key, and comes back to the profile it left', async () => {
    const world = await createWorld({ key: null });
    expect(await world.ask('read', cached)).toEqual(fail({ kind: 'no-key', profileId: 'default' }));
    await world.ask('choose-profile', { profileId: 'default', demo: true });
    expect((await world.ask('read', cached)).ok).toBe(true);
    expect(world.synap.sent[0]?.target.apiKey).toBe('demo');
    await world.ask('choose-profile', { profileId: 'default', demo: false });
    expect((await world.overview()).activeProfileId).toBe('default');
  });
});

it('in the demo nothing waits for a budget', async () => {
  const world = await createWorld({ key: null });
  await world.ask('choose-profile', { profileId: 'default', demo: true });
  const ids = Array.from({ length: 40 }, (_, at) => numbered(at));
  const told = await Promise.all(ids.map((conversationId) => world.ask('read', { ...cached, conversationId })));
  expect(told.every(({ ok }) => ok)).toBe(true);
});

describe('the overview', () => {
  it('is there though one profile’s origin cannot be asked for', async () => {
    const world = await createWorld({
      settings: { profiles: [profileWith({}), profileWith({ id: 'odd', baseUrl: 'https://odd.example.com' })] },
    });
    world.permissions.refuseToTell = 'https://odd.example.com';
    expect(await world.ask('overview', {})).toMatchObject({
      ok: true,
      value: { profiles: [{ originGranted: true }, { originGranted: false }] },
    });
  });
});

describe('erase-everything', () => {
  it('leaves the stores empty, whatever is under way', async ({ world }) => {
    world.openView([A]);
    world.synap.on('status', () => statusOf({ state: 'in_progress' }));
    await world.ask('watch', { conversationId: A, label: 'mine' });
    await world.ask('set-key', { profileId: 'default', key: KEY, remember: false });
    await settle();
    world.synap.holding = true;
    const asked = [
      world.ask('read', { ...cached, part: { ...PROMPT, style: 'narrative' } }),
      world.ask('read', { ...cached, mode: 'fresh' }),
    ];
    await settle();
    const erased = await world.ask('erase-everything', {});
    expect(erased).toMatchObject({
      ok: true,
      value: { settings: defaultSettings(), watches: [], profiles: [{ key: null }] },
    });
    await Promise.all(asked);
    await settle();
    for (const store of [world.local, world.vaultStore, world.cacheStore, world.messageStore, world.historyStore])
      expect([...store.held]).toEqual([]);
    // For views that were writing, until the browser closes: a profile, and when it was erased.
    const ids = ['default', DEMO_PROFILE_ID];
    expect([...world.session.held.keys()].toSorted()).toEqual(ids.map((id) => `messages-gone:${id}`).toSorted());
    expect([...world.alarms.keys()]).toEqual([]);
    const before = world.synap.count();
    await world.clock.pass(600_000);
    expect(world.synap.count()).toBe(before);
  });
});

describe('clear-cache', () => {
  it('tells how many, and the views that nothing holds', async ({ world }) => {
    await world.ask('read', cached);
    await world.ask('read', { ...cached, part: SUMMARY });
    const view = world.openView();
    expect(await world.ask('clear-cache', {}, 'panel')).toEqual({ ok: true, value: { dropped: 2 } });
    expect(view.heard('invalidated')).toEqual([{ type: 'invalidated', profileId: 'default', conversationId: null }]);
    expect(await world.ask('read', peek)).toEqual({ ok: true, value: null });
  });
});
