import { SUMMARY_FORMATS } from '../../core/conversation/conversation.ts';
import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ConversationId,
} from '../../core/conversation/conversation.ts';
import { fail, succeed, type Outcome } from '../../core/errors.ts';
import type { WorkerEvent } from '../../protocol/events.ts';
import {
  conversationPath,
  fits,
  isCacheable,
  learnedOf,
  outdates,
  partName,
  supersedes,
  type ReadAnswer,
  type ReadQuestion,
} from './answer-rules.ts';
import { pathKey, type AnswerCache, type CachePath } from './answer-cache.ts';
import type { ProfileContext } from '../profile/profile-context.ts';
import type { Flight, Flights } from './in-flight.ts';

/** What an answer changes for others. */
export interface LearnParts {
  cache: AnswerCache;
  flights: Flights;
  tellAll(event: WorkerEvent): void;
  onStatus(
    context: ProfileContext,
    conversationId: ConversationId,
    outcome: Outcome<Answer<CompactionStatus>>,
  ): Promise<void>;
}

export async function learn(
  parts: LearnParts,
  context: ProfileContext,
  { conversationId, part }: Pick<ReadQuestion, 'conversationId' | 'part'>,
  answer: ReadAnswer,
  flight: Flight,
): Promise<Outcome<ReadAnswer>> {
  const { cache } = parts;
  const base = conversationPath(context, conversationId);
  const learned = learnedOf(part, answer);
  const isNew = await isNews(cache, base, learned);
  if (isNew) await forget(parts, base, flight);
  if (isCacheable(part)) await cache.put([...base, partName(part)], answer, context.settings.cacheEntries);
  // The key went while its answer was being kept: nothing of it stays.
  if (context.signal.aborted) {
    await forget(parts, base);
    return fail({ kind: 'cancelled' });
  }
  const about = { profileId: context.profile.id, conversationId };
  parts.tellAll({ type: 'learned', ...about, learned });
  if (isNew) parts.tellAll({ type: 'dropped', ...about });
  if (learned.kind === 'status') await parts.onStatus(context, conversationId, succeed(learned.answer));
  return succeed(answer);
}

/** Nothing cached or under way under this path holds; `except` is the question that brought the news. */
export async function forget(
  { cache, flights }: Pick<LearnParts, 'cache' | 'flights'>,
  base: CachePath,
  except?: Flight,
): Promise<void> {
  flights.outdate(pathKey(base), except);
  // A cache that cannot be emptied could not be read either.
  await cache.drop(base).catch(() => undefined);
}

/** A summary tells its version: one as new as the newest status holds, whenever it was asked for. */
export async function knowsTheNews(
  { cache }: Pick<LearnParts, 'cache'>,
  context: ProfileContext,
  { conversationId, part }: Pick<ReadQuestion, 'conversationId' | 'part'>,
  answer: ReadAnswer,
): Promise<boolean> {
  const learned = learnedOf(part, answer);
  if (learned.kind !== 'summary') return false;
  if (learned.version !== null) return true;
  const status = await statusHeld(cache, conversationPath(context, conversationId));
  return status !== null && (learned.answer.data?.version ?? 0) >= (status.data.latestVersion ?? 1);
}

async function statusHeld(cache: AnswerCache, base: CachePath): Promise<Answer<CompactionStatus> | null> {
  const held = await cache.find([...base, partName({ kind: 'status' })]);
  return held && fits('status', held.data) ? (held as Answer<CompactionStatus>) : null;
}

/** Does this answer make what is cached of the conversation outdated? */
async function isNews(
  cache: AnswerCache,
  base: readonly string[],
  learned: ReturnType<typeof learnedOf>,
): Promise<boolean> {
  const before = await statusHeld(cache, base);
  if (learned.kind === 'summary' && learned.version === null && before) {
    return (learned.answer.data?.version ?? 0) > (before.data.latestVersion ?? 0);
  }
  if (learned.kind !== 'status') return false;
  const status = learned.answer.data;
  if (before && supersedes(status, before.data)) return true;
  const summaries = await Promise.all(
    SUMMARY_FORMATS.map((format) => cache.find([...base, partName({ kind: 'summary', format, version: null })])),
  );
  return summaries.some(
    (held) => held !== null && fits('summary', held.data) && outdates(status, held.data as CompactedSummary | null),
  );
}
