/**
 * Decodes messages from `unknown`. Strict: unknown fields, long texts and other versions are refused. The schemas are
 * in a Map, so that a request cannot name an inherited property (`toString`, `__proto__`).
 */
import {
  array,
  boolean,
  custom,
  integer,
  is,
  literal,
  maxLength,
  maxValue,
  minValue,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  safeParse,
  strictObject,
  string,
  unknown,
  type GenericSchema,
} from 'valibot';
import { PROMPT_STYLES, STRATEGIES, SUMMARY_FORMATS } from '../core/conversation/conversation.ts';
import type { Part, PartKind } from '../core/conversation/part.ts';
import { fail, succeed, type Outcome } from '../core/errors.ts';
import { MAX_API_KEY_CHARS } from '../core/profile/api-key.ts';
import { PROFILE_SETTINGS, SETTINGS, type Profile, type Settings } from '../core/profile/settings.ts';
import { conversationId } from './conversation-id.ts';
import { MAX_IN_VIEW, SURFACES, type ViewState } from './events.ts';
import { MAX_PIN_CHARS } from './history.ts';
import type { RequestEnvelope, RequestInput, RequestName } from './requests.ts';

const text = (most: number) => pipe(string(), maxLength(most));
const label = nullable(text(200));
const nothing = strictObject({});
const profileId = text(64);
const MAX_LABELLED = 200;
const MAX_URL = 2000;
const baseUrlOnly = object({ baseUrl: text(MAX_URL) });
/** The handler reports a key that is too long, so this limit is looser than the real one. */
const apiKey = text(2 * MAX_API_KEY_CHARS);
const version = nullable(pipe(number(), integer(), minValue(1), maxValue(1e9)));

const PARTS: { [K in PartKind]: GenericSchema<unknown, Part<K>> } = {
  status: strictObject({ kind: literal('status') }),
  summary: strictObject({ kind: literal('summary'), format: picklist(SUMMARY_FORMATS), version }),
  prompt: strictObject({ kind: literal('prompt'), style: picklist(PROMPT_STYLES) }),
};

/** Of one of the kinds. */
const part = custom<Part>((value) => Object.values<GenericSchema>(PARTS).some((schema) => is(schema, value)));

const SETTING_NAMES = new Set([...Object.keys(SETTINGS), 'profiles', 'activeProfileId']);
const PROFILE_FIELDS = new Set([...Object.keys(PROFILE_SETTINGS), 'name', 'baseUrl']);
/** Only the outline: `decodeSettings` checks every field and its limits, and the worker stores nothing else. */
const settings = custom<Partial<Settings>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every((name) => SETTING_NAMES.has(name)) &&
    (!('profiles' in value) ||
      (Array.isArray(value.profiles) &&
        [...value.profiles].every((profile: unknown) => safeParse(baseUrlOnly, profile).success))),
);

/** Only the outline, as of the settings. */
const profileChanges = custom<Partial<Omit<Profile, 'id'>>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every((name) => PROFILE_FIELDS.has(name)) &&
    (!('baseUrl' in value) || safeParse(baseUrlOnly, value).success) &&
    (!('name' in value) || typeof value.name === 'string'),
);

/** One schema per request: a missing one, or one of another type, is a compile error. */
const INPUTS: { [N in RequestName]: GenericSchema<unknown, RequestInput<N>> } = {
  read: strictObject({
    conversationId,
    part,
    mode: picklist(['cached', 'fresh', 'peek']),
    priority: picklist(['user', 'view', 'automatic']),
  }),
  compact: strictObject({
    profileId,
    conversationId,
    strategy: nullable(picklist(STRATEGIES)),
    targetTokens: version,
    force: boolean(),
  }),
  balance: nothing,
  estimate: strictObject({ units: pipe(number(), integer(), minValue(0), maxValue(1e12)) }),
  history: strictObject({ conversationId }),
  pins: strictObject({ conversationId }),
  pin: strictObject({ conversationId: nullable(conversationId), text: text(MAX_PIN_CHARS) }),
  unpin: strictObject({ pinId: text(64) }),
  watch: strictObject({ conversationId, label }),
  unwatch: strictObject({ conversationId }),
  'tell-labels': strictObject({
    labels: pipe(array(strictObject({ conversationId, label: text(200) })), maxLength(MAX_LABELLED)),
  }),
  labels: strictObject({ conversationIds: pipe(array(conversationId), maxLength(MAX_LABELLED)) }),
  overview: nothing,
  requests: strictObject({ conversationId: nullable(conversationId) }),
  scan: strictObject({ tabId: pipe(number(), integer(), minValue(0)) }),
  resume: nothing,
  'save-settings': strictObject({ settings }),
  'choose-profile': strictObject({ profileId, demo: boolean() }),
  'save-profile': strictObject({
    profileId,
    changes: profileChanges,
    key: nullable(strictObject({ key: apiKey, remember: boolean() })),
  }),
  'remove-profile': strictObject({ profileId }),
  'set-key': strictObject({
    profileId,
    key: apiKey,
    remember: boolean(),
    baseUrl: optional(text(MAX_URL)),
  }),
  'remove-key': strictObject({ profileId }),
  'test-connection': strictObject({ profileId }),
  'clear-cache': nothing,
  'erase-everything': nothing,
};
const SCHEMAS = new Map<string, GenericSchema>(Object.entries(INPUTS));

/** A sender that names no view is served under the active profile. */
const viewRef = { viewId: optional(text(40), ''), profileId: optional(nullable(profileId), null) };
const envelope = strictObject({
  app: literal('synap-inspector'),
  version: text(40),
  name: text(40),
  input: unknown(),
  ...viewRef,
});

/** A request of exactly this version, or why it is refused. Never throws. */
export function decodeRequest(message: unknown, ownVersion: string): Outcome<RequestEnvelope> {
  const parsed = safeParse(envelope, message);
  if (!parsed.success) return fail({ kind: 'refused', why: 'malformed' });
  const { name, input } = parsed.output;
  if (parsed.output.version !== ownVersion) return fail({ kind: 'outdated' });
  const schema = SCHEMAS.get(name);
  if (!schema) return fail({ kind: 'refused', why: 'unknown-request' });
  const decoded = safeParse(schema, input);
  // An empty list would pass as an object without fields.
  if (!decoded.success || Array.isArray(input)) return fail({ kind: 'refused', why: 'malformed' });
  // The name was found in the map of schemas, and the input matches its schema.
  return succeed({ ...parsed.output, name, input: decoded.output } as RequestEnvelope);
}

const viewState = object({
  type: literal('view'),
  version: text(40),
  surface: picklist(SURFACES),
  visible: boolean(),
  conversationIds: pipe(array(conversationId), maxLength(MAX_IN_VIEW)),
  ...viewRef,
});

/** A view's message over its port; null if it is anything else. */
export function decodeViewState(message: unknown): ViewState | null {
  const parsed = safeParse(viewState, message);
  return parsed.success ? parsed.output : null;
}
