import { SUMMARY_FORMATS } from '../../core/conversation/conversation.ts';
import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ConversationId,
} from '../../core/conversation/conversation.ts';
import { partAnswer, STATUS, type Part, type PartAnswer } from '../../core/conversation/part.ts';
import { isSummaryBehind, learnRun, runNews, type KnownRun } from '../../core/conversation/run-order.ts';
import { fail, succeed, type Outcome } from '../../core/errors.ts';
import type { WorkerEvent } from '../../protocol/events.ts';
import type { ProfileContext } from '../profile/profile-context.ts';
import { pathKey, type AnswerCache, type CachePath } from './answer-cache.ts';
import { answerPath, conversationPath, hasShapeOf, isCacheable, type AnyAnswer } from './answer-rules.ts';
import { ignoreErrors } from '../serialize.ts';
import type { InFlight, Shared } from './in-flight.ts';
import type { KnownRuns, Standing } from './known-runs.ts';

/** Applies an answer's consequences: cache, events, watches. */
export interface ApplyDeps {
  cache: AnswerCache;
  inFlight: InFlight;
  knownRuns: KnownRuns;
  notify(event: WorkerEvent): void;
  /** Every answer that counts, a pinned summary included; whether the history knows more since. */
  onAnswer(context: ProfileContext, conversationId: ConversationId, received: PartAnswer): Promise<boolean>;
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
  const standing = await standingOf(deps, context, conversationId, received);
  if (standing === 'old') return giveWay(deps, context, conversationId, received);
  const isNew = standing === 'news';
  if (isNew) await invalidate(deps, base, shared);
  if (context.signal.aborted) return fail({ kind: 'cancelled' });
  if (isCacheable(part)) {
    void deps.cache.put(answerPath(context, conversationId, part), answer, context.settings.cacheEntries);
  }
  // Every view hears of it, but the asker does not wait for the history.
  const tell = async () => {
    const newRun = await deps.onAnswer(context, conversationId, received);
    // The key was removed while its answer was being applied: nothing of it may stay.
    if (context.signal.aborted) return void (await invalidate(deps, base));
    const about = { profileId: context.profile.id, conversationId };
    deps.notify({ type: 'answered', ...about, ...received, ...(newRun ? { newRun } : {}) });
    if (isNew) deps.notify({ type: 'invalidated', ...about });
  };
  const told = tell();
  ignoreErrors(told);
  if (isNew) await told;
  if (isOfStatus(received)) await deps.onStatus(context, conversationId, succeed(received.answer));
  return succeed(answer);
}

/**
 * An answer from before what is known: the cached one is given instead. Where there is none, it is passed on, but not
 * kept.
 */
async function giveWay(
  deps: ApplyDeps,
  context: ProfileContext,
  conversationId: ConversationId,
  received: PartAnswer,
): Promise<Outcome<AnyAnswer>> {
  const { part, answer } = received;
  const [held] = await deps.cache.findAll([answerPath(context, conversationId, part)]);
  const known = held && hasShapeOf(part.kind, held.data) ? (held as AnyAnswer) : null;
  const isBetter = known !== null && (await isUpToDate(deps, context, { conversationId, part }, known));
  const given: AnyAnswer = isBetter
    ? known
    : { ...answer, meta: { ...answer.meta, expiresAt: answer.meta.retrievedAt } };
  if (!isBetter) {
    deps.notify({ type: 'answered', profileId: context.profile.id, conversationId, ...partAnswer(part, given) });
  }
  if (isOfStatus(received)) await deps.onStatus(context, conversationId, succeed(received.answer));
  return succeed(given);
}

async function isUpToDate(deps: ApplyDeps, context: ProfileContext, about: PartOf, held: AnyAnswer): Promise<boolean> {
  if (about.part.kind === 'status') return isAlreadyKnown(deps, context, about, held);
  return (await standingOf(deps, context, about.conversationId, partAnswer(about.part, held))) === 'current';
}

/**
 * Drops everything cached or in flight under this path, except the request whose answer is the reason. Resolves with the
 * number of answers that were cached.
 */
export async function invalidate(
  { cache, inFlight }: Pick<ApplyDeps, 'cache' | 'inFlight'>,
  base: CachePath,
  except?: Shared,
): Promise<number> {
  inFlight.invalidate(pathKey(base), except);
  // A cache that cannot be emptied cannot be read either.
  return cache.drop(base).catch(() => 0);
}

/**
 * Whether the answer tells the latest that is known, and so is valid whenever it was requested. A prompt does not tell
 * of which version it is.
 */
export async function isAlreadyKnown(
  deps: Pick<ApplyDeps, 'cache' | 'knownRuns'>,
  context: ProfileContext,
  { conversationId, part }: PartOf,
  answer: AnyAnswer,
): Promise<boolean> {
  if (part.kind === 'prompt') return false;
  if (part.kind === 'summary' && part.version !== null) return true;
  const known = await findKnownRun(deps, context, conversationId);
  if (known === null) return false;
  const received = partAnswer(part, answer);
  if (isOfStatus(received)) return runNews(known, received.answer.data) !== 'older';
  const { version } = (answer.data as CompactedSummary | null) ?? { version: 0 };
  return (version ?? 0) >= (known.latestVersion ?? 1);
}

/** The latest run that is known of the conversation. */
export async function findKnownRun(
  { cache, knownRuns }: Pick<ApplyDeps, 'cache' | 'knownRuns'>,
  context: ProfileContext,
  conversationId: ConversationId,
): Promise<KnownRun | null> {
  const [held = null] = await findStatuses(cache, context, [conversationId]);
  return knownRuns.get(conversationPath(context, conversationId), held);
}

/** The last status of each conversation that the cache holds, however old. */
export async function findStatuses(
  cache: AnswerCache,
  context: ProfileContext,
  conversationIds: readonly ConversationId[],
): Promise<(Answer<CompactionStatus> | null)[]> {
  const held = await cache.findAll(conversationIds.map((id) => answerPath(context, id, STATUS)));
  return held.map(asStatus);
}

function asStatus(held: Answer<unknown> | null): Answer<CompactionStatus> | null {
  return held && hasShapeOf('status', held.data) ? (held as Answer<CompactionStatus>) : null;
}

/** The status and the latest summaries that the cache holds, however old. */
async function findHeld(cache: AnswerCache, context: ProfileContext, conversationId: ConversationId) {
  const latest = SUMMARY_FORMATS.map((format): Part => ({ kind: 'summary', format, version: null }));
  const paths = [STATUS, ...latest].map((part) => answerPath(context, conversationId, part));
  const [status = null, ...summaries] = await cache.findAll(paths);
  return {
    status: asStatus(status),
    summaries: summaries
      .filter((held) => held !== null && hasShapeOf('summary', held.data))
      .map((held) => held?.data as CompactedSummary | null),
  };
}

/** Compares the answer with what is known of the conversation. */
async function standingOf(
  { cache, knownRuns }: ApplyDeps,
  context: ProfileContext,
  conversationId: ConversationId,
  received: PartAnswer,
): Promise<Standing> {
  const path = conversationPath(context, conversationId);
  if (isOfStatus(received)) {
    const { status, summaries } = await findHeld(cache, context, conversationId);
    const { data } = received.answer;
    const standing = knownRuns.hearStatus(path, status, data);
    const told = learnRun(null, data);
    return standing === 'current' && summaries.some((summary) => isSummaryBehind(told, summary)) ? 'news' : standing;
  }
  const [status = null] = await findStatuses(cache, context, [conversationId]);
  if (isOfPrompt(received)) return knownRuns.hearPrompt(path, status, received.answer);
  return isOfLatestSummary(received) ? knownRuns.hearSummary(path, status, received.answer.data) : 'current';
}

function isOfStatus(received: PartAnswer): received is PartAnswer<'status'> {
  return received.part.kind === 'status';
}

function isOfPrompt(received: PartAnswer): received is PartAnswer<'prompt'> {
  return received.part.kind === 'prompt';
}

function isOfLatestSummary(received: PartAnswer): received is PartAnswer<'summary'> {
  return received.part.kind === 'summary' && received.part.version === null;
}
