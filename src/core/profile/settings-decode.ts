import { parseBaseUrl } from './base-url.ts';
import { defaultSettings, DEMO_PROFILE_ID, PROFILE_COLOURS, THEMES, type Profile, type Settings } from './settings.ts';

const MOST_PROFILES = 20;

/**
 * Settings from the store or a message. Whatever is missing or wrong becomes the default, numbers are clamped, a
 * profile without a usable base URL is left out: a spoilt record can never stop the product.
 */
export function decodeSettings(value: unknown): Settings {
  const fallback = defaultSettings();
  if (!isRecord(value)) return fallback;
  const profiles = decodeProfiles(value['profiles']);
  const known = profiles.length > 0 ? profiles : fallback.profiles;
  const first = known[0]?.id ?? fallback.activeProfileId;
  return {
    profiles: known,
    activeProfileId: known.find((profile) => profile.id === value['activeProfileId'])?.id ?? first,
    demo: flag(value['demo'], fallback.demo),
    ttlSeconds: number(value['ttlSeconds'], fallback.ttlSeconds, 10, 3600),
    cacheEntries: Math.round(number(value['cacheEntries'], fallback.cacheEntries, 10, 5000)),
    backgroundPolling: flag(value['backgroundPolling'], fallback.backgroundPolling),
    automaticLookups: flag(value['automaticLookups'], fallback.automaticLookups),
    notifications: flag(value['notifications'], fallback.notifications),
    singleKeys: flag(value['singleKeys'], fallback.singleKeys),
    pricePerMillionTokens: number(value['pricePerMillionTokens'], fallback.pricePerMillionTokens, 0, 10_000),
    theme: THEMES.find((theme) => theme === value['theme']) ?? fallback.theme,
  };
}

export function decodeProfiles(value: unknown): Profile[] {
  if (!Array.isArray(value)) return [];
  const profiles: Profile[] = [];
  for (const item of value.slice(0, MOST_PROFILES)) {
    const profile = decodeProfile(item);
    if (profile && !profiles.some((known) => known.id === profile.id)) profiles.push(profile);
  }
  return profiles;
}

function decodeProfile(value: unknown): Profile | null {
  if (!isRecord(value) || typeof value['baseUrl'] !== 'string') return null;
  const id = value['id'];
  const baseUrl = parseBaseUrl(value['baseUrl']);
  if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id) || id === DEMO_PROFILE_ID || !baseUrl.ok) return null;
  const name = typeof value['name'] === 'string' ? value['name'].trim().slice(0, 60) : '';
  return {
    id,
    name: name || id,
    baseUrl: baseUrl.value.baseUrl,
    colour: PROFILE_COLOURS.find((colour) => colour === value['colour']) ?? 'grey',
    requestsPerMinute: Math.round(number(value['requestsPerMinute'], 60, 1, 6000)),
    burst: Math.round(number(value['burst'], 10, 1, 1000)),
    lockCompact: flag(value['lockCompact'], false),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function flag(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

function number(value: unknown, fallback: number, least: number, most: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) return fallback;
  return Math.min(most, Math.max(least, value));
}
