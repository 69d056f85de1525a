import { SUMMARY_FORMATS } from '../../core/conversation/conversation.ts';
import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ConversationId,
} from '../../core/conversation/conversation.ts';
import { partAnswer, STATUS, type Part, type PartAnswer } from '../../core/conversation/part.ts';
import { fail, succeed, type Outcome } from '../../core/errors.ts';
import type { WorkerEvent } from '../../protocol/events.ts';
import type { ProfileContext } from '../profile/profile-context.ts';
import { pathKey, type AnswerCache, type CachePath } from './answer-cache.ts';
import {
  answerPath,
  conversationPath,
  hasShapeOf,
  isCacheable,
  isNewerStatus,
  supersedes,
  type AnyAnswer,
} from './answer-rules.ts';
import type { InFlight, Shared } from './in-flight.ts';

/** Applies an answer's consequences: cache, events, watches. */
export interface ApplyDeps {
  cache: AnswerCache;
  inFlight: InFlight;
  notify(event: WorkerEvent): void;
  onStatus(
    context: ProfileContext,
    conversationId: ConversationId,
    outcome: Outcome<Answer<CompactionStatus>>,
  ): Promise<void>;
}

/** Identifies an answer. */
export interface PartOf {
  conversationId: ConversationId;
  part: Part;
}

export async function applyAnswer(
  deps: ApplyDeps,
  context: ProfileContext,
  { conversationId, part }: PartOf,
  answer: AnyAnswer,
  shared: Shared,
): Promise<Outcome<AnyAnswer>> {
  const base = conversationPath(context, conversationId);
  const received = partAnswer(part, answer);
  const isNew = await isNewer(deps.cache, context, conversationId, received);
  if (isNew) await invalidate(deps, base, shared);
  if (isCacheable(part)) {
    await deps.cache.put(answerPath(context, conversationId, part), answer, context.settings.cacheEntries);
  }
  // The key was removed while its answer was being stored: nothing of it may stay.
  if (context.signal.aborted) {
    await invalidate(deps, base);
    return fail({ kind: 'cancelled' });
  }
  const about = { profileId: context.profile.id, conversationId };
  deps.notify({ type: 'answered', ...about, ...received });
  if (isNew) deps.notify({ type: 'invalidated', ...about });
  if (isOfStatus(received)) await deps.onStatus(context, conversationId, succeed(received.answer));
  return succeed(answer);
}

/** Drops everything cached or in flight under this path, except the request whose answer is the reason. */
export async function invalidate(
  { cache, inFlight }: Pick<ApplyDeps, 'cache' | 'inFlight'>,
  base: CachePath,
  except?: Shared,
): Promise<void> {
  inFlight.invalidate(pathKey(base), except);
  // A cache that cannot be emptied cannot be read either.
  await cache.drop(base).catch(() => undefined);
}

/**
 * A summary carries its version: if it is at least the newest status's, the answer is valid whenever it was requested.
 */
export async function isAlreadyKnown(
  { cache }: Pick<ApplyDeps, 'cache'>,
  context: ProfileContext,
  { conversationId, part }: PartOf,
  answer: AnyAnswer,
): Promise<boolean> {
  if (part.kind !== 'summary') return false;
  if (part.version !== null) return true;
  const status = await findStatus(cache, context, conversationId);
  const { version } = (answer.data as CompactedSummary | null) ?? { version: 0 };
  return status !== null && (version ?? 0) >= (status.latestVersion ?? 1);
}

async function findStatus(cache: AnswerCache, context: ProfileContext, conversationId: ConversationId) {
  const [held] = await cache.findAll([answerPath(context, conversationId, STATUS)]);
  return held ? statusIn(held) : null;
}

function statusIn({ data }: Answer<unknown>): CompactionStatus | null {
  return hasShapeOf('status', data) ? (data as CompactionStatus) : null;
}

/** The status and the latest summaries that the cache holds, however old. */
async function findHeld(cache: AnswerCache, context: ProfileContext, conversationId: ConversationId) {
  const latest = SUMMARY_FORMATS.map((format): Part => ({ kind: 'summary', format, version: null }));
  const paths = [STATUS, ...latest].map((part) => answerPath(context, conversationId, part));
  const [status, ...summaries] = await cache.findAll(paths);
  return {
    status: status ? statusIn(status) : null,
    summaries: summaries
      .filter((held) => held !== null && hasShapeOf('summary', held.data))
      .map((held) => held?.data as CompactedSummary | null),
  };
}

/** Whether this answer supersedes the conversation's cached ones. */
async function isNewer(
  cache: AnswerCache,
  context: ProfileContext,
  conversationId: ConversationId,
  received: PartAnswer,
): Promise<boolean> {
  if (isOfStatus(received)) {
    const { status, summaries } = await findHeld(cache, context, conversationId);
    const { data } = received.answer;
    return (status !== null && isNewerStatus(data, status)) || summaries.some((summary) => supersedes(data, summary));
  }
  if (!isOfLatestSummary(received)) return false;
  const status = await findStatus(cache, context, conversationId);
  return status !== null && (received.answer.data?.version ?? 0) > (status.latestVersion ?? 0);
}

function isOfStatus(received: PartAnswer): received is PartAnswer<'status'> {
  return received.part.kind === 'status';
}

function isOfLatestSummary(received: PartAnswer): received is PartAnswer<'summary'> {
  return received.part.kind === 'summary' && received.part.version === null;
}
