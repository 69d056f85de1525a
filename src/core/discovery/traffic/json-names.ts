/** Finds what names an id in JSON: a title beside it, and the type of the object whose id it is. */
import { isRecord } from '../../is-record.ts';
import { findIds, ID_LENGTH } from '../../conversation/uuid.ts';
import { toLabel } from '../label.ts';
import { namesConversation, wordWeight } from '../rank-words.ts';

const LABEL_KEY = /^(?:.*[a-z0-9][_-]?)?(?:title|subject|topic|label)$|^(?:display_?)?name$/i;
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
    if (!LABEL_KEY.test(key)) continue;
    const text = textOf(sibling);
    const label = text === '' || isPath(text) ? null : toLabel(text);
    if (label !== null) return label;
  }
  return null;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isRecord(value)) return '';
  const [key, text, ...others] = Object.entries(value).flat();
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

/** The word for what the object is, if it tells anything: `Conversation`, `threads`, `chat.message`. */
export function typeIn(value: unknown): string {
  if (!isRecord(value)) return '';
  const types = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const strict = types.find(([key, type]) => TYPE_KEY.test(key) && isTelling(type));
  if (strict) return strict[1];
  // A conversation of type `user` is still one, so this word can only speak for it.
  return types.find(([key, type]) => LOOSE_TYPE_KEY.test(key) && isTelling(type) && namesConversation(type))?.[1] ?? '';
}

function isTelling(type: string): boolean {
  return type.length <= TYPE_LIMIT_CHARS && wordWeight(type) !== null;
}
