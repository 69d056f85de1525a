/**
 * Decodes messages from `unknown`. Strict: unknown fields, long texts and other versions are refused. The guards are
 * in a Map, so that a request cannot name an inherited property (`toString`, `__proto__`).
 */
import { isConversationId } from '../core/conversation/is-conversation-id.ts';
import { PROMPT_STYLES, STRATEGIES, SUMMARY_FORMATS } from '../core/conversation/conversation.ts';
import type { Part, PartKind } from '../core/conversation/part.ts';
import { fail, succeed, type Outcome } from '../core/errors.ts';
import { isRecord } from '../core/is-record.ts';
import {
  isAnything,
  isFlag,
  isText,
  listOf,
  oneOf,
  onlyShape,
  orMissing,
  orNull,
  shape,
  textUpTo,
  wholeIn,
  type Guard,
} from '../core/shape.ts';
import { MAX_API_KEY_CHARS } from '../core/profile/api-key.ts';
import { PROFILE_SETTINGS, SETTINGS, type Profile, type Settings } from '../core/profile/settings.ts';
import { MAX_IN_VIEW, SURFACES, type ViewState } from './events.ts';
import { MAX_PIN_CHARS } from './history.ts';
import type { RequestEnvelope, RequestInput, RequestName } from './requests.ts';

const isLabel = textUpTo(200);
const isEmpty = onlyShape({});
const isPriority = oneOf('user', 'view', 'automatic');
const isProfileId = textUpTo(64);
const MAX_LABELLED = 200;
const isUrl = textUpTo(2000);
const hasBaseUrl = shape({ baseUrl: isUrl });
/** The handler reports a key that is too long, so this limit is looser than the real one. */
const isApiKey = textUpTo(2 * MAX_API_KEY_CHARS);
const isVersion = orNull(wholeIn(1, 1e9));
const ofConversation = onlyShape({ conversationId: isConversationId });
const ofProfile = onlyShape({ profileId: isProfileId });

const PARTS: { [K in PartKind]: Guard<Part<K>> } = {
  status: onlyShape({ kind: oneOf('status') }),
  summary: onlyShape({ kind: oneOf('summary'), format: oneOf(...SUMMARY_FORMATS), version: isVersion }),
  prompt: onlyShape({ kind: oneOf('prompt'), style: oneOf(...PROMPT_STYLES) }),
};

function isPart(value: unknown): value is Part {
  return Object.values(PARTS).some((is) => is(value));
}

const SETTING_NAMES = new Set([...Object.keys(SETTINGS), 'profiles', 'activeProfileId']);
const PROFILE_FIELDS = new Set([...Object.keys(PROFILE_SETTINGS), 'name', 'baseUrl']);
/** Only the outline: `decodeSettings` checks every field and its limits, and the worker stores nothing else. */
function isSettings(value: unknown): value is Partial<Settings> {
  return isRecord(value) && hasOnly(value, SETTING_NAMES) && (!('profiles' in value) || areProfiles(value['profiles']));
}

const areProfiles = listOf(hasBaseUrl);

/** Only the outline, as of the settings. */
function isProfileChange(value: unknown): value is Partial<Omit<Profile, 'id'>> {
  if (!isRecord(value) || !hasOnly(value, PROFILE_FIELDS)) return false;
  return (!('baseUrl' in value) || hasBaseUrl(value)) && (!('name' in value) || isText(value['name']));
}

function hasOnly(value: object, names: ReadonlySet<string>): boolean {
  return Object.keys(value).every((name) => names.has(name));
}

/** One guard per request: a missing one, or one of another type, is a compile error. */
const INPUTS: { [N in RequestName]: Guard<RequestInput<N>> } = {
  read: onlyShape({
    conversationId: isConversationId,
    part: isPart,
    mode: oneOf('cached', 'fresh', 'peek'),
    priority: isPriority,
  }),
  compact: onlyShape({
    profileId: isProfileId,
    conversationId: isConversationId,
    strategy: orNull(oneOf(...STRATEGIES)),
    targetTokens: isVersion,
    force: isFlag,
  }),
  balance: onlyShape({ priority: orMissing(isPriority) }),
  estimate: onlyShape({ units: wholeIn(0, 1e12) }),
  history: ofConversation,
  pins: ofConversation,
  pin: onlyShape({ conversationId: orNull(isConversationId), text: textUpTo(MAX_PIN_CHARS) }),
  unpin: onlyShape({ pinId: textUpTo(64) }),
  watch: onlyShape({ conversationId: isConversationId, label: orNull(isLabel) }),
  unwatch: ofConversation,
  'tell-labels': onlyShape({
    labels: listOf(onlyShape({ conversationId: isConversationId, label: isLabel }), MAX_LABELLED),
  }),
  labels: onlyShape({ conversationIds: listOf(isConversationId, MAX_LABELLED) }),
  overview: isEmpty,
  requests: onlyShape({ conversationId: orNull(isConversationId) }),
  scan: onlyShape({ tabId: wholeIn(0, Infinity) }),
  options: isEmpty,
  resume: isEmpty,
  'save-settings': onlyShape({ settings: isSettings }),
  'choose-profile': onlyShape({ profileId: isProfileId, demo: isFlag }),
  'save-profile': onlyShape({
    profileId: isProfileId,
    changes: isProfileChange,
    key: orNull(onlyShape({ key: isApiKey, remember: isFlag })),
  }),
  'remove-profile': ofProfile,
  'set-key': onlyShape({
    profileId: isProfileId,
    key: isApiKey,
    remember: isFlag,
    baseUrl: orMissing(isUrl),
  }),
  'remove-key': ofProfile,
  'test-connection': ofProfile,
  'clear-cache': isEmpty,
  'erase-everything': isEmpty,
};
const GUARDS = new Map<string, Guard<unknown>>(Object.entries(INPUTS));

/** A sender that names no view is served under the active profile. */
const viewRef = { viewId: orMissing(textUpTo(40)), profileId: orMissing(orNull(isProfileId)) };
const isEnvelope = onlyShape({
  app: oneOf('synap-inspector'),
  version: textUpTo(40),
  name: textUpTo(40),
  input: isAnything,
  ...viewRef,
});

/** A request of exactly this version, or why it is refused. Never throws. */
export function decodeRequest(message: unknown, ownVersion: string): Outcome<RequestEnvelope> {
  if (!isEnvelope(message)) return fail({ kind: 'refused', why: 'malformed' });
  const { name, input, version, viewId = '', profileId = null } = message;
  if (version !== ownVersion) return fail({ kind: 'outdated' });
  const is = GUARDS.get(name);
  if (!is) return fail({ kind: 'refused', why: 'unknown-request' });
  if (!is(input)) return fail({ kind: 'refused', why: 'malformed' });
  // The name was found in the map of guards, and the input passed its guard.
  return succeed({ ...message, viewId, profileId } as RequestEnvelope);
}

const isViewState = shape({
  type: oneOf('view'),
  version: textUpTo(40),
  surface: oneOf(...SURFACES),
  visible: isFlag,
  conversationIds: listOf(isConversationId, MAX_IN_VIEW),
  ...viewRef,
});

/** A view's message over its port; null if it is anything else. */
export function decodeViewState(message: unknown): ViewState | null {
  if (!isViewState(message)) return null;
  const { viewId = '', profileId = null } = message;
  return { ...message, viewId, profileId };
}
