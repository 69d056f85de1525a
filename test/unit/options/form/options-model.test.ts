import { describe, expect, it } from 'vitest';
import { fail, succeed } from '../../../../src/core/errors.ts';
import { defaultSettings, type Profile } from '../../../../src/core/profile/settings.ts';
import { createOptionsModel, withoutProfile, withProfile } from '../../../../src/options/form/options-model.ts';
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

describe('save', () => {
  it('saves the settings first, then the key, then forgets what was typed', async () => {
    const { model, asked } = await setUp();
    model.edit(profile, { key: 'sk_test_1a2b', name: 'Mine' });
    const done = await model.save({ profile: { ...profile, name: 'Mine' }, key: 'sk_test_1a2b', remember: true });
    expect(done.ok).toBe(true);
    expect(asked()).toEqual(['save-settings', 'set-key']);
    expect(model.draft(profile).key).toBe('');
  });

  it('keeps what was typed, and asks no more, when the settings cannot be saved', async () => {
    const { model, asked } = await setUp({ 'save-settings': storageError });
    model.edit(profile, { key: 'sk_test_1a2b' });
    expect((await model.save({ profile, key: 'sk_test_1a2b', remember: false })).ok).toBe(false);
    expect(asked()).toEqual(['save-settings']);
    expect(model.draft(profile).key).toBe('sk_test_1a2b');
  });

  it('keeps the key that could not be stored', async () => {
    const { model } = await setUp({ 'set-key': storageError });
    model.edit(profile, { key: 'sk_test_1a2b' });
    expect((await model.save({ profile, key: 'sk_test_1a2b', remember: false })).ok).toBe(false);
    expect(model.draft(profile).key).toBe('sk_test_1a2b');
  });

  it('sends no key when none was typed', async () => {
    const { model, asked } = await setUp();
    await model.save({ profile, key: null, remember: false });
    expect(asked()).toEqual(['save-settings']);
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

  it('removes the key before the profile that names it', async () => {
    const { model, store, asked } = await setUp({}, two);
    expect((await model.remove(profile.id)).ok).toBe(true);
    expect(asked()).toEqual(['remove-key', 'save-settings']);
    expect(store.overview.value?.settings.profiles).toEqual([other]);
  });

  it('leaves the profile when its key cannot be removed', async () => {
    const { model, store } = await setUp({ 'remove-key': storageError }, two);
    expect((await model.remove(profile.id)).ok).toBe(false);
    expect(store.overview.value?.settings.profiles).toHaveLength(2);
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

describe('profiles in the settings', () => {
  it('replaces a known one in its place, and appends another', () => {
    expect(withProfile(settings, { ...profile, name: 'New' }).profiles.map((p) => p.name)).toEqual(['New']);
    expect(withProfile(settings, other).profiles.map((p) => p.id)).toEqual([profile.id, 'other']);
  });

  it('hands the activity on, and keeps the last', () => {
    const two = withProfile(settings, other);
    expect(withoutProfile(two, profile.id)).toMatchObject({ activeProfileId: 'other', profiles: [other] });
    expect(withoutProfile(settings, profile.id)).toBe(settings);
  });
});
