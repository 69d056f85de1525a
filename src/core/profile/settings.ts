/** The user's settings, without any key. */

export const PRODUCTION_BASE_URL = 'https://synap-cloud-prod.maximem.ai';
/** Rules of the product: 300 s per answer, 500 entries, 60 requests a minute with a burst of 10. */
export const DEFAULT_TTL_SECONDS = 300;
export const DEFAULT_CACHE_ENTRIES = 500;
export const DEFAULT_REQUESTS_PER_MINUTE = 60;
export const DEFAULT_BURST = 10;

export const PROFILE_COLOURS = ['orange', 'blue', 'green', 'red', 'purple', 'grey'] as const;
export type ProfileColour = (typeof PROFILE_COLOURS)[number];

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Profile {
  id: string;
  name: string;
  baseUrl: string;
  colour: ProfileColour;
  requestsPerMinute: number;
  burst: number;
  /** A production profile: *Compact…* is not offered. */
  lockCompact: boolean;
}

export interface Settings {
  profiles: Profile[];
  activeProfileId: string;
  /** Answer from the recordings that come with the extension; no key, no network. */
  demo: boolean;
  /** How long answers are cached, in seconds; a shorter `ttl_seconds` from Synap wins. */
  ttlSeconds: number;
  /** Most answers kept; the least recently used go first. */
  cacheEntries: number;
  /** Poll running compactions while no view is open. */
  backgroundPolling: boolean;
  /** Look up likely ids in view without a click. */
  automaticLookups: boolean;
  notifications: boolean;
  /** `/`, `r`, `w` and `c` without a modifier; off for those who speak or mistype them (WCAG 2.1.4). */
  singleKeys: boolean;
  /** US dollars per million prompt tokens, for savings. */
  pricePerMillionTokens: number;
  theme: Theme;
}

export const DEMO_PROFILE_ID = 'demo';

export function defaultSettings(): Settings {
  return {
    profiles: [
      {
        id: 'default',
        name: 'Production',
        baseUrl: PRODUCTION_BASE_URL,
        colour: 'orange',
        requestsPerMinute: DEFAULT_REQUESTS_PER_MINUTE,
        burst: DEFAULT_BURST,
        lockCompact: false,
      },
    ],
    activeProfileId: 'default',
    demo: false,
    ttlSeconds: DEFAULT_TTL_SECONDS,
    cacheEntries: DEFAULT_CACHE_ENTRIES,
    backgroundPolling: true,
    automaticLookups: true,
    notifications: true,
    singleKeys: true,
    pricePerMillionTokens: 3,
    theme: 'system',
  };
}
