import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanApiKey } from '../../../src/core/profile/api-key.ts';
import { parseBaseUrl } from '../../../src/core/profile/base-url.ts';
import { decodeSettings } from '../../../src/core/profile/settings-decode.ts';
import { exportSettings, importSettings, settingChanges } from '../../../src/core/profile/settings-transfer.ts';
import { defaultSettings, type Settings } from '../../../src/core/profile/settings.ts';
import { profileWith } from '../../support/worker/worker.ts';
import { cpuMs, LINEAR_CPU_MS } from '../../support/cpu-time.ts';
import { expectOfSpoilt, expectPrototypesIntact, mutated } from '../../support/mutate.ts';

const MEBI = 2 ** 20;
const staging = profileWith({ id: 'staging', name: 'Staging', baseUrl: 'https://staging.example.com' });
const settings: Settings = { ...defaultSettings(), profiles: [profileWith({}), staging] };
const file: unknown = JSON.parse(exportSettings(settings));

describe('settings', () => {
  it('that are mutated in the store are still settings, and a fixed point [F13] [F55]', () => {
    expectOfSpoilt(settings, (value) => {
      const decoded = decodeSettings(value);
      expect(decodeSettings(decoded)).toEqual(decoded);
      expect(decoded.profiles.map(({ id }) => id)).toContain(decoded.activeProfileId);
      for (const { baseUrl } of decoded.profiles) expect(parseBaseUrl(baseUrl)).toMatchObject({ ok: true });
      expect(Object.keys(decoded).toSorted()).toEqual(Object.keys(settings).toSorted());
    });
  });

  it('from a file that is mutated, or cut, are imported or refused with the reason [F55] [F85]', () => {
    fc.assert(
      fc.property(
        mutated(file),
        fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true })),
        (value, share) => {
          const text = JSON.stringify(value, null, 2) ?? '';
          const imported = importSettings(text.slice(0, Math.ceil(share * text.length)));
          if (!imported.ok) return;
          expect(imported.leftOut).toBeGreaterThanOrEqual(0);
          expect(importSettings(exportSettings(imported.settings))).toMatchObject({
            ok: true,
            settings: imported.settings,
          });
          // Profiles are told by their names, and two may have the same.
          const changes = settingChanges(settings, imported.settings, new Set()).filter(
            ({ field }) => field !== 'activeProfileId',
          );
          for (const { before, after } of changes) expect(before).not.toBe(after);
        },
      ),
    );
    expectPrototypesIntact();
  });
});

describe('a megabyte of anything', () => {
  const texts = [
    '-',
    '/',
    '//',
    '@',
    '//@',
    ' ',
    '[',
    '{"a":',
    '"',
    '\\u0000',
    'https://',
    'a.',
    ':1',
    '%61',
    '\u{1F600}',
  ];

  it.each(texts)('of %j takes linear time, wherever the user may put it', (part) => {
    const text = part.repeat(Math.ceil(MEBI / part.length));
    for (const typed of [text, `https://${text}`, `https://x@${text}`, `http://127.0.0.1:${text}`, `  ${text}  `]) {
      expect(cpuMs(() => [parseBaseUrl(typed), cleanApiKey(typed), importSettings(typed)])).toBeLessThan(LINEAR_CPU_MS);
    }
    // The most that is read of a file.
    const long = {
      ...settings,
      profiles: [profileWith({ name: text.slice(0, 80_000), baseUrl: `https://${text.slice(0, 80_000)}` })],
    };
    expect(cpuMs(() => [decodeSettings(long), importSettings(exportSettings(long))])).toBeLessThan(LINEAR_CPU_MS);
  });
});
