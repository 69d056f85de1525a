import { cleanApiKey } from '../../core/profile/api-key.ts';
import { parseBaseUrl } from '../../core/profile/base-url.ts';
import { PRODUCTION_BASE_URL } from '../../core/profile/profile-names.ts';
import {
  decodeProfileSettings,
  MAX_NAME_CHARS,
  PROFILE_COLOURS,
  RANGES,
  type Profile,
  type ProfileColour,
} from '../../core/profile/settings.ts';
import type { Overview } from '../../protocol/overview.ts';
import { errorMessage } from '../../ui/format/error-messages.ts';
import { t } from '../../ui/format/i18n.ts';
import { keyInPasted } from './pasted-key.ts';
import { faultText, readNumber } from './read-number.ts';

/** A profile as edited in the form: numbers as typed, and the key only until it is saved. */
export interface ProfileDraft {
  name: string;
  baseUrl: string;
  colour: ProfileColour;
  requestsPerMinute: string;
  burst: string;
  lockCompact: boolean;
  keepMessages: boolean;
  key: string;
  remember: boolean;
}

type DraftField = 'name' | 'baseUrl' | 'requestsPerMinute' | 'burst' | 'key';
export type DraftFaults = Partial<Record<DraftField, string>>;

export interface ReadDraft {
  profile: Profile;
  /** Null: none was typed, and the stored one stays. */
  key: string | null;
  remember: boolean;
}

export function draftOf(profile: Profile, remembered: boolean): ProfileDraft {
  return {
    name: profile.name,
    baseUrl: profile.baseUrl,
    colour: profile.colour,
    requestsPerMinute: String(profile.requestsPerMinute),
    burst: String(profile.burst),
    lockCompact: profile.lockCompact,
    keepMessages: profile.keepMessages,
    key: '',
    remember: remembered,
  };
}

export function isDirty(draft: ProfileDraft, profile: Profile): boolean {
  const saved = draftOf(profile, draft.remember);
  return (Object.keys(saved) as (keyof ProfileDraft)[]).some((field) => saved[field] !== draft[field]);
}

/** The form's values, or a message for each faulty field. `needsKey`: an empty key is a fault. */
export function readDraft(
  id: string,
  draft: ProfileDraft,
  needsKey = false,
): { ok: true; value: ReadDraft } | { ok: false; faults: DraftFaults } {
  const faults: DraftFaults = {};
  const name = draft.name.trim();
  if (name === '' || name.length > MAX_NAME_CHARS) faults.name = t('optionsFaultName', MAX_NAME_CHARS);
  const baseUrl = parseBaseUrl(draft.baseUrl);
  if (!baseUrl.ok) faults.baseUrl = errorMessage(baseUrl.error, 0).why;
  const requestsPerMinute = readNumber(draft.requestsPerMinute, RANGES.requestsPerMinute);
  if (requestsPerMinute === null) faults.requestsPerMinute = faultText(RANGES.requestsPerMinute);
  const burst = readNumber(draft.burst, RANGES.burst);
  if (burst === null) faults.burst = faultText(RANGES.burst);
  const key = draft.key === '' && !needsKey ? null : cleanApiKey(keyInPasted(draft.key));
  if (key && !key.ok) faults.key = errorMessage(key.error, 0).why;
  if (!baseUrl.ok || requestsPerMinute === null || burst === null || (key && !key.ok) || faults.name) {
    return { ok: false, faults };
  }
  const { colour, lockCompact, keepMessages, remember } = draft;
  const flags = { lockCompact, keepMessages };
  const profile = { id, name, baseUrl: baseUrl.value.baseUrl, colour, requestsPerMinute, burst, ...flags };
  return { ok: true, value: { profile, key: key?.value ?? null, remember } };
}

/** A new profile, in the first colour that no other has. */
export function newProfile(id: string, others: readonly Profile[]): Profile {
  const colour = PROFILE_COLOURS.find((known) => others.every((other) => other.colour !== known));
  return {
    ...decodeProfileSettings({ colour }),
    id,
    name: t('optionsNewProfileName'),
    baseUrl: PRODUCTION_BASE_URL,
  };
}

/** Whether saving this draft makes the worker delete the stored key, which was entered for another base URL. */
export function forgetsKey(draft: ProfileDraft, profile: Profile, overview: Overview): boolean {
  const stored = overview.profiles.find((state) => state.profileId === profile.id)?.key;
  const typed = parseBaseUrl(draft.baseUrl);
  return Boolean(stored) && typed.ok && typed.value.baseUrl !== profile.baseUrl;
}

/** The origin that still needs the user's grant before this draft can be used; null: none. */
export function originToGrant(draft: ProfileDraft, overview: Overview): string | null {
  const typed = parseBaseUrl(draft.baseUrl);
  if (!typed.ok) return null;
  const { origin } = typed.value;
  return overview.profiles.some((state) => state.origin === origin && state.originGranted) ? null : origin;
}
