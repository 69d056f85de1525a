import { usePart } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import type { Part } from '../../../protocol/events.ts';
import type { CompactionStatus } from '../../../core/conversation/conversation.ts';

/** Asks for what the Status tab needs beside the status, once there is a summary to ask for. */
export function KeepParts({ model }: { model: ConversationModel }) {
  const status = model.status.value.answer?.data ?? null;
  if (!status || !hasSummary(status)) return null;
  return (
    <>
      <KeepPart model={model} part={{ kind: 'summary', format: 'structured', version: null }} />
      <KeepPart model={model} part={{ kind: 'prompt', style: 'structured' }} />
    </>
  );
}

/** A run that is under way or failed may follow one that was completed. */
export function hasSummary(status: CompactionStatus): boolean {
  return status.state === 'completed' || (status.latestVersion ?? 0) > 0;
}

/** A part loaded while this is mounted; a component, so that it can be conditional. */
export function KeepPart({ model, part }: { model: ConversationModel; part: Part }) {
  usePart(model, part);
  return null;
}
