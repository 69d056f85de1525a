import { isRecord } from '../is-record.ts';
import { parseBaseUrl } from './base-url.ts';
import {
  decodeGeneral,
  decodeProfileSettings,
  defaultSettings,
  DEMO_PROFILE_ID,
  MAX_NAME_CHARS,
  MAX_PROFILES,
  type Profile,
  type Settings,
} from './settings.ts';

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
  const name = typeof value['name'] === 'string' ? value['name'].trim().slice(0, MAX_NAME_CHARS) : '';
  return { ...decodeProfileSettings(value), id, name: name || id, baseUrl: baseUrl.value.baseUrl };
}
