import type { ConversationId } from '../core/conversation/conversation.ts';
import { CLICK_PLACES, type ClickPlace } from '../core/discovery/click-place.ts';
import { MAX_OFFERED_IDS, parseConversationId } from '../core/conversation/uuid.ts';

/** Reads the page's URL. People type, paste and bookmark it, so it may hold anything. */
export type InspectorTarget =
  | { kind: 'start' }
  | { kind: 'one'; id: ConversationId }
  /** `more`: the number found beyond those offered. */
  | { kind: 'choice'; ids: ConversationId[]; place: ClickPlace | null; more: number }
  /** The clicked thing held no id; `why` is set if its page could not be scanned. */
  | { kind: 'nothing-found'; place: ClickPlace | null; why: string | null }
  | { kind: 'invalid'; text: string };

export function targetOf(search: string): InspectorTarget {
  const query = new URLSearchParams(search);
  const id = query.get('id');
  if (id !== null) {
    const parsed = parseConversationId(id);
    return parsed ? { kind: 'one', id: parsed } : { kind: 'invalid', text: id };
  }
  const several = query.get('ids');
  if (several === null) {
    if (!query.has('none')) return { kind: 'start' };
    return { kind: 'nothing-found', place: placeOf(query.get('none')), why: query.get('why') };
  }
  const ids = [...new Set(several.split(',').map(parseConversationId))].filter((parsed) => parsed !== null);
  const [first] = ids;
  if (!first) return { kind: 'invalid', text: several };
  if (ids.length === 1) return { kind: 'one', id: first };
  const more = Math.max(0, Math.trunc(Number(query.get('more')))) || 0;
  return { kind: 'choice', ids: ids.slice(0, MAX_OFFERED_IDS), place: placeOf(query.get('place')), more };
}

function placeOf(text: string | null): ClickPlace | null {
  return CLICK_PLACES.find((place) => place === text) ?? null;
}

/** The query of one conversation's page. */
export function searchOf(id: ConversationId): string {
  return `?id=${id}`;
}
