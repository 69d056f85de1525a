import type { Answer, CompactionStarted, CompactionStatus, ConversationId, CompactedSummary } from '../core/conversation.ts';
import { SUMMARY_FORMATS } from '../core/conversation.ts';
import { fail, succeed, type AppError, type Outcome } from '../core/errors.ts';
import type { Part, WorkerEvent } from '../protocol/events.ts';
import type { ReadMode, RequestInput } from '../protocol/requests.ts';
import { endpointOf } from '../synap/endpoints.ts';
import { confirmNoMessages } from '../synap/failure.ts';
import {
  callOf,
  conversationPath,
  isCacheable,
  learnedOf,
  outdates,
  partName,
  supersedes,
  withExpiry,
  type ReadAnswer,
} from './answers.ts';
import type { Rank } from './budget-queue.ts';
import type { AnswerCache } from './cache.ts';
import type { Contexts, ProfileContext } from './contexts.ts';
import type { Gateway } from './gateway.ts';
import { createRefusals } from './refusals.ts';

export interface ReadQuestion {
  conversationId: ConversationId;
  part: Part;
  mode: ReadMode;
  rank: Rank;
  /** Null: the active profile. */
  profileId: string | null;
}

export interface Lookups {
  read(question: ReadQuestion): Promise<Outcome<ReadAnswer | null>>;
  compact(input: RequestInput<'compact'>): Promise<Outcome<Answer<CompactionStarted>>>;
}

export interface LookupParts {
  contexts: Contexts;
  cache: AnswerCache;
  gateway: Gateway;
  tellAll(event: WorkerEvent): void;
  now(): number;
  /** Each status learned or failed, whoever asked. */
  onStatus(context: ProfileContext, conversationId: ConversationId, outcome: Outcome<Answer<CompactionStatus>>): Promise<void>;
  /** A run was started, or found running, by the user's compaction. */
  onCompaction(context: ProfileContext, conversationId: ConversationId): Promise<void>;
}

export function createLookups(parts: LookupParts): Lookups {
  const { gateway, contexts, tellAll } = parts;
  // What may vanish with the worker: questions in flight, and what was refused just now.
  const inFlight = new Map<string, Promise<Outcome<ReadAnswer>>>();
  const compacting = new Map<string, Promise<Outcome<Answer<CompactionStarted>>>>();
  const refusals = createRefusals(parts.now);

  const ask = async (context: ProfileContext, question: ReadQuestion): Promise<Outcome<ReadAnswer>> => {
    const { conversationId, part, rank } = question;
    const about = { profileId: context.profile.id, conversationId, part };
    let queued = false;
    const sent = await gateway.send(context, callOf(conversationId, part), rank, (until) => {
      queued = true;
      tellAll({ type: 'queued', ...about, until });
    });
    if (queued) tellAll({ type: 'queued', ...about, until: null });
    const outcome = sent.ok ? sent : fail(await confirmRefusal(gateway, context, rank, sent.error));
    if (!outcome.ok) {
      refusals.note(questionKey(context, question), outcome.error);
      if (outcome.error.kind !== 'cancelled') tellAll({ type: 'failed', ...about, error: outcome.error });
      if (part.kind === 'status') await parts.onStatus(context, conversationId, outcome);
      return outcome;
    }
    const answer = withExpiry({ kind: part.kind, answer: outcome.value }, context.settings.ttlSeconds);
    await learn(parts, context, conversationId, part, answer);
    return succeed(answer);
  };

  const askOnce = (context: ProfileContext, question: ReadQuestion) => {
    const key = questionKey(context, question);
    const known = inFlight.get(key);
    if (known) return known;
    const asked = ask(context, question).finally(() => inFlight.delete(key));
    inFlight.set(key, asked);
    return asked;
  };

  return {
    read: async (question) => {
      const resolved = await contexts.resolve(question.profileId);
      if (!resolved.ok) return resolved;
      const context = resolved.value;
      if (question.mode !== 'fresh') {
        const hit = await fromCache(parts, context, question);
        if (hit) return succeed(hit);
        const refused = refusals.find(questionKey(context, question));
        if (refused) return fail(refused);
      }
      return question.mode === 'peek' ? succeed(null) : askOnce(context, question);
    },
    compact: async (input) => {
      const resolved = await contexts.resolve(null);
      if (!resolved.ok) return resolved;
      const context = resolved.value;
      if (context.profile.lockCompact) return fail({ kind: 'compaction-locked', profileName: context.profile.name });
      // A second click while the first is under way is the same compaction, not another.
      const key = [context.profile.id, input.conversationId].join('|');
      const known = compacting.get(key);
      if (known) return known;
      const started = startCompaction(parts, context, input).finally(() => compacting.delete(key));
      compacting.set(key, started);
      return started;
    },
  };
}

function questionKey(context: ProfileContext, question: ReadQuestion): string {
  return [...conversationPath(context, question.conversationId), partName(question.part)].join('|');
}

async function fromCache(parts: LookupParts, context: ProfileContext, question: ReadQuestion): Promise<ReadAnswer | null> {
  if (!isCacheable(question.part)) return null;
  const path = [...conversationPath(context, question.conversationId), partName(question.part)];
  const hit = await parts.cache.fresh(path);
  if (!hit) return null;
  if (question.mode === 'cached') {
    parts.gateway.logCacheHit(context, {
      conversationId: question.conversationId,
      call: question.part.kind,
      path: endpointOf(callOf(question.conversationId, question.part)).path,
      correlationId: hit.meta.correlationId,
    });
  }
  // Only `learn` writes this path, with the data of this part.
  return hit as ReadAnswer;
}

/** 403 may mean the key or the conversation: only a failing whoami makes it the key's fault. */
async function confirmRefusal(gateway: Gateway, context: ProfileContext, rank: Rank, error: AppError): Promise<AppError> {
  if (error.kind !== 'no-messages') return error;
  const whoami = await gateway.send(context, { name: 'whoami' }, rank);
  return confirmNoMessages(error, whoami.ok ? null : whoami.error);
}

async function learn(
  parts: LookupParts,
  context: ProfileContext,
  conversationId: ConversationId,
  part: Part,
  answer: ReadAnswer,
): Promise<void> {
  const { cache } = parts;
  const base = conversationPath(context, conversationId);
  const path = [...base, partName(part)];
  const learned = learnedOf(part, answer);
  const dropped = await isNews(cache, base, learned);
  if (dropped) await cache.drop(base);
  if (isCacheable(part)) await cache.put(path, answer, context.settings.cacheEntries);
  const about = { profileId: context.profile.id, conversationId };
  parts.tellAll({ type: 'learned', ...about, learned });
  if (dropped) parts.tellAll({ type: 'dropped', ...about });
  if (learned.kind === 'status') await parts.onStatus(context, conversationId, succeed(learned.answer));
}

/** Does this answer make what is cached of the conversation outdated? */
async function isNews(cache: AnswerCache, base: readonly string[], learned: ReturnType<typeof learnedOf>): Promise<boolean> {
  const before = (await cache.find([...base, partName({ kind: 'status' })])) as Answer<CompactionStatus> | null;
  if (learned.kind === 'summary' && learned.version === null && before) {
    return (learned.answer.data?.version ?? 0) > (before.data.latestVersion ?? 0);
  }
  if (learned.kind !== 'status') return false;
  const status = learned.answer.data;
  if (before && supersedes(status, before.data)) return true;
  const summaries = await Promise.all(
    SUMMARY_FORMATS.map((format) => cache.find([...base, partName({ kind: 'summary', format, version: null })])),
  );
  return summaries.some((held) => held !== null && outdates(status, held.data as CompactedSummary | null));
}

/** Sent once, whatever happens. Afterwards nothing cached of the conversation holds. */
async function startCompaction(
  parts: LookupParts,
  context: ProfileContext,
  input: RequestInput<'compact'>,
): Promise<Outcome<Answer<CompactionStarted>>> {
  const { conversationId } = input;
  const outcome = await parts.gateway.send(context, { name: 'compact', ...input }, 0);
  if (outcome.ok || outcome.error.kind === 'conflict') {
    await parts.cache.drop(conversationPath(context, conversationId));
    parts.tellAll({ type: 'dropped', profileId: context.profile.id, conversationId });
    await parts.onCompaction(context, conversationId);
  }
  return outcome;
}
