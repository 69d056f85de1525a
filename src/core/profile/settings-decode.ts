import { cutText } from '../cut-text.ts';
import { isRecord } from '../is-record.ts';
import { parseBaseUrl } from './base-url.ts';
import { DEMO_PROFILE_ID } from './profile-names.ts';
import {
  decodeGeneral,
  decodeProfileSettings,
  defaultSettings,
  MAX_NAME_CHARS,
  MAX_PROFILES,
  type Profile,
  type Settings,
} from './settings.ts';

/** Raised when what is stored comes to mean something else. From 2 on the default budget is 50 a minute, burst 8. */
const SCHEMA = 2;
const OLD_BUDGET = { requestsPerMinute: 60, burst: 10 };

/** The settings as the store and a settings file hold them. */
export function encodeSettings(settings: Settings): Settings & { schema: number } {
  return { ...settings, schema: SCHEMA };
}

/** Decodes what `encodeSettings` made, in this version or an older one. */
export function decodeStoredSettings(value: unknown): Settings {
  return decodeSettings(migrated(value));
}

/** Profiles stored with the old default budget get the new one, because nobody chose the old one. */
export function migrated(value: unknown): unknown {
  if (!isRecord(value) || !Array.isArray(value['profiles'])) return value;
  if (typeof value['schema'] === 'number' && value['schema'] >= SCHEMA) return value;
  const profiles = value['profiles'].map((profile: unknown) => {
    if (!isRecord(profile)) return profile;
    const { requestsPerMinute, burst, ...rest } = profile;
    const isOld = requestsPerMinute === OLD_BUDGET.requestsPerMinute && burst === OLD_BUDGET.burst;
    return isOld ? rest : profile;
  });
  return { ...value, profiles };
}

/**
 * Decodes settings from the store or a message. Missing or wrong values become the default, numbers are clamped, and
 * profiles without a usable base URL are dropped: a corrupt record must never stop the extension.
 */
export function decodeSettings(value: unknown): Settings {
  const claimed = isRecord(value) ? value : {};
  const decoded = decodeProfiles(claimed['profiles']);
  const profiles = decoded.length > 0 ? decoded : defaultSettings().profiles;
  const active = profiles.find((profile) => profile.id === claimed['activeProfileId']) ?? profiles[0];
  return { ...decodeGeneral(claimed), profiles, activeProfileId: active?.id ?? '' };
}

export function decodeProfiles(value: unknown): Profile[] {
  if (!Array.isArray(value)) return [];
  const profiles: Profile[] = [];
  for (const item of value.slice(0, MAX_PROFILES)) {
    const profile = decodeProfile(item);
    if (profile && !profiles.some((known) => known.id === profile.id)) profiles.push(profile);
  }
  return profiles;
}

/** Null without a usable id or base URL. */
export function decodeProfile(value: unknown): Profile | null {
  if (!isRecord(value) || typeof value['baseUrl'] !== 'string') return null;
  const id = value['id'];
  const baseUrl = parseBaseUrl(value['baseUrl']);
  if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id) || id === DEMO_PROFILE_ID || !baseUrl.ok) return null;
  const name = typeof value['name'] === 'string' ? cutText(value['name'].trim(), MAX_NAME_CHARS) : '';
  return { ...decodeProfileSettings(value), id, name: name || id, baseUrl: baseUrl.value.baseUrl };
}
