/**
 * Ids in parsed JSON, with the path to each. Iterative and capped, because the JSON comes from the inspected page and
 * can be nested deeper than any call stack.
 */
import type { ConversationId } from '../../conversation/conversation.ts';
import { findIds, ID_LENGTH, parseConversationId } from '../../conversation/uuid.ts';
import { contextInValue } from '../id-context.ts';
import { MAX_CONTEXT_CHARS } from '../url-context.ts';
import { namesConversation, tellingName, wordWeight } from '../rank-words.ts';
import { findEncodedIds } from './encoded.ts';
import { parseJsonText } from './json-text.ts';
import { fieldName, labelIn, typeIn } from './json-names.ts';

export interface JsonHit {
  id: ConversationId;
  /** `$.threads[3].thread.id`; for an id that is a key, the key is the last step. */
  path: string;
  /** The path without positions, equal for all entries of a list: `$.threads[].thread.id`. */
  where: string;
  /** From a sibling such as `title`, in its own object or one around it within the same list entry. */
  label: string | null;
}

const MAX_DEPTH = 512;
const MAX_NODES = 500_000;
const MAX_HITS = 2000;
/** How many enclosing objects are searched for a label. */
const LABEL_CLIMB = 3;
const PATH_LIMIT_CHARS = 200;
/** An id without hyphens. */
const SHORTEST = 32;
/** The longest other spelling of one id: in braces, as a URN, with spaces around it. */
const SPELLING_LIMIT_CHARS = 60;
/** Keys of an object's own id, which its type names. */
const OWN_ID = /^_?(?:id|uu?id|guid|gid|key|pk|node_?id|global_?id)$/i;

/** A value and its path, linked upwards so that values without ids cost nothing. */
interface Spot {
  value: unknown;
  /** The key or position in the parent; null at the root. */
  step: string | number | null;
  parent: Spot | null;
  depth: number;
  /** Cached label; undefined until first needed, since thousands of ids may share the object. */
  label?: string | null;
  /** Cached as well; '' when it has none that tells. */
  type?: string;
}

export function findJsonHits(root: unknown): JsonHit[] {
  const hits: JsonHit[] = [];
  const stack: Spot[] = [{ value: root, step: null, parent: null, depth: 0 }];
  let nodesLeft = MAX_NODES;
  for (let spot = stack.pop(); spot !== undefined && hits.length < MAX_HITS; spot = stack.pop()) {
    if (typeof spot.value === 'string') {
      const inner = jsonIn(spot.value);
      if (inner === undefined || spot.depth >= MAX_DEPTH) hits.push(...hitsInString(spot, spot.value));
      else stack.push({ ...spot, value: inner, depth: spot.depth + 1 });
      continue;
    }
    if (typeof spot.step === 'string' && spot.step.length >= ID_LENGTH) hits.push(...hitsInKey(spot, spot.step));
    if (spot.depth >= MAX_DEPTH) continue;
    const children = childrenOf(spot);
    nodesLeft -= children.length;
    if (nodesLeft < 0) break;
    // Pushed in reverse, so that they pop in document order.
    for (const child of children.reverse()) stack.push(child);
  }
  return hits.slice(0, MAX_HITS);
}

/** JSON that was put into JSON as a text, as sockets, queues and logs do. */
function jsonIn(text: string): unknown {
  if (text.length <= ID_LENGTH || !/^\s*[[{]/.test(text) || findIds(text, 1).length === 0) return undefined;
  const read = parseJsonText(text);
  return read?.rest === '' && read.values.length === 1 ? read.values[0] : undefined;
}

/** Only children that can hold an id: objects, lists, long strings, and anything under a long key. */
function childrenOf(parent: Spot): Spot[] {
  const { value, depth } = parent;
  if (typeof value !== 'object' || value === null) return [];
  const entries: Iterable<[string | number, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value);
  const children: Spot[] = [];
  for (const [step, child] of entries) {
    const isLongKey = typeof step === 'string' && step.length >= ID_LENGTH;
    const canHold = typeof child === 'string' ? child.length >= SHORTEST : typeof child === 'object' && child !== null;
    if (canHold || isLongKey) children.push({ value: child, step, parent, depth: depth + 1 });
  }
  return children;
}

function hitsInString(spot: Spot, text: string): JsonHit[] {
  const inKey = typeof spot.step === 'string' && spot.step.length >= ID_LENGTH ? hitsInKey(spot, spot.step) : [];
  const hit = (id: ConversationId, inner: string): JsonHit => {
    const path = pathOf(spot, true);
    const names = [path, typeOf(spot, path) || fieldNameOf(spot), inner].filter((name) => name !== '');
    return { id, path: pathOf(spot, false), where: tail(names.join(' ')), label: labelAround(spot.parent) };
  };
  const inValue = findIds(text, MAX_HITS).map(({ id, index }) =>
    hit(id, text.length === ID_LENGTH ? '' : tellingName(contextInValue(text, index))),
  );
  if (inValue.length > 0) return [...inKey, ...inValue];
  const spelt = spelledOtherwise(spot, text);
  return [...inKey, ...(spelt === null ? findEncodedIds(text).map(({ id, name }) => hit(id, name)) : [hit(spelt, '')])];
}

/** Without hyphens 32 digits may be any hash, so only the value of a telling key counts. */
function spelledOtherwise(spot: Spot, text: string): ConversationId | null {
  if (text.length > SPELLING_LIMIT_CHARS || typeof spot.step !== 'string' || !namesConversation(spot.step)) return null;
  return parseConversationId(text);
}

/** Returns the type that an object states, for its own id but not for other ids that it holds. */
function typeOf({ step, parent }: Spot, path: string): string {
  if (parent === null || typeof step !== 'string' || !OWN_ID.test(step)) return '';
  parent.type ??= typeIn(parent.value, wordWeight(path) !== null);
  return parent.type;
}

/** Of the value itself, or of one that is written with its type: `{"stringValue": …}`. */
function fieldNameOf({ step, parent }: Spot): string {
  if (parent === null || typeof step !== 'string') return '';
  return fieldName(parent.value, step) || fieldName(parent.parent?.value, String(parent.step));
}

function hitsInKey(spot: Spot, key: string): JsonHit[] {
  return findIds(key, MAX_HITS).map(({ id }) => ({
    id,
    path: pathOf(spot, false),
    where: tail(pathOf(spot, true)),
    label: labelOf(spot),
  }));
}

/** Collapsed, positions become `[]` and keys that are ids `.*`; otherwise the list of places would be endless. */
function pathOf(spot: Spot, isCollapsed: boolean): string {
  const steps: string[] = [];
  for (let at: Spot | null = spot; at !== null && at.step !== null; at = at.parent) {
    steps.push(stepOf(at.step, isCollapsed));
    // On a deep path, the last steps are the informative ones.
    if (steps.length > MAX_DEPTH / 8) return `$…${steps.reverse().join('')}`;
  }
  const path = `$${steps.reverse().join('')}`;
  return isCollapsed ? path : path.slice(0, PATH_LIMIT_CHARS);
}

function stepOf(step: string | number, isCollapsed: boolean): string {
  if (typeof step === 'number') return isCollapsed ? '[]' : `[${step}]`;
  // A key may be a megabyte long, and is repeated for every id below it.
  const name = step.slice(0, PATH_LIMIT_CHARS);
  if (isCollapsed && name.length >= ID_LENGTH && findIds(name, 1).length > 0) return '.*';
  return /^[\w$]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function tail(where: string): string {
  return where.length <= MAX_CONTEXT_CHARS ? where : `$…${where.slice(2 - MAX_CONTEXT_CHARS)}`;
}

/** Stops at the edge of a list entry: a label of the whole list does not name its entries. */
function labelAround(from: Spot | null): string | null {
  let around = from;
  for (let climbed = 0; around !== null && climbed < LABEL_CLIMB; climbed += 1) {
    const label = labelOf(around);
    if (label !== null) return label;
    if (typeof around.step === 'number') return null;
    around = around.parent;
  }
  return null;
}

function labelOf(spot: Spot): string | null {
  if (spot.label === undefined) spot.label = labelIn(spot.value);
  return spot.label;
}
