import type { Answer } from '../../core/conversation/conversation.ts';
import { fail, succeed, type AppError, type ErrorKind, type Outcome } from '../../core/errors.ts';
import type { AttemptReport } from '../../synap/send/attempt.ts';
import type { SynapClient } from '../../synap/client.ts';
import type { Call, ResultOf } from '../../synap/wire/endpoints.ts';
import type { Target } from '../../synap/send/request-init.ts';
import type { Pause, RequestLogEntry } from '../../protocol/overview.ts';
import type { BudgetQueue, Rank, Release, Urgency } from './request-queue.ts';
import type { ProfileContext } from '../profile/profile-context.ts';
import type { Leases } from '../profile/key-signals.ts';
import type { Pauses } from './pauses.ts';
import type { RequestLog } from './request-log.ts';

/** Told until when a question waits for the budget; null when it waits no more. */
export type OnQueued = (until: number | null) => void;

/** The one way out: every request of every profile passes pause, budget and log here. */
export interface Gateway {
  send<C extends Call>(
    context: ProfileContext,
    call: C,
    urgency: Urgency,
    onQueued?: OnQueued,
  ): Promise<Outcome<Answer<ResultOf<C>>>>;
  /** A read that the cache answered, for the log. */
  logCacheHit(
    context: ProfileContext,
    entry: Pick<RequestLogEntry, 'conversationId' | 'call' | 'path' | 'correlationId'>,
  ): void;
  /** The key is gone or another: what is under way or waiting for this profile ends now. */
  abort(profileId: string): void;
  /** When all that is under way has ended. */
  settled(): Promise<void>;
}

export interface GatewayParts {
  /** The demo has a client of its own, which never touches the network. */
  clientFor(demo: boolean): SynapClient;
  budget: BudgetQueue;
  pauses: Pauses;
  leases: Leases;
  log: RequestLog;
  now(): number;
  newId(): string;
  onPauseChanged(): void;
}

export function createGateway(parts: GatewayParts): Gateway {
  const underWay = new Set<Promise<unknown>>();
  return {
    send: (context, call, urgency, onQueued) => {
      const sent = send(parts, context, call, urgency, onQueued).finally(() => underWay.delete(sent));
      underWay.add(sent);
      return sent;
    },
    logCacheHit: (context, entry) =>
      parts.log.add({
        ...entry,
        id: parts.newId(),
        profileId: context.profile.id,
        method: 'GET',
        baseUrl: context.profile.baseUrl,
        body: null,
        startedAt: parts.now(),
        tookMs: 0,
        status: null,
        source: 'cache',
        attempt: 1,
        errorKind: null,
      }),
    abort: (profileId) => {
      parts.leases.end(profileId);
      parts.budget.refuse(profileId, { kind: 'cancelled' });
    },
    settled: async () => void (await Promise.allSettled(underWay)),
  };
}

async function send<C extends Call>(
  parts: GatewayParts,
  context: ProfileContext,
  call: C,
  urgency: Urgency,
  onQueued: OnQueued | undefined,
): Promise<Outcome<Answer<ResultOf<C>>>> {
  const blocked = await blockedBy(parts.pauses, context.profile.id, urgency.rank);
  if (blocked) return fail(blocked);
  let release: Release = () => undefined;
  try {
    const outcome = await parts.clientFor(context.demo).send(targetOf(context), call, {
      signal: context.signal,
      admit: async () => {
        const admitted = await admit(parts, context, urgency, onQueued);
        if (!admitted.ok) return admitted;
        release = admitted.value;
        return succeed(undefined);
      },
      onAttempt: (attempt) => {
        parts.log.add(logEntry(parts.newId(), context, call, attempt));
        // Between two attempts the place among those in flight is free for others, unless they are to be held.
        if (!holdsProfile(attempt.errorKind)) release();
      },
    });
    // What an old key was told says nothing of the new one, and nobody is to learn it.
    if (context.signal.aborted) return fail({ kind: 'cancelled' });
    // A store that fails now must not cost the asker what Synap answered: a compaction would be paid for twice.
    await notePause(parts, context.profile.id, outcome.ok ? null : outcome.error).catch(() => undefined);
    return outcome;
  } finally {
    release();
  }
}

/** While a question waited for its turn, the profile may have been told to wait. */
async function admit(
  parts: GatewayParts,
  { profile, rule }: ProfileContext,
  urgency: Urgency,
  onQueued: OnQueued | undefined,
): Promise<Outcome<Release>> {
  let queued = false;
  const admitted = await parts.budget.admit(profile.id, rule, urgency, (until) => {
    queued = true;
    onQueued?.(until);
  });
  if (queued) onQueued?.(null);
  if (!admitted.ok) return admitted;
  const blocked = await blockedBy(parts.pauses, profile.id, urgency.rank).catch((error: unknown) => {
    admitted.value();
    throw error;
  });
  if (!blocked) return admitted;
  admitted.value();
  return fail(blocked);
}

/** Only what the whole profile shares is noted; what a single conversation lacks is its own affair. */
async function notePause(
  { pauses, budget, onPauseChanged }: GatewayParts,
  profileId: string,
  error: AppError | null,
): Promise<void> {
  if (!(await pauses.note(profileId, error))) return;
  onPauseChanged();
  const pause = await pauses.get(profileId);
  if (pause) budget.refuse(profileId, pause.error, (rank) => isBlocked(pause, rank));
}

function targetOf({ profile, key }: ProfileContext): Target {
  return { baseUrl: profile.baseUrl, apiKey: key.key, instanceId: key.instanceId, clientId: key.clientId };
}

async function blockedBy(pauses: Pauses, profileId: string, rank: Rank): Promise<AppError | null> {
  const pause = await pauses.get(profileId);
  return pause && isBlocked(pause, rank) ? pause.error : null;
}

/** A Retry-After holds everything; a refused key holds all but what the user clicked, which may prove it mended. */
function isBlocked({ reason }: Pause, rank: Rank): boolean {
  return reason === 'rate-limited' || (reason === 'key-refused' && rank !== 0);
}

function holdsProfile(kind: ErrorKind | null): boolean {
  return kind === 'rate-limited' || kind === 'key-refused';
}

function logEntry(id: string, context: ProfileContext, call: Call, attempt: AttemptReport): RequestLogEntry {
  return {
    ...attempt,
    id,
    profileId: context.profile.id,
    conversationId: 'conversationId' in call ? call.conversationId : null,
    baseUrl: context.profile.baseUrl,
    source: 'cloud',
  };
}
