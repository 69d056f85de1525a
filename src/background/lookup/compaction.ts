import type { Answer, CompactionStarted, ConversationId } from '../../core/conversation/conversation.ts';
import { begunRun, type KnownRun } from '../../core/conversation/run-order.ts';
import { UNSURE_ENDS, type Outcome } from '../../core/errors.ts';
import type { RequestInput } from '../../protocol/requests.ts';
import type { Gateway } from '../outbound/gateway.ts';
import type { Prioritized } from '../outbound/request-line.ts';
import type { ProfileContext } from '../profile/profile-context.ts';
import { conversationPath } from './answer-rules.ts';
import { findKnownRun, invalidate, type ApplyDeps } from './apply-answer.ts';

/** A run that was started, or found in progress. */
export interface BegunRun {
  known: KnownRun;
  etaSeconds: number | null;
}

export interface CompactionDeps extends Pick<ApplyDeps, 'cache' | 'inFlight' | 'knownRuns' | 'notify'> {
  gateway: Gateway;
  onBegun(context: ProfileContext, conversationId: ConversationId, run: BegunRun): Promise<void>;
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
  const path = conversationPath(context, conversationId);
  const started = outcome.ok ? outcome.value.data : null;
  const before = isRunning ? await findKnownRun(deps, context, conversationId) : null;
  const run: BegunRun = { known: begunRun(before, started), etaSeconds: started?.estimatedCompletionSeconds ?? null };
  if (isRunning || UNSURE_ENDS.includes(outcome.error.kind)) {
    await invalidate(deps, path);
    deps.notify({ type: 'invalidated', profileId: context.profile.id, conversationId });
  }
  if (isRunning) {
    deps.knownRuns.begin(path, run.known);
    await deps.onBegun(context, conversationId, run);
  }
  return outcome;
}
