import type { ConversationId } from '../core/conversation/conversation.ts';
import type { EvidenceSource, FoundId } from '../core/discovery/evidence.ts';
import { findIdInSelection, findIds, parseConversationId } from '../core/conversation/uuid.ts';

/** What the browser knew when the popup opened. The selection often comes later, with the scan. */
export interface PopupStart {
  selection: string | null;
  url: string | null;
  tabId: number | null;
  lastId: string | null;
}

/**
 * The id to begin with: the selection's, else the page URL's, else the last one looked up. Of several ids in
 * the URL the scan, which comes ranked, knows the likeliest (`/org/<id>/chat/<id>`).
 */
export function startId(start: PopupStart, found: readonly FoundId[]): ConversationId | null {
  const inUrl = start.url === null ? [] : findIds(start.url).map((found) => found.id);
  return (
    (start.selection === null ? null : findIdInSelection(start.selection)) ??
    likeliest(found, 'selection') ??
    likeliest(found, 'url') ??
    inUrl.at(-1) ??
    (start.lastId === null ? null : parseConversationId(start.lastId))
  );
}

function likeliest(found: readonly FoundId[], source: EvidenceSource): ConversationId | null {
  return found.find((entry) => entry.evidence.some((evidence) => evidence.source === source))?.id ?? null;
}
