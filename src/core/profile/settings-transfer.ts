/**
 * Settings as a file: exported without keys (settings hold none), imported with every field checked and the changes
 * listed.
 */
import { decodeProfiles, decodeSettings, encodeSettings, migrated } from './settings-decode.ts';
import { isRecord } from '../is-record.ts';
import { PROFILE_SETTINGS, SETTINGS, type GeneralSettings, type Profile, type Settings } from './settings.ts';

const FORMAT = 'synap-inspector-settings';
const VERSION = 1;
/** Twenty profiles with the longest names stay far below this. */
const MAX_FILE_CHARS = 100_000;
/** A larger file need not be read at all: a character takes three bytes at most. */
export const MAX_FILE_BYTES = 3 * MAX_FILE_CHARS;

export type ImportFault = 'too-large' | 'not-json' | 'not-settings' | 'newer-version' | 'no-profile';

export type Imported =
  | {
      ok: true;
      settings: Settings;
      /** Profiles in the file that cannot be used (no id, or a base URL that is refused). */
      leftOut: number;
      /** Usable profiles whose id occurs earlier in the file, or that exceed the maximum. */
      surplus: number;
    }
  | { ok: false; fault: ImportFault };

export function exportSettings(settings: Settings): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, settings: encodeSettings(settings) }, null, 2)}\n`;
}

/** Never throws. Numbers out of bounds are clamped and unknown fields dropped, as when reading our own store. */
export function importSettings(text: string): Imported {
  if (text.length > MAX_FILE_CHARS) return { ok: false, fault: 'too-large' };
  const file = parse(text);
  if (file === undefined) return { ok: false, fault: 'not-json' };
  if (!isRecord(file) || file['format'] !== FORMAT || !isRecord(file['settings']))
    return { ok: false, fault: 'not-settings' };
  const version = file['version'];
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return { ok: false, fault: 'not-settings' };
  if (version > VERSION) return { ok: false, fault: 'newer-version' };
  const settings = migrated(file['settings']);
  const profiles: unknown = isRecord(settings) ? settings['profiles'] : null;
  const claimed: unknown[] = Array.isArray(profiles) ? profiles : [];
  // Counted before decoding the settings, which always have a profile.
  const kept = decodeProfiles(claimed).length;
  if (kept === 0) return { ok: false, fault: 'no-profile' };
  const usable = claimed.filter((profile) => decodeProfiles([profile]).length > 0).length;
  return {
    ok: true,
    settings: decodeSettings(settings),
    leftOut: claimed.length - usable,
    surplus: usable - kept,
  };
}

/** One change made by an import; `null` means "absent". */
export interface SettingChange {
  /** Null for a setting that belongs to no profile. */
  profile: string | null;
  field: keyof GeneralSettings | Exclude<keyof Profile, 'id'> | 'activeProfileId' | 'profile';
  before: string | null;
  after: string | null;
  /** The profile's key will be deleted: it belongs to the base URL it was entered for. */
  forgetsKey: boolean;
}

const GENERAL = Object.keys(SETTINGS) as (keyof GeneralSettings)[];
const PER_PROFILE = ['name', 'baseUrl', ...Object.keys(PROFILE_SETTINGS)] as Exclude<keyof Profile, 'id'>[];

/**
 * The changes from `before` to `after`: profile by profile, then the general settings. `keyed` holds the ids of the
 * profiles that have a key.
 */
export function settingChanges(before: Settings, after: Settings, keyed: ReadonlySet<string>): SettingChange[] {
  const changes: SettingChange[] = [];
  const now = new Map(after.profiles.map((profile) => [profile.id, profile]));
  for (const old of before.profiles) {
    const next = now.get(old.id);
    if (next) changes.push(...profileChanges(old, next, keyed.has(old.id)));
    else
      changes.push({
        profile: old.name,
        field: 'profile',
        before: old.name,
        after: null,
        forgetsKey: keyed.has(old.id),
      });
  }
  const known = new Set(before.profiles.map((profile) => profile.id));
  for (const added of after.profiles.filter((profile) => !known.has(profile.id))) {
    changes.push({ profile: added.name, field: 'profile', before: null, after: added.baseUrl, forgetsKey: false });
  }
  changes.push(...active(before, after), ...differences(GENERAL, before, after, null));
  return changes;
}

function profileChanges(old: Profile, next: Profile, hasKey: boolean): SettingChange[] {
  return differences(PER_PROFILE, old, next, old.name).map((change) => ({
    ...change,
    forgetsKey: hasKey && change.field === 'baseUrl',
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
    .map((field) => ({
      profile,
      field,
      before: String(before[field]),
      after: String(after[field]),
      forgetsKey: false,
    }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
