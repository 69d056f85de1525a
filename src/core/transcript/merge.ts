/** Merges what two sources know of one conversation: the same messages are not doubled, and both orders are kept. */
import { addedAtEnd } from './moved-on.ts';
import { pairMessages } from './pairing.ts';
import { isMadeId, UNKNOWN_ROLE, withIds, type Message, type Transcript, type TranscriptSource } from './message.ts';

/** `held` with what `more` adds, in the order of the conversation. What `more` does not change stays the same object. */
export function mergeMessages(held: readonly Message[], more: readonly Message[]): Message[] {
  const added = withoutDoubles(more);
  if (held.length === 0) return withIds(added);
  const { aligned, moved } = pairMessages(held, added);
  const known: (Message | null)[] = [...held];
  const items: (Message | null)[] = [...added];
  for (const [item, place] of [...aligned, ...moved]) {
    const [before, same] = [held[place], added[item]];
    if (before && same) known[place] = joined(before, same);
  }
  // Where the two disagree about the order, the one that knows more is right: the other may have been put together.
  for (const [item, place] of moved) {
    if (added.length >= held.length) [items[item], known[place]] = [known[place] ?? null, null];
    else items[item] = null;
  }
  const merged: Message[] = [];
  let next = 0;
  let waiting: Message[] = [];
  for (const [item, message] of items.entries()) {
    const place = aligned.get(item);
    if (place !== undefined) {
      if (next < place || waiting.length > 0) merged.push(...byTime(given(known.slice(next, place)), waiting));
      const same = known[place];
      if (same) merged.push(same);
      next = place + 1;
      waiting = [];
    } else if (message) waiting.push(message);
  }
  merged.push(...byTime(given(known.slice(next)), waiting));
  return withIds(merged);
}

const given = (messages: readonly (Message | null)[]) => messages.filter((message) => message !== null);

/** The transcript with these messages; the same one where they add nothing. */
export function addMessages(
  held: Transcript,
  more: readonly Message[],
  sources: readonly TranscriptSource[],
): Transcript {
  if (more.length === 0) return held;
  const added = addedAtEnd(held.messages, more);
  if (added?.length === 0) return held;
  const messages = added ? withIds([...held.messages, ...added]) : inOrder(held, more, sources);
  const isKnown = messages.length === held.messages.length && messages.every((each, at) => each === held.messages[at]);
  if (isKnown) return held;
  return { messages, sources: [...new Set([...held.sources, ...sources])] };
}

/**
 * What Synap still returns of a compacted conversation is its end: what a user adds that neither has times nor shares a
 * message with it comes before.
 */
function inOrder(held: Transcript, more: readonly Message[], sources: readonly TranscriptSource[]): Message[] {
  const merged = mergeMessages(held.messages, more);
  const isEnd = held.sources.every((source) => source === 'synap') && held.messages.length > 0;
  const isUsers = sources.every((source) => source === 'file' || source === 'paste');
  const isApart = merged.length === held.messages.length + more.length && more.every(({ at }) => at === null);
  return isEnd && isUsers && isApart ? mergeMessages(more, held.messages) : merged;
}

/** A message that one source sends twice is one. */
function withoutDoubles(messages: readonly Message[]): Message[] {
  const ids = new Set<string>();
  return messages.filter(({ id }) => isMadeId(id) || (!ids.has(id) && ids.add(id)));
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
