import { PART_KINDS, PARTS, STATUS, type PartKind } from '../../../core/conversation/part.ts';
import { PRODUCTION_BASE_URL } from '../../../core/profile/profile-names.ts';
import type { Overview } from '../../../protocol/overview.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { isJson, prettyJson } from '../reading/pretty-json.ts';
import { asCurl } from '../requests/code-snippets.ts';

/** The parts held of the conversation, as received, each with its origin. Views hold no key, so none can be in it. */
export function exportJson(model: ConversationModel, overview: Overview | null, now: number): string {
  const parts = PART_KINDS.flatMap((kind) => {
    const { answer, superseded } = model.slot<PartKind>(PARTS[kind]).value;
    if (!answer || superseded) return [];
    // Parsed and written again, the answer's numbers would be rounded and its keys reordered.
    const raw = isJson(answer.raw) ? answer.raw : JSON.stringify(answer.raw);
    return [`${JSON.stringify(kind)}:{"answer":${raw},"metadata":${JSON.stringify(answer.meta)}}`];
  });
  const head = JSON.stringify({
    conversation_id: model.id,
    exported_at: new Date(now).toISOString(),
    exported_by: `Synap Inspector ${overview?.version ?? ''}`.trim(),
  });
  return prettyJson(`${[head.slice(0, -1), ...parts].join(',')}}`);
}

/** The call that reads this conversation's status, for use before one was logged. */
export function statusAsCurl(model: ConversationModel, overview: Overview | null): string {
  const profile = overview?.settings.profiles.find((entry) => entry.id === overview.settings.activeProfileId);
  return asCurl({
    method: 'GET',
    baseUrl: profile?.baseUrl ?? PRODUCTION_BASE_URL,
    path: `/v1/conversations/${model.id}/compaction/status`,
    body: null,
    correlationId: model.slot(STATUS).value.answer?.meta.correlationId ?? 'manual',
  });
}
