import type { Answer, CompactionStarted, ConversationId } from '../../core/conversation/conversation.ts';
import { UNSURE_ENDS, type Outcome } from '../../core/errors.ts';
import type { RequestInput } from '../../protocol/requests.ts';
import type { Gateway } from '../outbound/gateway.ts';
import type { Prioritized } from '../outbound/request-queue.ts';
import type { ProfileContext } from '../profile/profile-context.ts';
import { conversationPath } from './answer-rules.ts';
import { invalidate, type ApplyDeps } from './apply-answer.ts';

export interface CompactionDeps extends Pick<ApplyDeps, 'cache' | 'inFlight' | 'notify'> {
  gateway: Gateway;
  /** A run was started, or found running. */
  onCompaction(context: ProfileContext, conversationId: ConversationId): Promise<void>;
}

/** Sends the compaction once, whatever happens. Afterwards everything cached of the conversation is out of date. */
export async function startCompaction(
  deps: CompactionDeps,
  context: ProfileContext,
  input: RequestInput<'compact'>,
  request: Prioritized,
): Promise<Outcome<Answer<CompactionStarted>>> {
  const { conversationId } = input;
  const outcome = await deps.gateway.send(context, { name: 'compact', ...input }, request);
  const isRunning = outcome.ok || outcome.error.kind === 'conflict';
  if (isRunning || UNSURE_ENDS.includes(outcome.error.kind)) {
    await invalidate(deps, conversationPath(context, conversationId));
    deps.notify({ type: 'invalidated', profileId: context.profile.id, conversationId });
  }
  if (isRunning) await deps.onCompaction(context, conversationId);
  return outcome;
}
