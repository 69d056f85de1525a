/**
 * The user's settings, without any key. Each is one entry of a table with its allowed values and its default; the
 * decoder, the settings file and the options page follow the table.
 */
import {
  boolean,
  fallback,
  finite,
  number,
  object,
  parse,
  picklist,
  pipe,
  toMaxValue,
  toMinValue,
  transform,
  type InferOutput,
} from 'valibot';
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
  requestsPerMinute: { least: 1, most: 6000, whole: true },
  burst: { least: 1, most: 1000, whole: true },
} as const satisfies Record<string, NumberRange>;

const flag = (byDefault: boolean) => fallback(boolean(), byDefault);
const oneOf = <const T extends readonly string[]>(values: T, byDefault: T[number]) =>
  fallback(picklist(values), byDefault);
/** Clamps a number to its range; anything else becomes the default. */
const amount = ({ least, most, whole = false }: NumberRange, byDefault: number) =>
  fallback(
    pipe(
      number(),
      finite(),
      toMinValue(least),
      toMaxValue(most),
      transform((value) => (whole ? Math.round(value) : value)),
    ),
    byDefault,
  );

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

const generalSchema = object(SETTINGS);
const profileSchema = object(PROFILE_SETTINGS);

export type GeneralSettings = InferOutput<typeof generalSchema>;

export interface Profile extends InferOutput<typeof profileSchema> {
  id: string;
  name: string;
  baseUrl: string;
}

export interface Settings extends GeneralSettings {
  profiles: Profile[];
  activeProfileId: string;
}

/** Missing or wrong values become the default. */
export const decodeGeneral = (value: object): GeneralSettings => parse(generalSchema, value);
export const decodeProfileSettings = (value: object) => parse(profileSchema, value);

export function defaultSettings(): Settings {
  const production: Profile = {
    ...decodeProfileSettings({ colour: 'orange' }),
    id: 'default',
    name: 'Production',
    baseUrl: PRODUCTION_BASE_URL,
  };
  return { ...decodeGeneral({}), profiles: [production], activeProfileId: production.id };
}
