import type { ConversationId } from '../core/conversation/conversation.ts';
import type { PopupStart } from '../protocol/backend.ts';
import type { EvidenceSource, FoundId } from '../core/discovery/evidence.ts';
import { readIds } from '../core/conversation/spelling/id-spelling.ts';
import { parseConversationId } from '../core/conversation/uuid.ts';

const URL_LIMIT_CHARS = 16_384;

/**
 * The id to begin with: the selection's, else the page URL's, else the last one looked up. If the URL holds several
 * ids, the ranked scan knows the likeliest (`/org/<id>/chat/<id>`).
 */
export function startId(start: PopupStart, found: readonly FoundId[]): ConversationId | null {
  const inUrl = start.url === null ? [] : readIds(start.url.slice(0, URL_LIMIT_CHARS));
  return (
    likeliest(found, 'selection') ??
    likeliest(found, 'url') ??
    inUrl.at(-1) ??
    (start.lastId === null ? null : parseConversationId(start.lastId))
  );
}

function likeliest(found: readonly FoundId[], source: EvidenceSource): ConversationId | null {
  return found.find((entry) => entry.evidence.some((evidence) => evidence.source === source))?.id ?? null;
}
