/** Finds what names an id in JSON: a title beside it, and the type of the object whose id it is. */
import { isRecord } from '../../is-record.ts';
import { findIds, ID_LENGTH } from '../../conversation/uuid.ts';
import { toLabel } from '../label.ts';
import { namesConversation, tellingName, wordWeight } from '../rank-words.ts';

const LABEL_KEY = /^(?:.*[a-z0-9][_-]?)?(?:title|subject|topic|label)$|^(?:display_?)?name$/i;
/** `conversation_name`, but not `conversation_user_name`. */
const NAME_KEY = /[a-z0-9][_-]?name$/i;
/** A title in each language. */
const LANGUAGE = /^[a-z]{2,3}(?:[-_][a-z]{2,4})?$/i;
/** A field's name, which is no title: `conversation_id`. */
const FIELD_NAME = /^[\w.$-]*(?:[_.-]id|Id|ID)$/;
/** One entry of a list of fields: `{"key": "thread.id", "value": …}`. */
const FIELD_KEY = /^(?:key|name|field|attribute|property|param(?:eter)?|variable|header)$/i;
const FIELD_VALUE = /^(?:value|val)$/i;
/** Where APIs put the members of an object beside its id: JSON:API, Firestore, Strapi, and others. */
const CONTAINER = /^(?:attributes|fields|properties|metadata|meta|details|snippet)$/i;
/** A value in its type, as Firestore and DynamoDB write it. */
const TYPED_VALUE = /^(?:stringValue|S|value|text|plain_text|rendered)$/;
/** A type in the strict sense, and words that may mean anything, such as the type of a message. */
const TYPE_KEY = /^(?:__typename|@type|\$type|_type|object|entity_?type|resource_?type|model|kind|class)$/i;
const LOOSE_TYPE_KEY = /^type$/i;
const TYPE_LIMIT_CHARS = 60;

/** A title of the object, or null. */
export function labelIn(value: unknown): string | null {
  if (!isRecord(value)) return null;
  return labelOfMembers(value) ?? labelInContainer(value);
}

function labelInContainer(value: Record<string, unknown>): string | null {
  for (const [key, child] of Object.entries(value)) {
    const label = CONTAINER.test(key) && isRecord(child) ? labelOfMembers(child) : null;
    if (label !== null) return label;
  }
  return null;
}

function labelOfMembers(value: Record<string, unknown>): string | null {
  for (const [key, sibling] of Object.entries(value)) {
    if (!LABEL_KEY.test(key) && !(NAME_KEY.test(key) && namesConversation(key))) continue;
    const text = textOf(sibling);
    const label = text === '' || isPath(text) || FIELD_NAME.test(text) ? null : toLabel(text);
    if (label !== null) return label;
  }
  return null;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return '';
  const [key, text, ...others] = Object.entries(value).flat();
  if (typeof text === 'string' && Object.keys(value).every((name) => LANGUAGE.test(name))) return text;
  return typeof key === 'string' && TYPED_VALUE.test(key) && typeof text === 'string' && others.length === 0
    ? text
    : '';
}

/** The name of a resource or an address is no title. */
function isPath(text: string): boolean {
  const line = text.trim();
  if (/^[a-z][\w+.-]*:\/\//i.test(line)) return true;
  if (/\s/.test(line)) return false;
  const hasIdAfterSlash = findIds(line, 5).some(
    ({ index }) => line.charAt(index - 1) === '/' || line.charAt(index + ID_LENGTH) === '/',
  );
  return hasIdAfterSlash || line.startsWith('/') || line.split('/').length > 2;
}

/** The name that an entry of a list of fields gives to its value; '' for any other member. */
export function fieldName(entry: unknown, step: string): string {
  if (!FIELD_VALUE.test(step) || !isRecord(entry)) return '';
  const key = Object.keys(entry).find((name) => FIELD_KEY.test(name));
  const name = key === undefined ? '' : entry[key];
  return typeof name === 'string' && name.length <= TYPE_LIMIT_CHARS ? tellingName(name) : '';
}

/** The word for what the object is, if it tells anything: `Conversation`, `threads`, `chat.message`. */
export function typeIn(value: unknown, isNamed: boolean): string {
  if (!isRecord(value)) return '';
  const types = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const strict = types.find(([key, type]) => TYPE_KEY.test(key) && isTelling(type));
  if (strict) return strict[1];
  // A conversation of type `user` is still one: where it is named, this word can only speak for it.
  return (
    types.find(
      ([key, type]) => LOOSE_TYPE_KEY.test(key) && isTelling(type) && (!isNamed || namesConversation(type)),
    )?.[1] ?? ''
  );
}

function isTelling(type: string): boolean {
  return type.length <= TYPE_LIMIT_CHARS && wordWeight(type) !== null;
}
