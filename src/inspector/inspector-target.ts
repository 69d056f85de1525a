import type { ConversationId } from '../core/conversation/conversation.ts';
import { MAX_OFFERED_IDS, parseConversationId } from '../core/conversation/uuid.ts';

/** Reads the page's URL. People type, paste and bookmark it, so it may hold anything. */
export type InspectorTarget =
  | { kind: 'start' }
  | { kind: 'one'; id: ConversationId }
  | { kind: 'choice'; ids: ConversationId[] }
  /** The selection held no id. */
  | { kind: 'nothing-selected' }
  | { kind: 'invalid'; text: string };

export function targetOf(search: string): InspectorTarget {
  const query = new URLSearchParams(search);
  const id = query.get('id');
  if (id !== null) {
    const parsed = parseConversationId(id);
    return parsed ? { kind: 'one', id: parsed } : { kind: 'invalid', text: id };
  }
  const several = query.get('ids');
  if (several === null) return { kind: query.has('none') ? 'nothing-selected' : 'start' };
  const ids = [...new Set(several.split(',').map(parseConversationId))].filter((parsed) => parsed !== null);
  const [first] = ids;
  if (!first) return { kind: 'invalid', text: several };
  return ids.length === 1 ? { kind: 'one', id: first } : { kind: 'choice', ids: ids.slice(0, MAX_OFFERED_IDS) };
}

/** The query of one conversation's page. */
export function searchOf(id: ConversationId): string {
  return `?id=${id}`;
}
