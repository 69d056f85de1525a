import type {
  Answer,
  CompactionStarted,
  CompactionStatus,
  ConversationId,
} from '../../core/conversation/conversation.ts';
import { fail, succeed, type Outcome } from '../../core/errors.ts';
import type { WorkerEvent } from '../../protocol/events.ts';
import type { RequestInput } from '../../protocol/requests.ts';
import { endpointOf } from '../../synap/wire/endpoints.ts';
import {
  callOf,
  conversationPath,
  fits,
  isCacheable,
  partName,
  withExpiry,
  type ReadAnswer,
  type ReadQuestion,
} from './answer-rules.ts';
import { pathKey, type AnswerCache } from './answer-cache.ts';
import { startCompaction } from './compaction.ts';
import type { Contexts, ProfileContext } from '../profile/profile-context.ts';
import { createFlights, type Flight } from './in-flight.ts';
import type { Gateway } from '../outbound/gateway.ts';
import { createKeyProofs } from './whoami-check.ts';
import { knowsTheNews, learn } from './apply-answer.ts';
import { createRefusals } from './negative-cache.ts';

export interface Lookups {
  read(question: ReadQuestion): Promise<Outcome<ReadAnswer | null>>;
  compact(input: RequestInput<'compact'>): Promise<Outcome<Answer<CompactionStarted>>>;
  /** What Synap did not know a moment ago is asked for again. */
  forgetRefusals(): void;
}

export interface LookupParts {
  contexts: Contexts;
  cache: AnswerCache;
  gateway: Gateway;
  tellAll(event: WorkerEvent): void;
  now(): number;
  /** Each status learned or failed, whoever asked. */
  onStatus(
    context: ProfileContext,
    conversationId: ConversationId,
    outcome: Outcome<Answer<CompactionStatus>>,
  ): Promise<void>;
  /** A run was started, or found running, by the user's compaction. */
  onCompaction(context: ProfileContext, conversationId: ConversationId): Promise<void>;
}

export function createLookups(parts: LookupParts): Lookups {
  const { gateway, contexts, tellAll } = parts;
  // What may vanish with the worker: questions in flight, and what was refused just now.
  const flights = createFlights();
  const compacting = new Map<string, Promise<Outcome<Answer<CompactionStarted>>>>();
  const refusals = createRefusals(parts.now);
  const proofs = createKeyProofs(gateway, parts.now);

  const ask = async (context: ProfileContext, question: ReadQuestion, flight: Flight): Promise<Outcome<ReadAnswer>> => {
    const { conversationId, part } = question;
    const about = { profileId: context.profile.id, conversationId, part };
    const sent = await gateway.send(context, callOf(conversationId, part), flight.urgency, (until) =>
      tellAll({ type: 'queued', ...about, until }),
    );
    const outcome = await proofs.explain(context, flight.urgency, sent);
    // Not sent, or not once more: that says nothing of the conversation, to nobody but the asker.
    if (!outcome.ok && outcome.error.kind === 'queue-full') return outcome;
    refusals.note(questionKey(context, question), outcome.ok ? null : outcome.error);
    if (!outcome.ok) {
      if (outcome.error.kind !== 'cancelled') tellAll({ type: 'failed', ...about, error: outcome.error });
      if (part.kind === 'status') await parts.onStatus(context, conversationId, outcome);
      return outcome;
    }
    const answer = withExpiry({ kind: part.kind, answer: outcome.value }, context.settings.ttlSeconds);
    // The answer was on its way when something made it old: it is asked for anew.
    if (flight.outdated && !(await knowsTheNews(parts, context, question, answer))) return askOnce(context, question);
    return learn({ ...parts, flights }, context, question, answer, flight);
  };

  const askOnce = (context: ProfileContext, question: ReadQuestion) =>
    flights.join(questionKey(context, question), question.rank, (flight) => ask(context, question, flight));

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
      if (context.profile.id !== input.profileId) return fail({ kind: 'cancelled' });
      if (context.profile.lockCompact) return fail({ kind: 'compaction-locked', profileName: context.profile.name });
      // A second click while the first is under way is the same compaction, not another.
      const key = pathKey(conversationPath(context, input.conversationId));
      const known = compacting.get(key);
      if (known) return known;
      const started = startCompaction({ ...parts, flights }, context, input)
        .then((outcome) => proofs.explain(context, { rank: 0 }, outcome))
        .finally(() => compacting.delete(key));
      compacting.set(key, started);
      return started;
    },
    forgetRefusals: refusals.forget,
  };
}

function questionKey(context: ProfileContext, question: ReadQuestion): string {
  return pathKey([...conversationPath(context, question.conversationId), partName(question.part)]);
}

async function fromCache(
  parts: LookupParts,
  context: ProfileContext,
  question: ReadQuestion,
): Promise<ReadAnswer | null> {
  if (!isCacheable(question.part)) return null;
  const path = [...conversationPath(context, question.conversationId), partName(question.part)];
  const hit = await parts.cache.fresh(path);
  if (!hit || !fits(question.part.kind, hit.data)) return null;
  if (question.mode === 'cached') {
    parts.gateway.logCacheHit(context, {
      conversationId: question.conversationId,
      call: question.part.kind,
      path: endpointOf(callOf(question.conversationId, question.part)).path,
      correlationId: hit.meta.correlationId,
    });
  }
  return hit as ReadAnswer;
}
