/**
 * The user's settings, without any key. Each is one entry of a table with its allowed values and its default; the
 * decoder, the settings file and the options page follow the table.
 */
import { PRODUCTION_BASE_URL } from './profile-names.ts';

export const MAX_PROFILES = 20;
export const MAX_NAME_CHARS = 60;

export const PROFILE_COLOURS = ['orange', 'blue', 'green', 'red', 'purple', 'grey'] as const;
export type ProfileColour = (typeof PROFILE_COLOURS)[number];

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The allowed range of a number; both ends are included. */
export interface NumberRange {
  least: number;
  most: number;
  /** Only whole numbers. */
  whole?: boolean;
}

export const RANGES = {
  ttlSeconds: { least: 10, most: 3600, whole: true },
  cacheEntries: { least: 10, most: 5000, whole: true },
  pricePerMillionTokens: { least: 0, most: 10_000 },
  pricePerCredit: { least: 0, most: 1000 },
  requestsPerMinute: { least: 1, most: 6000, whole: true },
  burst: { least: 1, most: 1000, whole: true },
} as const satisfies Record<string, NumberRange>;

/** Reads one setting; a missing or wrong value becomes its default. */
type Reader<T> = (value: unknown) => T;

function flag(byDefault: boolean): Reader<boolean> {
  return (value) => (typeof value === 'boolean' ? value : byDefault);
}

function oneOf<const T extends string>(values: readonly T[], byDefault: NoInfer<T>): Reader<T> {
  return (value) => values.find((known) => known === value) ?? byDefault;
}

/** Clamps a number to its range. */
function amount({ least, most, whole = false }: NumberRange, byDefault: number): Reader<number> {
  return (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return byDefault;
    const clamped = Math.min(most, Math.max(least, value));
    return whole ? Math.round(clamped) : clamped;
  };
}

/** The settings that belong to no profile. */
export const SETTINGS = {
  /** Answer from the recordings shipped with the extension; no key, no network. */
  demo: flag(false),
  /** How long answers are cached, in seconds; a shorter `ttl_seconds` from Synap wins. */
  ttlSeconds: amount(RANGES.ttlSeconds, 300),
  /** Most answers kept; the least recently used are evicted first. */
  cacheEntries: amount(RANGES.cacheEntries, 500),
  /** Poll running compactions while no view is open. */
  backgroundPolling: flag(true),
  /** Look up likely ids in view without a click. */
  automaticLookups: flag(true),
  notifications: flag(true),
  /**
   * `/`, `r`, `w` and `c` without a modifier; can be turned off for users of speech input or who mistype (WCAG 2.1.4).
   */
  singleKeys: flag(true),
  /** US dollars per million prompt tokens, for savings. */
  pricePerMillionTokens: amount(RANGES.pricePerMillionTokens, 3),
  /** US dollars per credit of Synap, for when a run has paid for itself; 0: not known. */
  pricePerCredit: amount(RANGES.pricePerCredit, 0),
  theme: oneOf(THEMES, 'system'),
};

/**
 * A profile's settings beside its id, name and base URL. The budget's defaults stay below those of Synap's free tier (60
 * a minute, burst 10): with an equal budget, the time that requests take on their way is enough to exceed it.
 */
export const PROFILE_SETTINGS = {
  colour: oneOf(PROFILE_COLOURS, 'grey'),
  requestsPerMinute: amount(RANGES.requestsPerMinute, 50),
  burst: amount(RANGES.burst, 8),
  /** A production profile: *Compact…* is not offered. */
  lockCompact: flag(false),
  /** Messages of its conversations are kept on this device, not only until the browser closes. */
  keepMessages: flag(false),
};

type Read<R extends Record<string, Reader<unknown>>> = { [K in keyof R]: ReturnType<R[K]> };

export type GeneralSettings = Read<typeof SETTINGS>;

export interface Profile extends Read<typeof PROFILE_SETTINGS> {
  id: string;
  name: string;
  baseUrl: string;
}

export interface Settings extends GeneralSettings {
  profiles: Profile[];
  activeProfileId: string;
}

export const decodeGeneral = (value: object) => readAll(SETTINGS, value);
export const decodeProfileSettings = (value: object) => readAll(PROFILE_SETTINGS, value);

function readAll<R extends Record<string, Reader<unknown>>>(readers: R, value: object): Read<R> {
  const given = new Map<string, unknown>(Object.entries(value));
  const read = Object.entries(readers).map(([name, reader]) => [name, reader(given.get(name))]);
  return Object.fromEntries(read) as Read<R>;
}

export function defaultSettings(): Settings {
  const production: Profile = {
    ...decodeProfileSettings({ colour: 'orange' }),
    id: 'default',
    name: 'Production',
    baseUrl: PRODUCTION_BASE_URL,
  };
  return { ...decodeGeneral({}), profiles: [production], activeProfileId: production.id };
}
