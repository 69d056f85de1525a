import { isMadeId, type Message } from './message.ts';
import { textKey } from './text-key.ts';

/** A list that begins with what is said again and again is left to pairing. */
const MOST_TRIES = 16;

/**
 * What `more` says after the end of `held`, where it repeats `held` up to there: a page sends its whole conversation with
 * each new message, and to pair thousands of messages takes a while. Null where only pairing can tell.
 */
export function addedAtEnd(held: readonly Message[], more: readonly Message[]): readonly Message[] | null {
  const from = overlapOf(held, more);
  if (from === null) return null;
  const added = more.slice(held.length - from);
  return added.length === 0 || areNew(added, held, from) ? added : null;
}

/** The place in `held` from which on the two are the same, up to the end of one of them. */
function overlapOf(held: readonly Message[], more: readonly Message[]): number | null {
  let tries = 0;
  for (let from = 0; from < held.length && tries < MOST_TRIES; from += 1) {
    const end = Math.min(more.length, held.length - from);
    let at = 0;
    while (at < end && isSame(held[from + at], more[at])) at += 1;
    if (at === end) return from;
    tries += at > 0 ? 1 : 0;
  }
  return null;
}

function isSame(a: Message | undefined, b: Message | undefined): boolean {
  if (!a || !b || (a.id !== b.id && !(isMadeId(a.id) && isMadeId(b.id)))) return false;
  return a.role === b.role && a.speaker === b.speaker && a.at === b.at && a.text === b.text;
}

/** Whether none of them is one that is held, by its id or, before the overlap, by its text. */
function areNew(added: readonly Message[], held: readonly Message[], from: number): boolean {
  const named = added.filter(({ id }) => !isMadeId(id));
  const ids = new Set(named.map(({ id }) => id));
  if (ids.size < named.length || held.some(({ id }) => ids.has(id))) return false;
  const texts = new Set(added.map(textKey));
  return !held.slice(0, from).some((message) => texts.has(textKey(message)));
}
