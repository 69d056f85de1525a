import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBaseUrl } from '../../../../src/core/profile/base-url.ts';
import { decodeSettings, decodeStoredSettings, encodeSettings } from '../../../../src/core/profile/settings-decode.ts';
import { exportSettings, importSettings } from '../../../../src/core/profile/settings-transfer.ts';
import { defaultSettings, PROFILE_COLOURS, THEMES, type Settings } from '../../../../src/core/profile/settings.ts';

const profile = defaultSettings().profiles[0];

function expectValid(settings: Settings): void {
  expect(settings.profiles.length).toBeGreaterThan(0);
  expect(settings.profiles.length).toBeLessThanOrEqual(20);
  expect(new Set(settings.profiles.map(({ id }) => id)).size).toBe(settings.profiles.length);
  expect(settings.profiles.map(({ id }) => id)).toContain(settings.activeProfileId);
  for (const { id, name, baseUrl, colour, requestsPerMinute, burst, lockCompact, keepMessages } of settings.profiles) {
    expect(id).toMatch(/^[\w-]{1,64}$/);
    expect(id).not.toBe('demo');
    expect(name.length).toBeGreaterThan(0);
    expect(parseBaseUrl(baseUrl)).toMatchObject({ ok: true, value: { baseUrl } });
    expect(PROFILE_COLOURS).toContain(colour);
    expect(requestsPerMinute >= 1 && requestsPerMinute <= 6_000 && burst >= 1 && burst <= 1_000).toBe(true);
    expect([typeof lockCompact, typeof keepMessages]).toEqual(['boolean', 'boolean']);
  }
  const { ttlSeconds, cacheEntries, pricePerMillionTokens, theme } = settings;
  expect(ttlSeconds >= 10 && ttlSeconds <= 3_600).toBe(true);
  expect(Number.isInteger(cacheEntries) && cacheEntries >= 10 && cacheEntries <= 5_000).toBe(true);
  expect(pricePerMillionTokens >= 0 && pricePerMillionTokens <= 10_000).toBe(true);
  expect(THEMES).toContain(theme);
  for (const flag of ['demo', 'backgroundPolling', 'automaticLookups', 'notifications'] as const)
    expect(typeof settings[flag]).toBe('boolean');
}

describe('decodeSettings', () => {
  it('is the defaults for nothing at all [F23]', () => {
    for (const nothing of [undefined, null, {}, [], 'x', 7]) expect(decodeSettings(nothing)).toEqual(defaultSettings());
    expect(defaultSettings()).toMatchObject({
      ttlSeconds: 300,
      cacheEntries: 500,
      profiles: [{ requestsPerMinute: 50, burst: 8 }],
    });
  });

  it('leaves good settings as they are', () => {
    const settings: Settings = {
      ...defaultSettings(),
      profiles: [
        {
          id: 'a',
          name: 'A',
          baseUrl: 'http://127.0.0.1:8080',
          colour: 'red',
          requestsPerMinute: 600,
          burst: 50,
          lockCompact: true,
          keepMessages: false,
        },
        {
          id: 'b',
          name: 'B',
          baseUrl: 'https://b.example',
          colour: 'blue',
          requestsPerMinute: 1,
          burst: 1,
          lockCompact: false,
          keepMessages: true,
        },
      ],
      activeProfileId: 'b',
      ttlSeconds: 60,
      theme: 'dark',
      pricePerMillionTokens: 0,
    };
    expect(decodeSettings(settings)).toEqual(settings);
    expect(decodeSettings(decodeSettings(settings))).toEqual(settings);
  });

  it('clamps numbers, and replaces what is none [F50]', () => {
    expect(decodeSettings({ ttlSeconds: 1 }).ttlSeconds).toBe(10);
    expect(decodeSettings({ ttlSeconds: 1e9 }).ttlSeconds).toBe(3_600);
    expect(decodeSettings({ ttlSeconds: Number.NaN }).ttlSeconds).toBe(300);
    expect(decodeSettings({ ttlSeconds: '60' }).ttlSeconds).toBe(300);
    expect(decodeSettings({ cacheEntries: 99.6 }).cacheEntries).toBe(100);
    expect(decodeSettings({ profiles: [{ ...profile, burst: 0, requestsPerMinute: -1 }] }).profiles[0]).toMatchObject({
      burst: 1,
      requestsPerMinute: 1,
    });
  });

  it('leaves out profiles that no key may be sent to, that are there twice, or that are the demo’s', () => {
    const bad = [
      null,
      { ...profile, baseUrl: 'http://x.example' },
      { ...profile, id: 'a b' },
      { ...profile, id: 'demo' },
      { ...profile, id: '' },
    ];
    expect(decodeSettings({ profiles: bad }).profiles).toEqual(defaultSettings().profiles);
    const twice = [
      { ...profile, name: ' One ' },
      { ...profile, name: 'Two' },
    ];
    expect(decodeSettings({ profiles: twice }).profiles.map(({ name }) => name)).toEqual(['One']);
    const many = Array.from({ length: 30 }, (_, n) => ({ ...profile, id: `p${n}` }));
    expect(decodeSettings({ profiles: many, activeProfileId: 'p25' })).toMatchObject({
      activeProfileId: 'p0',
      profiles: { length: 20 },
    });
  });

  it('keeps no field that it does not know, a key least of all', () => {
    const smuggled = { ...defaultSettings(), apiKey: 'k', profiles: [{ ...profile, key: 'k' }] };
    expect(decodeSettings(smuggled)).toEqual(defaultSettings());
  });

  it('never throws, and is always valid [F13]', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.constantFrom('https://a.example', 'http://127.0.0.1', 'demo', 'default', '__proto__'),
    );
    const values = fc.oneof(fc.anything(), texts, fc.double(), fc.boolean());
    const shape = (fields: string[]) =>
      fc.record(Object.fromEntries(fields.map((field) => [field, values])), { requiredKeys: [] });
    const profiles = fc.array(
      fc.oneof(
        values,
        shape(['id', 'name', 'baseUrl', 'colour', 'requestsPerMinute', 'burst', 'lockCompact', 'keepMessages']),
      ),
      { maxLength: 25 },
    );
    const settings = shape(Object.keys(defaultSettings()));
    fc.assert(
      fc.property(fc.anything(), settings, profiles, (junk, fields, some) => {
        expectValid(decodeSettings(junk));
        expectValid(decodeSettings({ ...fields, profiles: some }));
      }),
    );
  });
});

it('a name that is too long is not cut through an emoji', () => {
  const named = { ...profile, name: `${'x'.repeat(59)}👩‍🔬` };
  expect(decodeSettings({ profiles: [named] }).profiles[0]?.name).toBe('x'.repeat(59));
});

describe('stored settings [A13]', () => {
  const { profiles } = defaultSettings();
  const withBudget = (requestsPerMinute: number, burst: number): Settings => ({
    ...defaultSettings(),
    profiles: profiles.map((profile) => ({ ...profile, requestsPerMinute, burst })),
  });
  const budgetOf = (stored: unknown) =>
    decodeStoredSettings(stored).profiles.map((one) => [one.requestsPerMinute, one.burst]);

  it('of an older version get the new default budget where they had the old one', () => {
    expect(budgetOf(withBudget(60, 10))).toEqual([[50, 8]]);
    for (const [perMinute, burst] of [
      [600, 50],
      [60, 11],
      [61, 10],
      [1, 1],
    ] as const)
      expect(budgetOf(withBudget(perMinute, burst))).toEqual([[perMinute, burst]]);
  });

  it('of this version are what was stored, also a budget of 60 and 10', () => {
    for (const settings of [withBudget(60, 10), withBudget(50, 8), withBudget(7, 3)])
      expect(decodeStoredSettings(encodeSettings(settings))).toEqual(settings);
  });

  it('may be anything', () => {
    fc.assert(fc.property(fc.anything(), (junk) => void expectValid(decodeStoredSettings(junk))));
    for (const junk of [null, { profiles: [7, null] }, { profiles: {}, schema: 'x' }])
      expect(decodeStoredSettings(junk)).toEqual(defaultSettings());
  });
});

it('a settings file of an older version gets the new default budget, too [A13]', () => {
  const old = { requestsPerMinute: 60, burst: 10 };
  const settings = { ...defaultSettings(), profiles: defaultSettings().profiles.map((one) => ({ ...one, ...old })) };
  const file = { format: 'synap-inspector-settings', version: 1, settings };
  expect(importSettings(JSON.stringify(file))).toMatchObject({ settings: defaultSettings() });
  expect(importSettings(exportSettings(settings))).toMatchObject({ settings });
});
