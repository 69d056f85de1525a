/** Settings as a file: out without keys (settings hold none), in with every field checked, and what would change. */
import { decodeSettings } from './settings-decode.ts';
import type { Profile, Settings } from './settings.ts';

const FORMAT = 'synap-inspector-settings';
const VERSION = 1;
/** Twenty profiles with the longest names are far below. */
const LONGEST_FILE_CHARS = 100_000;

export type ImportFault = 'too-large' | 'not-json' | 'not-settings' | 'newer-version' | 'no-profile';

export type Imported =
  | { ok: true; settings: Settings; /** Profiles in the file that cannot be used (no id, or a base URL that is refused). */ leftOut: number }
  | { ok: false; fault: ImportFault };

export function exportSettings(settings: Settings): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, settings }, null, 2)}\n`;
}

/** Never throws. Numbers out of bounds are clamped and unknown fields dropped, as on reading our own store. */
export function importSettings(text: string): Imported {
  if (text.length > LONGEST_FILE_CHARS) return { ok: false, fault: 'too-large' };
  const file = parse(text);
  if (file === undefined) return { ok: false, fault: 'not-json' };
  if (!isRecord(file) || file['format'] !== FORMAT || !isRecord(file['settings'])) return { ok: false, fault: 'not-settings' };
  if (typeof file['version'] !== 'number' || file['version'] > VERSION) return { ok: false, fault: 'newer-version' };
  const { profiles } = file['settings'];
  const settings = decodeSettings(file['settings']);
  const claimed = Array.isArray(profiles) ? profiles.length : 0;
  const kept = settings.profiles.filter((profile) => isNamedIn(profiles, profile)).length;
  if (kept === 0) return { ok: false, fault: 'no-profile' };
  return { ok: true, settings, leftOut: claimed - kept };
}

/** One thing that an import changes; `null` is "not there". */
export interface SettingChange {
  /** Null for what belongs to no profile. */
  profile: string | null;
  field: keyof Settings | keyof Profile | 'profile';
  before: string | null;
  after: string | null;
  /** The profile's key will be forgotten: it belongs to the base URL it was entered for. */
  forgetsKey: boolean;
}

const GENERAL = [
  'demo',
  'ttlSeconds',
  'cacheEntries',
  'backgroundPolling',
  'automaticLookups',
  'notifications',
  'singleKeys',
  'pricePerMillionTokens',
  'theme',
] as const;
const PER_PROFILE = ['name', 'baseUrl', 'colour', 'requestsPerMinute', 'burst', 'lockCompact'] as const;

/** What `after` would change, profile by profile, then the rest. Empty: nothing. */
export function settingChanges(before: Settings, after: Settings): SettingChange[] {
  const changes: SettingChange[] = [];
  const now = new Map(after.profiles.map((profile) => [profile.id, profile]));
  for (const old of before.profiles) {
    const next = now.get(old.id);
    if (next) changes.push(...profileChanges(old, next));
    else changes.push({ profile: old.name, field: 'profile', before: old.name, after: null, forgetsKey: true });
  }
  const known = new Set(before.profiles.map((profile) => profile.id));
  for (const added of after.profiles.filter((profile) => !known.has(profile.id))) {
    changes.push({ profile: added.name, field: 'profile', before: null, after: added.baseUrl, forgetsKey: false });
  }
  changes.push(...active(before, after), ...differences(GENERAL, before, after, null));
  return changes;
}

function profileChanges(old: Profile, next: Profile): SettingChange[] {
  return differences(PER_PROFILE, old, next, old.name).map((change) => ({
    ...change,
    forgetsKey: change.field === 'baseUrl',
  }));
}

/** The active profile, by name: ids mean nothing to the reader. */
function active(before: Settings, after: Settings): SettingChange[] {
  if (before.activeProfileId === after.activeProfileId) return [];
  const nameIn = (settings: Settings) =>
    settings.profiles.find((profile) => profile.id === settings.activeProfileId)?.name ?? null;
  return [{ profile: null, field: 'activeProfileId', before: nameIn(before), after: nameIn(after), forgetsKey: false }];
}

function differences<T extends Settings | Profile, F extends keyof T & SettingChange['field']>(
  fields: readonly F[],
  before: T,
  after: T,
  profile: string | null,
): SettingChange[] {
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ profile, field, before: String(before[field]), after: String(after[field]), forgetsKey: false }));
}

function isNamedIn(profiles: unknown, { id }: Profile): boolean {
  return Array.isArray(profiles) && profiles.some((profile) => isRecord(profile) && profile['id'] === id);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
