/** Merges what two sources know of one conversation: the same messages are not doubled, and both orders are kept. */
import { longestRising } from './longest-rising.ts';
import { textKey } from './text-key.ts';
import { isMadeId, UNKNOWN_ROLE, withIds, type Message, type Transcript, type TranscriptSource } from './message.ts';

/** Two clocks that note one message differ by less. */
const SAME_TIME_MS = 120_000;
/** Where times do not tell, one role says a text of this length only once. */
const TELLING_CHARS = 40;
/** A conversation that says `ok` a thousand times compares each with those around its own place. */
const MOST_ALIKE = 64;

/** `held` with what `more` adds, in the order of the conversation. What `more` does not change stays the same object. */
export function mergeMessages(held: readonly Message[], more: readonly Message[]): Message[] {
  const added = withoutDoubles(more);
  if (held.length === 0) return withIds(added);
  const byId = pairsById(held, added);
  const pairs = longestRising(candidatesOf(held, added, byId));
  const known = [...held];
  for (const [item, place] of [...byId, ...pairs]) {
    const [before, same] = [known[place], added[item]];
    if (before && same) known[place] = joined(before, same);
  }
  const merged: Message[] = [];
  let next = 0;
  let waiting: Message[] = [];
  for (const [item, message] of added.entries()) {
    const place = pairs.get(item);
    if (place !== undefined) {
      merged.push(...byTime(known.slice(next, place), waiting), ...known.slice(place, place + 1));
      next = place + 1;
      waiting = [];
    } else if (!byId.has(item)) waiting.push(message);
  }
  merged.push(...byTime(known.slice(next), waiting));
  return withIds(merged);
}

/** The transcript with these messages; the same one where they add nothing. */
export function addMessages(
  held: Transcript,
  more: readonly Message[],
  sources: readonly TranscriptSource[],
): Transcript {
  if (more.length === 0) return held;
  const messages = mergeMessages(held.messages, more);
  const isKnown = messages.length === held.messages.length && messages.every((each, at) => each === held.messages[at]);
  if (isKnown) return held;
  return { messages, sources: [...new Set([...held.sources, ...sources])] };
}

/** A message that one source sends twice is one. */
function withoutDoubles(messages: readonly Message[]): Message[] {
  const ids = new Set<string>();
  return messages.filter(({ id }) => isMadeId(id) || (!ids.has(id) && ids.add(id)));
}

/** Places in `held` of the items with the same id, whatever the order. */
function pairsById(held: readonly Message[], added: readonly Message[]): Map<number, number> {
  const places = new Map(held.map(({ id }, place) => [id, place]));
  const pairs = added.map(({ id }, item) => [item, isMadeId(id) ? undefined : places.get(id)] as const);
  return new Map(pairs.filter((pair): pair is readonly [number, number] => pair[1] !== undefined));
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
  return added.map((message, item) => {
    const own = byId.get(item);
    if (own !== undefined) return [own];
    const key = textKey(message);
    const alike = places.get(key) ?? [];
    const rank = seen.get(key) ?? 0;
    seen.set(key, rank + 1);
    const from = Math.max(0, Math.min(rank, alike.length) - MOST_ALIKE / 2);
    return alike.slice(from, from + MOST_ALIKE).filter((place) => {
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

function joined(held: Message, same: Message): Message {
  const id = isMadeId(held.id) ? same.id : held.id;
  const role = held.role === UNKNOWN_ROLE ? same.role : held.role;
  const speaker = held.speaker ?? same.speaker;
  const at = held.at ?? same.at;
  const isSame = (isMadeId(id) || id === held.id) && role === held.role && speaker === held.speaker && at === held.at;
  return isSame ? held : { ...held, id, role, speaker, at };
}

/** Two runs between the same neighbours: by time where all of them have one, else one after the other. */
function byTime(held: readonly Message[], more: readonly Message[]): Message[] {
  if (held.length === 0 || more.length === 0 || [...held, ...more].some(({ at }) => at === null)) {
    return [...held, ...more];
  }
  const merged: Message[] = [];
  let next = 0;
  for (const message of held) {
    for (let other = more[next]; other && (other.at ?? 0) < (message.at ?? 0); other = more[next]) {
      merged.push(other);
      next += 1;
    }
    merged.push(message);
  }
  return [...merged, ...more.slice(next)];
}
