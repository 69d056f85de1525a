import type { Answer, CompactionStarted, ConversationId } from '../core/conversation.ts';
import type { Outcome } from '../core/errors.ts';
import { UNSURE_ENDS } from '../core/unsure-ends.ts';
import type { RequestInput } from '../protocol/requests.ts';
import { conversationPath } from './answers.ts';
import type { ProfileContext } from './contexts.ts';
import type { Gateway } from './gateway.ts';
import { forget, type LearnParts } from './learn.ts';

export interface CompactionParts extends Omit<LearnParts, 'onStatus'> {
  gateway: Gateway;
  /** A run was started, or found running. */
  onCompaction(context: ProfileContext, conversationId: ConversationId): Promise<void>;
}

/** Sent once, whatever happens. Afterwards nothing cached of the conversation holds. */
export async function startCompaction(
  parts: CompactionParts,
  context: ProfileContext,
  input: RequestInput<'compact'>,
): Promise<Outcome<Answer<CompactionStarted>>> {
  const { conversationId } = input;
  const outcome = await parts.gateway.send(context, { name: 'compact', ...input }, { rank: 0 });
  const isRunning = outcome.ok || outcome.error.kind === 'conflict';
  if (isRunning || UNSURE_ENDS.includes(outcome.error.kind)) {
    await forget(parts, conversationPath(context, conversationId));
    parts.tellAll({ type: 'dropped', profileId: context.profile.id, conversationId });
  }
  if (isRunning) await parts.onCompaction(context, conversationId);
  return outcome;
}
