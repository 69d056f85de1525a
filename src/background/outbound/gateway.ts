import type { Answer } from '../../core/conversation/conversation.ts';
import { fail, succeed, UNSURE_ENDS, type AppError, type ErrorKind, type Outcome } from '../../core/errors.ts';
import type { AttemptReport } from '../../synap/send/attempt.ts';
import type { SynapClient } from '../../synap/client.ts';
import { conversationOf, endpointOf, type Call, type ResultOf } from '../../synap/wire/endpoints.ts';
import type { Target } from '../../synap/send/request-init.ts';
import type { RequestLogEntry } from '../../protocol/overview.ts';
import { isBlocked, type Admission, type Outgoing } from './admission.ts';
import type { Prioritized, Release } from './request-line.ts';
import type { RequestQueue } from './request-queue.ts';
import type { Contexts, ProfileContext } from '../profile/profile-context.ts';
import type { KeySignals } from '../profile/key-signals.ts';
import type { Pauses } from './pauses.ts';
import type { RequestLog } from './request-log.ts';

/** Called with the time until which a request waits for the budget; with null when it no longer waits. */
type OnQueued = (until: number | null) => void;

/** The only way to Synap: every request of every profile passes pause, budget and log here. */
export interface Gateway {
  send<C extends Call>(
    context: ProfileContext,
    call: C,
    request: Prioritized,
    onQueued?: OnQueued,
  ): Promise<Outcome<Answer<ResultOf<C>>>>;
  /** Logs a read that the cache answered. */
  logCacheHit(
    context: ProfileContext,
    entry: Pick<RequestLogEntry, 'conversationId' | 'call' | 'path' | 'correlationId'>,
  ): void;
  /** Cancels the profile's requests, in flight or waiting: its key was removed or replaced. */
  abort(profileId: string): void;
  /** Resolves when every request in flight has ended. */
  settled(): Promise<void>;
}

export interface GatewayDeps {
  /** The demo has its own client, which never touches the network. */
  clientFor(demo: boolean): SynapClient;
  queue: RequestQueue;
  pauses: Pauses;
  admission: Admission;
  contexts: Pick<Contexts, 'resolve'>;
  keySignals: KeySignals;
  log: RequestLog;
  now(): number;
  newId(): string;
  onPauseChanged(): void;
}

export function createGateway(deps: GatewayDeps): Gateway {
  const underWay = new Set<Promise<unknown>>();
  return {
    send: (context, call, request, onQueued) => {
      const sent = send(deps, { context, call, request }, onQueued).finally(() => underWay.delete(sent));
      underWay.add(sent);
      return sent;
    },
    logCacheHit: (context, entry) =>
      deps.log.add({
        ...entry,
        id: deps.newId(),
        profileId: context.profile.id,
        method: 'GET',
        baseUrl: context.profile.baseUrl,
        body: null,
        startedAt: deps.now(),
        tookMs: 0,
        serverMs: null,
        status: null,
        source: 'cache',
        attempt: 1,
        errorKind: null,
      }),
    abort: (profileId) => {
      deps.keySignals.abort(profileId);
      deps.queue.refuse(profileId, { kind: 'cancelled' });
    },
    settled: async () => void (await Promise.allSettled(underWay)),
  };
}

async function send<C extends Call>(
  deps: GatewayDeps,
  outgoing: Outgoing & { call: C },
  onQueued: OnQueued | undefined,
): Promise<Outcome<Answer<ResultOf<C>>>> {
  const { context, call } = outgoing;
  // The bucket is read beside the pause.
  const [refused] = await Promise.all([deps.admission.refusal(outgoing), deps.queue.state(context.share)]);
  if (refused) return fail(refused);
  let release: Release = () => undefined;
  let sentAs: string | null = null;
  try {
    const outcome = await deps.clientFor(context.demo).send(targetOf(context), call, {
      signal: context.signal,
      admit: async (attempt) => {
        const acquired = await acquire(deps, outgoing, attempt, onQueued);
        if (!acquired.ok) return acquired;
        release = acquired.value;
        return succeed(undefined);
      },
      onAttempt: (attempt) => {
        sentAs = attempt.correlationId;
        deps.log.add(logEntry(deps.newId(), context, call, attempt));
        // Between two attempts others may use the slot, unless this answer pauses the whole profile.
        if (!holdsProfile(attempt.errorKind)) release();
      },
    });
    if (context.signal.aborted) return fail(afterAbort(call, outcome, sentAs));
    // A failed store must not fail the request: a retried compaction is billed again.
    await notePause(deps, context.profile.id, outcome.ok ? null : outcome.error).catch(() => undefined);
    return await explainUnreachable(deps, outgoing, outcome);
  } finally {
    release();
    deps.admission.ended(outgoing);
  }
}

/** Waits for a slot. What allowed the request may have changed meanwhile. */
async function acquire(
  deps: GatewayDeps,
  outgoing: Outgoing,
  attempt: number,
  onQueued: OnQueued | undefined,
): Promise<Outcome<Release>> {
  const { context, request } = outgoing;
  let waited = attempt > 1;
  let queued = false;
  const acquired = await deps.queue.acquire(context.share, request, (until) => {
    queued = true;
    onQueued?.(until);
  });
  waited ||= queued;
  if (queued) onQueued?.(null);
  if (!acquired.ok) return acquired;
  const refused = await deps.admission.refusalNow(outgoing, waited).catch((error: unknown) => {
    acquired.value();
    throw error;
  });
  if (!refused) return acquired;
  acquired.value();
  return fail(refused);
}

/**
 * An answer to an old key says nothing about the new one. It is unknown whether a compaction
 * that was sent began, unless Synap refused it.
 */
function afterAbort(call: Call, outcome: Outcome<unknown>, sentAs: string | null): AppError {
  const isRefused = !outcome.ok && outcome.error.kind !== 'cancelled' && !UNSURE_ENDS.includes(outcome.error.kind);
  if (sentAs === null || endpointOf(call).repeatable || isRefused) return { kind: 'cancelled' };
  return { kind: 'interrupted', correlationId: sentAs };
}

/** The browser does not say that it held a request back because the permission was revoked. */
async function explainUnreachable<T>(
  { contexts }: GatewayDeps,
  { context, call }: Outgoing,
  outcome: Outcome<T>,
): Promise<Outcome<T>> {
  if (outcome.ok || outcome.error.kind !== 'unreachable' || !endpointOf(call).repeatable) return outcome;
  const now = await contexts.resolve(context.profile.id);
  return !now.ok && now.error.kind === 'permission-missing' ? now : outcome;
}

/** Records only errors that concern the whole profile; one conversation's error delays no other. */
async function notePause(deps: GatewayDeps, profileId: string, error: AppError | null): Promise<void> {
  if (error?.kind !== 'rate-limited') return noteFor(deps, profileId, error);
  // Synap counts by key, and says that none is left.
  deps.queue.drain(profileId);
  await Promise.all(deps.queue.sharers(profileId).map((sharer) => noteFor(deps, sharer, error)));
}

async function noteFor(
  { pauses, queue, onPauseChanged }: GatewayDeps,
  profileId: string,
  error: AppError | null,
): Promise<void> {
  if (!(await pauses.note(profileId, error))) return;
  onPauseChanged();
  const pause = await pauses.get(profileId);
  if (pause) queue.refuse(profileId, pause.error, (priority) => isBlocked(pause, priority));
}

function targetOf({ profile, key }: ProfileContext): Target {
  return { baseUrl: profile.baseUrl, apiKey: key.key, instanceId: key.instanceId, clientId: key.clientId };
}

function holdsProfile(kind: ErrorKind | null): boolean {
  return kind === 'rate-limited' || kind === 'key-refused';
}

function logEntry(id: string, context: ProfileContext, call: Call, attempt: AttemptReport): RequestLogEntry {
  return {
    ...attempt,
    id,
    profileId: context.profile.id,
    conversationId: conversationOf(call),
    baseUrl: context.profile.baseUrl,
    source: 'cloud',
  };
}
