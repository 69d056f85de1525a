/**
 * Asks Synap. Expected failures are values; a question that is safe to repeat is repeated where that may help, and
 * a compaction, which costs credits, is sent once whatever happens.
 */
import pRetry from 'p-retry';
import { cleanApiKey } from '../core/api-key.ts';
import { parseBaseUrl } from '../core/base-url.ts';
import type { Answer } from '../core/conversation.ts';
import { fail, type AppError, type Outcome } from '../core/errors.ts';
import { attemptCall, type AttemptReport, type AttemptResult, type SynapClientDeps } from './attempt.ts';
import { backOffMs, mayPass, pause } from './back-off.ts';
import { makeCorrelationId } from './correlation-id.ts';
import { endpointOf, type Call, type CallName, type CallResult, type Endpoint, type ResultOf } from './endpoints.ts';
import type { Target } from './request-init.ts';

export const MOST_ATTEMPTS = 3;
export const HEADERS_LIMIT_MS = 15_000;
export const TOTAL_LIMIT_MS = 30_000;
/** All attempts of one call together, the waits between them included. */
export const OVERALL_LIMIT_MS = 60_000;

export interface SendOptions {
  signal?: AbortSignal | undefined;
  /**
   * Asked before every attempt, so that repeats count in the budget too; an error ends the call. It may wait, and
   * should stop waiting when `signal` aborts.
   */
  admit?: ((attempt: number) => Promise<Outcome<void>>) | undefined;
  /** Told of every attempt that went out, when it is over. */
  onAttempt?: ((report: AttemptReport) => void) | undefined;
}

export interface SynapClient {
  /**
   * Sends one call. `no-messages` is only what a 403 probably means: see `confirmNoMessages`. A 404 on `summary` is
   * an answer with `data: null`. `meta.expiresAt` equals `retrievedAt`: caching is decided elsewhere.
   */
  send<C extends Call>(target: Target, call: C, options?: SendOptions): Promise<Outcome<Answer<ResultOf<C>>>>;
}

export function createSynapClient(deps: SynapClientDeps): SynapClient {
  return {
    async send<C extends Call>(target: Target, call: C, options: SendOptions = {}) {
      // Whoever calls has checked both long ago. But no mistake may send a key in the clear, or break a header.
      const base = parseBaseUrl(target.baseUrl);
      if (!base.ok) return base;
      const key = cleanApiKey(target.apiKey);
      if (!key.ok) return key;
      const checked = { ...target, baseUrl: base.value.baseUrl, apiKey: key.value };
      const question: Question<C['name']> = { target: checked, call: call.name, endpoint: endpointOf(call) };
      return sendRepeatedly(deps, question, options);
    },
  };
}

interface Question<N extends CallName> {
  target: Target;
  call: N;
  endpoint: Endpoint;
}

async function sendRepeatedly<N extends CallName>(
  deps: SynapClientDeps,
  question: Question<N>,
  options: SendOptions,
): Promise<Outcome<Answer<CallResult[N]>>> {
  const { clock } = deps;
  const endsAt = clock.now() + OVERALL_LIMIT_MS;
  const run = async (attempt: number) => {
    const totalMs = Math.min(TOTAL_LIMIT_MS, endsAt - clock.now());
    const { outcome, askedToWaitMs } = await attemptAdmitted(deps, question, { attempt, totalMs, ...options });
    if (outcome.ok) return outcome;
    throw new AttemptFailed(outcome.error, askedToWaitMs);
  };
  try {
    return await pRetry(run, {
      retries: question.endpoint.repeatable ? MOST_ATTEMPTS - 1 : 0,
      // p-retry would wait by its own timers and dice. Here both are injected, so it only counts and loops.
      minTimeout: 0,
      async shouldRetry({ error, attemptNumber }) {
        if (!(error instanceof AttemptFailed) || !mayPass(error.appError)) return false;
        const waitMs = backOffMs(attemptNumber, deps.random(), error.askedToWaitMs);
        if (waitMs === null || clock.now() + waitMs >= endsAt) return false;
        await pause(clock, waitMs, options.signal);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof AttemptFailed) return fail(error.appError);
    throw error;
  }
}

interface AttemptOptions extends SendOptions {
  attempt: number;
  totalMs: number;
}

async function attemptAdmitted<N extends CallName>(
  deps: SynapClientDeps,
  question: Question<N>,
  { attempt, totalMs, signal, admit, onAttempt }: AttemptOptions,
): Promise<Pick<AttemptResult<N>, 'outcome' | 'askedToWaitMs'>> {
  const refusal = async (): Promise<AppError | null> => {
    // Asked before and after: neither a token nor a request is spent on a question nobody has any more.
    if (signal?.aborted) return { kind: 'cancelled' };
    const correlationId = makeCorrelationId(question.target.instanceId, deps.clock.now(), deps.random());
    if (!deps.isOnline()) return { kind: 'offline', correlationId };
    const admitted = await admit?.(attempt);
    if (signal?.aborted) return { kind: 'cancelled' };
    return admitted?.ok === false ? admitted.error : null;
  };
  const error = await refusal();
  if (error !== null) return { outcome: fail(error), askedToWaitMs: null };
  const limits = { headersMs: HEADERS_LIMIT_MS, totalMs };
  const result = await attemptCall(deps, { ...question, attempt, limits, signal });
  onAttempt?.(result.report);
  return result;
}

/** p-retry repeats what throws. The message is only a kind: it could end in a log. */
class AttemptFailed extends Error {
  readonly appError: AppError;
  readonly askedToWaitMs: number | null;

  constructor(appError: AppError, askedToWaitMs: number | null) {
    super(appError.kind);
    this.name = 'AttemptFailed';
    this.appError = appError;
    this.askedToWaitMs = askedToWaitMs;
  }
}
