import type {
  Answer,
  CompactionStarted,
  CompactionStatus,
  ConversationId,
} from '../../core/conversation/conversation.ts';
import { fail, succeed, type AppError, type Outcome } from '../../core/errors.ts';
import type { ReadMode, RequestInput } from '../../protocol/requests.ts';
import { endpointOf } from '../../synap/wire/endpoints.ts';
import type { Gateway } from '../outbound/gateway.ts';
import type { Priority } from '../outbound/request-line.ts';
import type { Contexts, ProfileContext } from '../profile/profile-context.ts';
import { pathKey } from './answer-cache.ts';
import { answerPath, conversationPath, hasShapeOf, isCacheable, withExpiry, type AnyAnswer } from './answer-rules.ts';
import { applyAnswer, findStatuses, invalidate, isAlreadyKnown, type ApplyDeps, type PartOf } from './apply-answer.ts';
import { startCompaction, type CompactionDeps } from './compaction.ts';
import { createInFlight, type Shared } from './in-flight.ts';
import { createKnownRuns } from './known-runs.ts';
import { createNegativeCache } from './negative-cache.ts';
import { createWhoamiCheck, type WhoamiCheck } from './whoami-check.ts';

interface ReadRequest extends PartOf {
  mode: ReadMode;
  priority: Priority;
  /** Null: the active profile. */
  profileId: string | null;
}

export interface HeldStatus {
  profileId: string;
  conversationId: ConversationId;
  status: Answer<CompactionStatus>;
}

export interface Lookups {
  read(request: ReadRequest): Promise<Outcome<AnyAnswer | null>>;
  /** `isWanted` is false once the view that asks is gone: what has not been sent by then is not sent. */
  compact(input: RequestInput<'compact'>, isWanted: () => boolean): Promise<Outcome<Answer<CompactionStarted>>>;
  /** The last statuses of these conversations under a profile (null: the active one), however old. */
  findStatuses(profileId: string | null, conversationIds: readonly ConversationId[]): Promise<HeldStatus[]>;
  /** Makes conversations that were just unknown to Synap readable again, and forgets what was known of runs. */
  forget(): void;
}

export interface LookupDeps
  extends Omit<ApplyDeps, 'inFlight' | 'knownRuns'>, Pick<CompactionDeps, 'gateway' | 'onBegun'> {
  contexts: Contexts;
  now(): number;
}

export function createLookups(deps: LookupDeps): Lookups {
  const { gateway, contexts, notify } = deps;
  // In-memory state that may be lost with the worker: requests in flight, and recent refusals.
  const inFlight = createInFlight();
  const refusals = createNegativeCache(deps.now);
  const knownRuns = createKnownRuns(deps.now);
  const applyDeps = { ...deps, inFlight, knownRuns };
  const check = createWhoamiCheck(gateway, deps.now);

  const send = async (context: ProfileContext, request: ReadRequest, shared: Shared): Promise<Outcome<AnyAnswer>> => {
    const { conversationId, part } = request;
    const about = { profileId: context.profile.id, conversationId, part };
    const sent = await gateway.send(context, { conversationId, part }, shared.request, (until) =>
      notify({ type: 'queued', ...about, until }),
    );
    const outcome = await check.explain(context, shared.request, sent);
    // A full queue says nothing about the conversation, so only the caller learns of it.
    if (!outcome.ok && outcome.error.kind === 'queue-full') return outcome;
    refusals.note(requestKey(context, request), outcome.ok ? null : outcome.error);
    if (!outcome.ok) {
      if (isUnknown(outcome.error)) await dropUnknown(applyDeps, context, conversationId, shared);
      if (outcome.error.kind !== 'cancelled') notify({ type: 'failed', ...about, error: outcome.error });
      if (part.kind === 'status' && !context.signal.aborted) await deps.onStatus(context, conversationId, outcome);
      return outcome;
    }
    const answer = withExpiry(part.kind, outcome.value, context.settings.ttlSeconds);
    // Superseded while the answer was on its way: it is requested again.
    if (shared.invalidated && !(await isAlreadyKnown(applyDeps, context, request, answer))) {
      return sendOnce(context, request);
    }
    return applyAnswer(applyDeps, context, request, answer, shared);
  };

  const sendOnce = (context: ProfileContext, request: ReadRequest) =>
    inFlight.share(requestKey(context, request), request.priority, (shared) => send(context, request, shared));

  return {
    read: async (request) => {
      const resolved = await contexts.resolveShared(request.profileId);
      if (!resolved.ok) return resolved;
      const context = resolved.value;
      if (request.mode !== 'fresh') {
        const hit = await fromCache(deps, context, request);
        if (hit) return succeed(hit);
        const refused = refusals.find(requestKey(context, request));
        if (refused) return fail(refused);
      }
      return request.mode === 'peek' ? succeed(null) : sendOnce(context, request);
    },
    compact: createCompact(applyDeps, check),
    findStatuses: async (profileId, conversationIds) => {
      const resolved = await contexts.resolve(profileId);
      return resolved.ok ? heldStatuses(deps.cache, resolved.value, conversationIds) : [];
    },
    forget: () => {
      refusals.clear();
      knownRuns.clear();
    },
  };
}

async function heldStatuses(
  cache: LookupDeps['cache'],
  context: ProfileContext,
  conversationIds: Parameters<Lookups['findStatuses']>[1],
): ReturnType<Lookups['findStatuses']> {
  const held = await findStatuses(cache, context, conversationIds);
  return held.flatMap((status, at) => {
    const conversationId = conversationIds[at];
    return status && conversationId ? [{ profileId: context.profile.id, conversationId, status }] : [];
  });
}

/** Synap does not know the conversation, or has no message of it under this key. */
function isUnknown(error: AppError): boolean {
  return error.kind === 'unknown-conversation' || (error.kind === 'no-messages' && error.keyWorks);
}

/** Drops a conversation that Synap no longer knows from the cache, so that it is no longer served. */
async function dropUnknown(
  deps: ApplyDeps,
  context: ProfileContext,
  conversationId: ConversationId,
  shared: Shared,
): Promise<void> {
  const dropped = await invalidate(deps, conversationPath(context, conversationId), shared);
  if (dropped > 0) deps.notify({ type: 'invalidated', profileId: context.profile.id, conversationId });
}

/** A second click during the first joins the same compaction. */
function createCompact(deps: CompactionDeps & Pick<LookupDeps, 'contexts'>, check: WhoamiCheck): Lookups['compact'] {
  const underWay = new Map<
    string,
    { started: Promise<Outcome<Answer<CompactionStarted>>>; wanted: (() => boolean)[] }
  >();
  return async (input, isWanted) => {
    const resolved = await deps.contexts.resolve(null);
    if (!resolved.ok) return resolved;
    const context = resolved.value;
    if (context.profile.id !== input.profileId) return fail({ kind: 'cancelled' });
    const key = pathKey(conversationPath(context, input.conversationId));
    const known = underWay.get(key);
    if (known) {
      known.wanted.push(isWanted);
      return known.started;
    }
    const wanted = [isWanted];
    const request = { priority: 'user', isWanted: () => wanted.some((is) => is()) } as const;
    const started = startCompaction(deps, context, input, request)
      .then((outcome) => check.explain(context, { priority: 'user' }, outcome))
      .finally(() => underWay.delete(key));
    underWay.set(key, { started, wanted });
    return started;
  };
}

function requestKey(context: ProfileContext, { conversationId, part }: PartOf): string {
  return pathKey(answerPath(context, conversationId, part));
}

async function fromCache(
  { cache, gateway }: { cache: LookupDeps['cache']; gateway: Gateway },
  context: ProfileContext,
  { conversationId, part, mode }: ReadRequest,
): Promise<AnyAnswer | null> {
  if (!isCacheable(part)) return null;
  const hit = await cache.fresh(answerPath(context, conversationId, part), context.settings.ttlSeconds * 1000);
  if (!hit || !hasShapeOf(part.kind, hit.data)) return null;
  if (mode === 'cached') {
    const { path } = endpointOf({ conversationId, part });
    gateway.logCacheHit(context, { conversationId, call: part.kind, path, correlationId: hit.meta.correlationId });
  }
  // `hasShapeOf` has checked the data.
  return hit as AnyAnswer;
}
