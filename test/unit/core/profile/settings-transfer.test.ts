import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from '../../../../src/core/profile/settings.ts';
import { exportSettings, importSettings, settingChanges } from '../../../../src/core/profile/settings-transfer.ts';

function two(): Settings {
  const base = defaultSettings();
  const [first] = base.profiles;
  if (!first) throw new Error('no default profile');
  return {
    ...base,
    profiles: [first, { ...first, id: 'staging', name: 'Staging', baseUrl: 'https://staging.example.com' }],
  };
}

const fileOf = (settings: unknown, rest: object = {}) =>
  JSON.stringify({ format: 'synap-inspector-settings', version: 1, settings, ...rest });

describe('settings as a file', () => {
  it('come back as they went out', () => {
    expect(importSettings(exportSettings(two()))).toEqual({ ok: true, settings: two(), leftOut: 0, surplus: 0 });
  });

  it.each([
    ['{', 'not-json'],
    ['', 'not-json'],
    ['[]', 'not-settings'],
    ['null', 'not-settings'],
    [JSON.stringify(defaultSettings()), 'not-settings'],
    [fileOf(defaultSettings(), { version: 2 }), 'newer-version'],
    [fileOf(defaultSettings(), { version: '1' }), 'not-settings'],
    [fileOf(defaultSettings(), { version: 0.5 }), 'not-settings'],
    [fileOf(defaultSettings(), { version: -1 }), 'not-settings'],
    [fileOf(defaultSettings(), { version: undefined }), 'not-settings'],
    [fileOf({ ...defaultSettings(), profiles: [] }), 'no-profile'],
    [fileOf({ ...defaultSettings(), profiles: [{ id: 'a', baseUrl: 'http://example.com' }] }), 'no-profile'],
    // The id of the profile that stands in where there is none.
    [fileOf({ ...defaultSettings(), profiles: [{ id: 'default', baseUrl: 'http://10.0.0.5:8080' }] }), 'no-profile'],
    [' '.repeat(100_001), 'too-large'],
  ])('are refused with the reason: %.40s → %s', (text, fault) => {
    expect(importSettings(text)).toEqual({ ok: false, fault });
  });

  it('leave out what cannot be used, clamp numbers, and say how many profiles were lost', () => {
    const settings = { ...two(), ttlSeconds: 1e9, unknown: 1 };
    const file = fileOf({ ...settings, profiles: [...two().profiles, { id: 'x', baseUrl: 'ftp://x' }, 7] });
    expect(importSettings(file)).toEqual({
      ok: true,
      settings: { ...two(), ttlSeconds: 3600 },
      leftOut: 2,
      surplus: 0,
    });
  });

  it('tell what is too much apart from what cannot be used', () => {
    const [first] = two().profiles;
    const many = Array.from({ length: 22 }, (_, index) => ({ ...first, id: `p${index}` }));
    expect(importSettings(fileOf({ ...two(), profiles: many }))).toMatchObject({ leftOut: 0, surplus: 2 });
    const doubled = [...two().profiles, ...two().profiles, { id: 'x', baseUrl: 'ftp://x' }];
    expect(importSettings(fileOf({ ...two(), profiles: doubled }))).toMatchObject({
      leftOut: 1,
      surplus: 2,
      settings: two(),
    });
  });

  it('never throw, never pollute a prototype, whatever the file holds', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc.anything().map((value) => fileOf(value)),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const imported = importSettings(text);
        if (imported.ok)
          expect(importSettings(exportSettings(imported.settings))).toMatchObject({
            ok: true,
            settings: imported.settings,
          });
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      }),
    );
    const polluting =
      '{"format":"synap-inspector-settings","version":1,"settings":{"__proto__":{"polluted":1},"profiles":[]}}';
    expect(importSettings(polluting)).toEqual({ ok: false, fault: 'no-profile' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('what an import changes', () => {
  const keyed = new Set(['default', 'staging']);

  it('is nothing for the same settings', () => {
    expect(settingChanges(two(), two(), keyed)).toEqual([]);
  });

  it('names each profile and field, and which key will be forgotten', () => {
    const after = two();
    after.profiles = after.profiles.map((profile) =>
      profile.id === 'staging' ? { ...profile, baseUrl: 'https://other.example.com', burst: 3 } : profile,
    );
    expect(settingChanges(two(), { ...after, theme: 'dark' }, keyed)).toEqual([
      {
        profile: 'Staging',
        field: 'baseUrl',
        before: 'https://staging.example.com',
        after: 'https://other.example.com',
        forgetsKey: true,
      },
      { profile: 'Staging', field: 'burst', before: '8', after: '3', forgetsKey: false },
      { profile: null, field: 'theme', before: 'system', after: 'dark', forgetsKey: false },
    ]);
  });

  it('forgets no key where there is none', () => {
    const after = {
      ...two(),
      profiles: two()
        .profiles.slice(0, 1)
        .map((profile) => ({ ...profile, baseUrl: 'https://other.example.com' })),
    };
    const forgets = (keyed: string[]) =>
      settingChanges(two(), after, new Set(keyed)).map(({ profile, forgetsKey }) => [profile, forgetsKey]);
    expect(forgets(['staging'])).toEqual([
      ['Production', false],
      ['Staging', true],
    ]);
    expect(forgets(['default'])).toEqual([
      ['Production', true],
      ['Staging', false],
    ]);
  });

  it('tells of profiles that come and go, and of the active one by name', () => {
    const only: Settings = { ...two(), profiles: two().profiles.slice(1), activeProfileId: 'staging' };
    expect(settingChanges(two(), only, keyed)).toEqual([
      { profile: 'Production', field: 'profile', before: 'Production', after: null, forgetsKey: true },
      { profile: null, field: 'activeProfileId', before: 'Production', after: 'Staging', forgetsKey: false },
    ]);
    expect(settingChanges(only, two(), keyed)[0]).toMatchObject({
      profile: 'Production',
      before: null,
      forgetsKey: false,
    });
  });
});
