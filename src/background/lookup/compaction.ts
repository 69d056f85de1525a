import type { Answer, CompactionStarted, ConversationId } from '../../core/conversation/conversation.ts';
import type { Outcome } from '../../core/errors.ts';
import { UNSURE_ENDS } from '../../core/conversation/unsure-ends.ts';
import type { RequestInput } from '../../protocol/requests.ts';
import { conversationPath } from './answer-rules.ts';
import type { ProfileContext } from '../profile/profile-context.ts';
import type { Gateway } from '../outbound/gateway.ts';
import { forget, type LearnParts } from './apply-answer.ts';

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
