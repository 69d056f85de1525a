/**
 * Sends calls to Synap. Expected failures are values. A call that is safe to repeat is retried where that may help; a
 * compaction, which costs credits, is sent only once.
 */
import { cleanApiKey } from '../core/profile/api-key.ts';
import { parseBaseUrl } from '../core/profile/base-url.ts';
import type { Answer, ConversationId } from '../core/conversation/conversation.ts';
import { fail, type AppError, type Outcome } from '../core/errors.ts';
import { attemptCall, type AttemptReport, type SynapClientDeps } from './send/attempt.ts';
import { backOffMs, mayPass, sleep } from './send/back-off.ts';
import { makeCorrelationId } from './send/correlation-id.ts';
import {
  callName,
  conversationOf,
  endpointOf,
  type Call,
  type CallName,
  type CallResult,
  type Endpoint,
  type ResultOf,
} from './wire/endpoints.ts';
import type { Target } from './send/request-init.ts';

const MAX_ATTEMPTS = 3;
export const HEADERS_LIMIT_MS = 15_000;
export const TOTAL_LIMIT_MS = 30_000;
/** All attempts of one call together, including the waits between them. */
export const OVERALL_LIMIT_MS = 60_000;

export interface SendOptions {
  signal?: AbortSignal | undefined;
  /**
   * Called before every attempt, so that retries count against the budget too; an error ends the call. It may wait, and
   * should stop waiting when `signal` aborts.
   */
  admit?: ((attempt: number) => Promise<Outcome<void>>) | undefined;
  /** Called after every attempt that was sent. */
  onAttempt?: ((report: AttemptReport) => void) | undefined;
}

export interface SynapClient {
  /**
   * Sends one call. `no-messages` is only the likely meaning of a 403: see `confirmNoMessages`. A 404 on `summary` is
   * an answer with `data: null`. `meta.expiresAt` equals `retrievedAt`: the cache decides on its own lifetime.
   */
  send<C extends Call>(target: Target, call: C, options?: SendOptions): Promise<Outcome<Answer<ResultOf<C>>>>;
}

export function createSynapClient(deps: SynapClientDeps): SynapClient {
  return {
    send: async <C extends Call>(target: Target, call: C, options: SendOptions = {}) => {
      // Callers have validated both already, but no bug may send a key in the clear or break a header.
      const base = parseBaseUrl(target.baseUrl);
      if (!base.ok) return base;
      const key = cleanApiKey(target.apiKey);
      if (!key.ok) return key;
      const checked = { ...target, baseUrl: base.value.baseUrl, apiKey: key.value };
      const prepared = {
        target: checked,
        call: callName(call),
        conversationId: conversationOf(call),
        endpoint: endpointOf(call),
      };
      // `callName` returns the name that `ResultOf` maps to this result.
      return (await sendRepeatedly(deps, prepared, options)) as Outcome<Answer<ResultOf<C>>>;
    },
  };
}

interface PreparedCall {
  target: Target;
  call: CallName;
  conversationId: ConversationId | null;
  endpoint: Endpoint;
}

async function sendRepeatedly(
  deps: SynapClientDeps,
  prepared: PreparedCall,
  options: SendOptions,
): Promise<Outcome<Answer<CallResult[CallName]>>> {
  const { clock } = deps;
  const attempts = prepared.endpoint.repeatable ? MAX_ATTEMPTS : 1;
  let endsAt = Infinity;
  for (let attempt = 1; ; attempt += 1) {
    const refused = await refusal(deps, prepared.target, attempt, options);
    if (refused !== null) return fail(refused);
    // Counted from the first admission: time in the budget's queue is not the server's fault.
    endsAt = Math.min(endsAt, clock.now() + OVERALL_LIMIT_MS);
    const limits = { headersMs: HEADERS_LIMIT_MS, totalMs: Math.min(TOTAL_LIMIT_MS, endsAt - clock.now()) };
    const { outcome, report, askedToWaitMs } = await attemptCall(deps, {
      ...prepared,
      attempt,
      limits,
      signal: options.signal,
    });
    options.onAttempt?.(report);
    if (outcome.ok || attempt === attempts || !mayPass(outcome.error)) return outcome;
    const waitMs = backOffMs(attempt, deps.random(), askedToWaitMs);
    if (waitMs === null || clock.now() + waitMs >= endsAt) return outcome;
    await sleep(clock, waitMs, options.signal);
  }
}

/** Why this attempt must not be sent. */
async function refusal(
  deps: SynapClientDeps,
  target: Target,
  attempt: number,
  { signal, admit }: SendOptions,
): Promise<AppError | null> {
  // Checked before and after admission: a cancelled call spends neither a token nor a request.
  if (signal?.aborted) return { kind: 'cancelled' };
  const correlationId = makeCorrelationId(target.instanceId, deps.clock.now(), deps.random());
  if (!deps.isOnline()) return { kind: 'offline', correlationId };
  const admitted = await admit?.(attempt);
  if (signal?.aborted) return { kind: 'cancelled' };
  return admitted?.ok === false ? admitted.error : null;
}
