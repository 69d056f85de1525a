import type { Answer } from '../core/conversation.ts';
import { fail, succeed, type AppError, type Outcome } from '../core/errors.ts';
import type { AttemptReport } from '../synap/attempt.ts';
import type { SynapClient } from '../synap/client.ts';
import type { Call, ResultOf } from '../synap/endpoints.ts';
import type { Target } from '../synap/request-init.ts';
import type { RequestLogEntry } from '../protocol/overview.ts';
import type { BudgetQueue, Rank, Release } from './budget-queue.ts';
import type { ProfileContext } from './contexts.ts';
import type { Pauses } from './pauses.ts';
import type { RequestLog } from './request-log.ts';

/** The one way out: every request of every profile passes pause, budget and log here. */
export interface Gateway {
  send<C extends Call>(
    context: ProfileContext,
    call: C,
    rank: Rank,
    onQueued?: (until: number) => void,
  ): Promise<Outcome<Answer<ResultOf<C>>>>;
  /** A read that the cache answered, for the log. */
  logCacheHit(context: ProfileContext, entry: Pick<RequestLogEntry, 'conversationId' | 'call' | 'path' | 'correlationId'>): void;
  /** The key is gone or another: what is under way or waiting for this profile ends now. */
  abort(profileId: string): void;
}

export interface GatewayParts {
  /** The demo has a client of its own, which never touches the network. */
  clientFor(demo: boolean): SynapClient;
  budget: BudgetQueue;
  pauses: Pauses;
  log: RequestLog;
  now(): number;
  newId(): string;
  onPauseChanged(): void;
}

export function createGateway(parts: GatewayParts): Gateway {
  const running = new Map<string, AbortController>();
  const signalOf = (profileId: string) => {
    const controller = running.get(profileId) ?? new AbortController();
    running.set(profileId, controller);
    return controller.signal;
  };
  return {
    send: async (context, call, rank, onQueued) => {
      const profileId = context.profile.id;
      const blocked = await blockedBy(parts.pauses, profileId, rank);
      if (blocked) return fail(blocked);
      let release: Release = () => undefined;
      const outcome = await parts.clientFor(context.demo).send(
        targetOf(context),
        call,
        {
          signal: signalOf(profileId),
          admit: async () => {
            const admitted = await parts.budget.admit(profileId, context.rule, rank, onQueued);
            if (!admitted.ok) return admitted;
            release = admitted.value;
            return succeed(undefined);
          },
          onAttempt: (attempt) => {
            // Between two attempts the place among those in flight is free for others.
            release();
            parts.log.add(logEntry(parts.newId(), context, call, attempt));
          },
        },
      );
      release();
      // Only what the whole profile shares is noted; what a single conversation lacks is its own affair.
      if (await parts.pauses.note(profileId, outcome.ok ? null : outcome.error)) parts.onPauseChanged();
      return outcome;
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
      running.get(profileId)?.abort();
      running.delete(profileId);
      parts.budget.cancel(profileId);
    },
  };
}

function targetOf({ profile, key }: ProfileContext): Target {
  return { baseUrl: profile.baseUrl, apiKey: key.key, instanceId: key.instanceId, clientId: key.clientId };
}

/** A Retry-After holds everything; a refused key holds all but what the user clicked, which may prove it mended. */
async function blockedBy(pauses: Pauses, profileId: string, rank: Rank): Promise<AppError | null> {
  const pause = await pauses.get(profileId);
  if (!pause) return null;
  if (pause.reason === 'rate-limited') return pause.error;
  return pause.reason === 'key-refused' && rank !== 0 ? pause.error : null;
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

/** For handlers that answer a decoded value without its envelope. */
export function dataOf<T>(outcome: Outcome<Answer<T>>): Outcome<T> {
  return outcome.ok ? succeed(outcome.value.data) : outcome;
}
