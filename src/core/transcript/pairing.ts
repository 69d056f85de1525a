/** Which messages of two lists are the same. */
import { longestRising } from './longest-rising.ts';
import { isMadeId, UNKNOWN_ROLE, type Message } from './message.ts';
import { textKey } from './text-key.ts';

/** Two clocks that note one message differ by less. */
const SAME_TIME_MS = 120_000;
/** Where times do not tell, one role says a text of this length only once. */
const TELLING_CHARS = 40;
/** A conversation that says `ok` a thousand times compares each with those around its own place. */
const MOST_ALIKE = 64;

export interface Pairs {
  /** The place in `held` of each item that is the same message, where neither order is broken. */
  aligned: Map<number, number>;
  /** Of each that stands elsewhere in the two lists. */
  moved: Map<number, number>;
}

export function pairMessages(held: readonly Message[], added: readonly Message[]): Pairs {
  const byId = pairsById(held, added);
  const candidates = candidatesOf(held, added, byId);
  const isSure = (item: number) => byId.has(item) || (added[item]?.text.length ?? 0) >= TELLING_CHARS;
  const aligned = longestRising(withinAnchors(candidates, isSure));
  const moved = new Map([...byId].filter(([item]) => !aligned.has(item)));
  findMoved(held, added, aligned, moved);
  return { aligned, moved };
}

/**
 * Of each item the places between those of the sure ones around it: however often an `ok` is repeated, it must not move
 * what can only be one message.
 */
function withinAnchors(candidates: readonly number[][], isSure: (item: number) => boolean): number[][] {
  const anchors = longestRising(candidates.map((places, item) => (places.length === 1 && isSure(item) ? places : [])));
  const within: number[][] = [];
  let above = Infinity;
  for (let item = candidates.length - 1; item >= 0; item -= 1) {
    above = anchors.get(item) ?? above;
    within.push((candidates[item] ?? []).filter((place) => place <= above));
  }
  let below = -1;
  return within.reverse().map((places, item) => {
    below = anchors.get(item) ?? below;
    return places.filter((place) => place >= below);
  });
}

/** A run of messages that stands elsewhere: it begins or ends with a telling text, and its neighbours follow. */
function findMoved(
  held: readonly Message[],
  added: readonly Message[],
  aligned: Pairs['aligned'],
  moved: Pairs['moved'],
) {
  // Mostly, all that is held is among the items.
  if (aligned.size + moved.size === held.length) return;
  const taken = new Set([...aligned.values(), ...moved.values()]);
  const isFree = (item: number) => !aligned.has(item) && !moved.has(item);
  const areIdsShared = moved.size > 0;
  const take = (item: number, place: number | undefined) => {
    const [message, other] = [added[item], place === undefined ? undefined : held[place]];
    if (place === undefined || !message || !other || taken.has(place) || !isFree(item)) return;
    if (textKey(message) !== textKey(other) || !mayBeSame(other, message, areIdsShared)) return;
    taken.add(place);
    moved.set(item, place);
  };
  const telling = new Map<number, number>();
  for (const [place, message] of held.entries()) {
    if (!taken.has(place) && message.text.length >= TELLING_CHARS) telling.set(textKey(message), place);
  }
  if (telling.size === 0) return;
  for (const [item, message] of added.entries()) if (isFree(item)) take(item, telling.get(textKey(message)));
  for (let item = 1; item < added.length; item += 1) take(item, next(moved.get(item - 1), 1));
  for (let item = added.length - 2; item >= 0; item -= 1) take(item, next(moved.get(item + 1), -1));
}

const next = (place: number | undefined, step: number) => (place === undefined ? undefined : place + step);

/** Places in `held` of the items with the same id, whatever the order. */
function pairsById(held: readonly Message[], added: readonly Message[]): Map<number, number> {
  const places = new Map<string, number>();
  for (const [place, { id }] of held.entries()) if (!isMadeId(id)) places.set(id, place);
  const pairs = new Map<number, number>();
  for (const [item, { id }] of added.entries()) {
    const place = places.get(id);
    if (place !== undefined) pairs.set(item, place);
  }
  return pairs;
}

/** For each item the places in `held` that may be the same message. */
function candidatesOf(
  held: readonly Message[],
  added: readonly Message[],
  byId: ReadonlyMap<number, number>,
): number[][] {
  const taken = new Set(byId.values());
  // Where ids are shared, two that differ are of two messages.
  const areIdsShared = byId.size > 0;
  const places = new Map<number, number[]>();
  for (const [place, message] of held.entries()) {
    if (taken.has(place)) continue;
    const key = textKey(message);
    const alike = places.get(key);
    if (alike) alike.push(place);
    else places.set(key, [place]);
  }
  const seen = new Map<number, number>();
  const nearest = (alike: number[], key: number) => {
    if (alike.length <= MOST_ALIKE / 2) return alike;
    const rank = seen.get(key) ?? 0;
    seen.set(key, rank + 1);
    const from = Math.max(0, Math.min(rank, alike.length) - MOST_ALIKE / 2);
    return alike.slice(from, from + MOST_ALIKE);
  };
  return added.map((message, item) => {
    const own = byId.get(item);
    if (own !== undefined) return [own];
    const key = textKey(message);
    return nearest(places.get(key) ?? [], key).filter((place) => {
      const other = held[place];
      return other !== undefined && mayBeSame(other, message, areIdsShared);
    });
  });
}

/** Messages of one text: of the same role, and not of two ids of one kind, unless their times or the text tell. */
function mayBeSame(a: Message, b: Message, areIdsShared: boolean): boolean {
  if (a.role !== b.role && a.role !== UNKNOWN_ROLE && b.role !== UNKNOWN_ROLE) return false;
  if (isMadeId(a.id) || isMadeId(b.id) || shapeOf(a.id) !== shapeOf(b.id)) return true;
  if (areIdsShared) return false;
  if (a.at !== null && b.at !== null) return Math.abs(a.at - b.at) <= SAME_TIME_MS;
  return a.text.length >= TELLING_CHARS;
}

/** Equal for ids that one system makes: `msg_x` for `msg_8Fa2`, `x-x-x-x-x` for a UUID. */
function shapeOf(id: string): string {
  const words = id.split(/([_.:|/-])/);
  return words.map((word) => (/^[a-z]{2,8}$/.test(word) ? word : word.length > 1 ? 'x' : word)).join('');
}
