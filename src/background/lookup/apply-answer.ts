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

/** What an answer changes for others. */
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

/** Which answer is meant. */
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
  const told = partAnswer(part, answer);
  const isNew = await isNewer(deps.cache, context, conversationId, told);
  if (isNew) await invalidate(deps, base, shared);
  if (isCacheable(part)) {
    await deps.cache.put(answerPath(context, conversationId, part), answer, context.settings.cacheEntries);
  }
  // The key was removed while its answer was stored: nothing of it stays.
  if (context.signal.aborted) {
    await invalidate(deps, base);
    return fail({ kind: 'cancelled' });
  }
  const about = { profileId: context.profile.id, conversationId };
  deps.notify({ type: 'answered', ...about, ...told });
  if (isNew) deps.notify({ type: 'invalidated', ...about });
  if (isOfStatus(told)) await deps.onStatus(context, conversationId, succeed(told.answer));
  return succeed(answer);
}

/** Drops what is cached or under way under this path; `except` is the request whose answer told the news. */
export async function invalidate(
  { cache, inFlight }: Pick<ApplyDeps, 'cache' | 'inFlight'>,
  base: CachePath,
  except?: Shared,
): Promise<void> {
  inFlight.invalidate(pathKey(base), except);
  // A cache that cannot be emptied could not be read either.
  await cache.drop(base).catch(() => undefined);
}

/** A summary tells its version: one as new as the newest status holds, whenever it was asked for. */
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

/** Whether this answer supersedes what is cached of the conversation. */
async function isNewer(
  cache: AnswerCache,
  context: ProfileContext,
  conversationId: ConversationId,
  told: PartAnswer,
): Promise<boolean> {
  if (isOfStatus(told)) {
    const { status, summaries } = await findHeld(cache, context, conversationId);
    const { data } = told.answer;
    return (status !== null && isNewerStatus(data, status)) || summaries.some((summary) => supersedes(data, summary));
  }
  if (!isOfLatestSummary(told)) return false;
  const status = await findStatus(cache, context, conversationId);
  return status !== null && (told.answer.data?.version ?? 0) > (status.latestVersion ?? 0);
}

function isOfStatus(told: PartAnswer): told is PartAnswer<'status'> {
  return told.part.kind === 'status';
}

function isOfLatestSummary(told: PartAnswer): told is PartAnswer<'summary'> {
  return told.part.kind === 'summary' && told.part.version === null;
}
