import { useEffect } from 'preact/hooks';
import type { CompactedSummary } from '../../../../core/conversation/conversation.ts';
import type { Part } from '../../../../core/conversation/part.ts';
import type { ConversationModel } from '../../../model/conversation-model.ts';

/** The text of the version before, once it is known that it is the same; else null. It is asked for once. */
export function useTextBefore(model: ConversationModel, { version, context }: CompactedSummary): string | null {
  const before = version === null || version < 2 ? null : version - 1;
  const slot = before === null ? null : model.slot(partOf(before)).value;
  const isAsked = slot === null || slot.answer !== null || slot.error !== null;
  useEffect(() => {
    if (before !== null && !isAsked) void model.load(partOf(before), 'cached', 'automatic');
  }, [model, before, isAsked]);
  const text = slot?.answer?.data?.context ?? null;
  return text === context ? text : null;
}

function partOf(version: number): Part<'summary'> {
  return { kind: 'summary', format: 'structured', version };
}
