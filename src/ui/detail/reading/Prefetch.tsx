import { PROMPT, STATUS, SUMMARY, type Part } from '../../../core/conversation/part.ts';
import { hasSummary } from '../../facts/freshness/freshness-facts.ts';
import { usePart } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';

/**
 * Loads the parts that the Status tab needs beside the status. While nothing is known they are asked for at once, which
 * saves a round trip; a conversation without a summary has none to load.
 */
export function Prefetch({ model }: { model: ConversationModel }) {
  const { answer, loading, error } = model.slot(STATUS).value;
  if (answer === null ? error && !loading : !hasSummary(answer.data)) return null;
  return (
    <>
      <PrefetchPart model={model} part={SUMMARY} />
      <PrefetchPart model={model} part={PROMPT} />
    </>
  );
}

/** Keeps a part loaded while mounted; a component, so that it can be conditional. */
export function PrefetchPart({ model, part }: { model: ConversationModel; part: Part }) {
  usePart(model, part);
  return null;
}
