import { pathTo } from '../conversation/statements.ts';
import { jsonEntries, leafText, type JsonEntry } from '../json-source.ts';

/** A leaf of the state, or a whole value that only one side has. */
export interface StateChange {
  /** In a list: its place in the newer one; of what was removed, in the older one. */
  path: string;
  kind: 'same' | 'changed' | 'added' | 'removed';
  /** The JSON as written; null where the side has none. */
  before: string | null;
  after: string | null;
}

/** A deeper value is one leaf: depth times length would have no bound. */
const MAX_DEPTH = 20;
const STRING_OR_BLANKS = /("[^"\\]*(?:\\.[^"\\]*)*")|\s+/g;
/** A member that tells the objects of a list apart. */
const IDENTITIES = ['id', 'key', 'name', 'title'];

/** What changed between two states, in the order of the newer one; each is JSON as it was written. */
export function diffState(before: string | null, after: string | null): StateChange[] {
  const changes: StateChange[] = [];
  compare({ path: '', before, after }, 0, changes);
  return changes;
}

interface Pair {
  path: string;
  before: string | null;
  after: string | null;
}

function compare({ path, before, after }: Pair, depth: number, changes: StateChange[]): void {
  if (before === null || after === null) {
    if (before !== after) changes.push({ path, kind: before === null ? 'added' : 'removed', before, after });
    return;
  }
  const isList = isListed(after);
  const [old, now] = [jsonEntries(before), jsonEntries(after)];
  const areSplit = old && now && isListed(before) === isList && depth < MAX_DEPTH;
  if (!areSplit || (old.length === 0 && now.length === 0)) {
    changes.push({ path, kind: plainJson(before) === plainJson(after) ? 'same' : 'changed', before, after });
    return;
  }
  const pairs = isList ? pairItems(path, old, now) : pairMembers(path, old, now);
  for (const pair of pairs) compare(pair, depth + 1, changes);
}

const isListed = (source: string): boolean => source.trimStart().startsWith('[');

/** Equal for the same value, however it is spaced; a string without its quotes. A number is as written. */
function plainJson(source: string): string {
  const plain = source.trim();
  return plain.startsWith('"') ? `"${leafText(plain)}` : plain.replace(STRING_OR_BLANKS, '$1');
}

/** By their keys; of a repeated key the last counts, as for a parser. */
function pairMembers(path: string, old: readonly JsonEntry[], now: readonly JsonEntry[]): Pair[] {
  const [before, after] = [old, now].map((entries) => new Map(entries.map(({ key, source }) => [key, source])));
  return [...new Set([...(after?.keys() ?? []), ...(before?.keys() ?? [])])].map((key) => ({
    path: pathTo(path, key, false),
    before: before?.get(key) ?? null,
    after: after?.get(key) ?? null,
  }));
}

interface Item extends JsonEntry {
  /** Its members or items; null for any other value. */
  inside: JsonEntry[] | null;
}

/** Equal items first, wherever they stand, and objects with the same id or name; then the lists and objects left, in their order. */
function pairItems(path: string, old: readonly JsonEntry[], now: readonly JsonEntry[]): Pair[] {
  const [before, after] = [old.map(withInside), now.map(withInside)];
  const identity = IDENTITIES.find((key) => tellsApart(before, key) && tellsApart(after, key));
  const formOf = (item: Item): string => (identity && memberOf(item, identity)) ?? plainJson(item.source);
  const held = new Map<string, Item[]>();
  for (const item of before.toReversed()) {
    const form = formOf(item);
    const known = held.get(form);
    if (known) known.push(item);
    else held.set(form, [item]);
  }
  const found = after.map((item) => held.get(formOf(item))?.pop());
  const left = [...held.values()].flat().sort((a, b) => Number(a.key) - Number(b.key));
  const isOpen = ({ inside }: Item): boolean => inside !== null && identity === undefined;
  const open = left.filter(isOpen);
  let next = 0;
  const pairs = after.map((item, at): Pair => {
    let own = found[at];
    if (!own && isOpen(item)) {
      own = open[next];
      next += 1;
    }
    return { path: pathTo(path, item.key, true), before: own?.source ?? null, after: item.source };
  });
  const paired = new Set(open.slice(0, next));
  const removed = left.filter((item) => !paired.has(item));
  return [
    ...pairs,
    ...removed.map(({ key, source }) => ({ path: pathTo(path, key, true), before: source, after: null })),
  ];
}

const withInside = ({ key, source }: JsonEntry): Item => ({ key, source, inside: jsonEntries(source) });

/** Whether each of these is an object with this member, none with the same. */
function tellsApart(items: readonly Item[], key: string): boolean {
  const values = items.map((item) => memberOf(item, key));
  return values.every((value) => value !== null) && new Set(values).size === values.length;
}

/** A member of an object, if it is no list or object itself. */
function memberOf({ source, inside }: Item, key: string): string | null {
  if (inside === null || isListed(source)) return null;
  const value = inside.findLast((entry) => entry.key === key)?.source ?? null;
  return value === null || /^[[{]/.test(value) ? null : plainJson(value);
}
