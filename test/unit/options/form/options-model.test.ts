import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../../src/core/errors.ts';
import { defaultSettings, type Profile } from '../../../../src/core/profile/settings.ts';
import { createOptionsModel } from '../../../../src/options/form/options-model.ts';
import { createStore } from '../../../../src/ui/model/store.ts';
import { createFakeBackend, type Script } from '../../../support/ui/fakes/fake-backend.ts';
import { NOW, overview } from '../../../support/ui/fixtures.ts';

const settings = defaultSettings();
const profile = settings.profiles[0] as Profile;
const other: Profile = { ...profile, id: 'other', name: 'Other' };
const storageError = fail({ kind: 'storage', what: 'settings' });

async function setUp(script: Script = {}, start = overview()) {
  const backend = createFakeBackend(script, start);
  const store = createStore(backend, () => NOW);
  await store.mutate('resume', {});
  backend.calls.length = 0;
  return { backend, store, model: createOptionsModel(store), asked: () => backend.calls.map((call) => call.name) };
}

describe('save [root 7]', () => {
  const mine: Profile = { ...profile, name: 'Mine' };

  it('sends what was edited and the key in one turn, then forgets what was typed', async () => {
    const { model, backend } = await setUp();
    model.edit(profile, { key: 'sk_test_1a2b', name: 'Mine' });
    expect((await model.save({ profile: mine, key: 'sk_test_1a2b', remember: true })).ok).toBe(true);
    const { baseUrl } = profile;
    const input = {
      profileId: profile.id,
      changes: { name: 'Mine', baseUrl },
      key: { key: 'sk_test_1a2b', remember: true },
    };
    expect(backend.calls).toEqual([{ name: 'save-profile', input }]);
    expect(model.draft(profile).key).toBe('');
  });

  it('keeps what was typed when it cannot be saved', async () => {
    const { model, asked } = await setUp({ 'save-profile': storageError });
    model.edit(profile, { key: 'sk_test_1a2b', name: 'Mine' });
    expect((await model.save({ profile: mine, key: 'sk_test_1a2b', remember: false })).ok).toBe(false);
    expect(asked()).toEqual(['save-profile']);
    expect(model.draft(profile)).toMatchObject({ key: 'sk_test_1a2b', name: 'Mine' });
  });

  it('sends a key alone with the base URL that stands beside it, and keeps one that could not be stored', async () => {
    const { model, backend } = await setUp({ 'set-key': storageError });
    model.edit(profile, { key: 'sk_test_1a2b' });
    expect((await model.save({ profile, key: 'sk_test_1a2b', remember: false })).ok).toBe(false);
    const input = { profileId: profile.id, key: 'sk_test_1a2b', remember: false, baseUrl: profile.baseUrl };
    expect(backend.calls).toEqual([{ name: 'set-key', input }]);
    expect(model.draft(profile).key).toBe('sk_test_1a2b');
  });

  it('sends no key when none was typed', async () => {
    const { model, backend } = await setUp();
    await model.save({ profile: mine, key: null, remember: false });
    expect(backend.calls.map(({ input }) => input)).toEqual([
      { profileId: profile.id, changes: { name: 'Mine' }, key: null },
    ]);
  });

  it('leaves fields that were not edited to whoever changes them meanwhile', async () => {
    const { model, store, backend } = await setUp();
    model.edit(profile, { name: 'Mine' });
    const locked: Profile = { ...profile, lockCompact: true };
    backend.push({ type: 'overview', overview: overview({ settings: { ...settings, profiles: [locked] } }) });
    expect(store.overview.value?.settings.profiles).toEqual([locked]);
    expect(model.draft(locked)).toMatchObject({ name: 'Mine', lockCompact: true });
  });

  it('sends all fields of a profile that is new', async () => {
    const { model, backend } = await setUp();
    model.add(other);
    await model.save({ profile: other, key: null, remember: false });
    const { id, ...changes } = other;
    expect(backend.calls.map(({ input }) => input)).toEqual([{ profileId: id, changes, key: null }]);
    expect(model.added.value).toEqual([]);
  });
});

describe('change', () => {
  it('applies two changes at once one upon the other', async () => {
    const { model, store } = await setUp();
    await Promise.all([
      model.change((now) => ({ ...now, ttlSeconds: 20 })),
      model.change((now) => ({ ...now, theme: 'dark' })),
    ]);
    expect(store.overview.value?.settings).toMatchObject({ ttlSeconds: 20, theme: 'dark' });
  });

  it('sends only what it changes: a profile chosen meanwhile stays', async () => {
    const { model, backend } = await setUp();
    await model.change((now) => ({ ...now, theme: 'dark' }));
    expect(backend.calls.map(({ input }) => input)).toEqual([{ settings: { theme: 'dark' } }]);
  });

  it('goes on after a failure', async () => {
    let fails = true;
    const { model } = await setUp({ 'save-settings': () => (fails ? storageError : succeed(overview())) });
    expect((await model.change((now) => now)).ok).toBe(false);
    fails = false;
    expect((await model.change((now) => now)).ok).toBe(true);
  });
});

describe('remove', () => {
  const two = overview({ settings: { ...settings, profiles: [profile, other] } });

  it('is one turn for profile and key', async () => {
    const { model, backend } = await setUp({}, two);
    expect((await model.remove(profile.id)).ok).toBe(true);
    expect(backend.calls).toEqual([{ name: 'remove-profile', input: { profileId: profile.id } }]);
  });

  it('says so when it fails', async () => {
    const { model } = await setUp({ 'remove-profile': storageError }, two);
    expect((await model.remove(profile.id)).ok).toBe(false);
  });

  it('discards one that was never saved without asking the worker', async () => {
    const { model, asked } = await setUp();
    model.add(other);
    expect(model.selectedId.value).toBe('other');
    await model.remove('other');
    expect(asked()).toEqual([]);
    expect(model.added.value).toEqual([]);
  });
});
