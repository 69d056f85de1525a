/** One request, sent once. */
import type { Clock } from '../../core/clock.ts';
import type { Answer, AnswerMeta, ConversationId } from '../../core/conversation/conversation.ts';
import { fail, succeed, type AppError, type ErrorKind, type Outcome } from '../../core/errors.ts';
import { makeCorrelationId } from './correlation-id.ts';
import { startDeadline, type DeadlineLimits, type Ending } from './deadline.ts';
import { decodeAnswer } from '../decode/decode.ts';
import { otherConversation } from '../decode/echo.ts';
import type { CallName, CallResult, Endpoint } from '../wire/endpoints.ts';
import { answerMeta, askedToWaitMs, readAnswer, serverMsOf, type ReadContext, type Received } from './read-answer.ts';
import { isRedirect, requestInit, type Target } from './request-init.ts';

export interface SynapClientDeps {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  /** From 0 to 1, 1 excluded. */
  random: () => number;
  /** False only when the browser is sure that there is no network. */
  isOnline: () => boolean;
}

/** One attempt, for the request log. Holds neither the key nor the answer's body. */
export interface AttemptReport {
  call: CallName;
  method: 'GET' | 'POST';
  path: string;
  /** The JSON body of a POST. */
  body: string | null;
  /** 1 is the first try. */
  attempt: number;
  startedAt: number;
  tookMs: number;
  /** The server's own part of it, as it said; null when it did not. */
  serverMs: number | null;
  /** Null when no answer came, or when the browser hides it (a redirect). */
  status: number | null;
  correlationId: string;
  errorKind: ErrorKind | null;
}

export interface AttemptOrder<N extends CallName> {
  target: Target;
  call: N;
  /** Null for a call that concerns no conversation. */
  conversationId: ConversationId | null;
  endpoint: Endpoint;
  attempt: number;
  limits: DeadlineLimits;
  signal: AbortSignal | undefined;
}

export interface AttemptResult<N extends CallName> {
  outcome: Outcome<Answer<CallResult[N]>>;
  report: AttemptReport;
  /** The wait requested by Retry-After, in ms. */
  askedToWaitMs: number | null;
}

export async function attemptCall<N extends CallName>(
  deps: SynapClientDeps,
  order: AttemptOrder<N>,
): Promise<AttemptResult<N>> {
  // Destructured because a browser's fetch throws when called as a method of another object.
  const { fetch, clock } = deps;
  const { target, call, conversationId, endpoint, attempt } = order;
  const startedAt = clock.now();
  const correlationId = makeCorrelationId(target.instanceId, startedAt, deps.random());
  const deadline = startDeadline(clock, order.limits, order.signal);
  // `offline` is reported only if nothing was sent or it is safe to resend; a compaction may have got through earlier.
  const whyBroken = () =>
    transportError(deadline.ending(), deps.isOnline() || !endpoint.repeatable, target.baseUrl, correlationId);
  const init = requestInit(target, endpoint, correlationId, deadline.signal);
  // The rejection's reason is not read: browsers say little, and Node's message for a bad header repeats the header.
  const response = await fetch(target.baseUrl + endpoint.path, init).catch(() => null);
  deadline.headersArrived();
  const arrivedAt = clock.now();
  const redact = keyRemover(target.apiKey);
  const context = { call, attempt, correlationId, arrivedAt, redact, whyBroken };
  const received = await receive(response, target.baseUrl, context);
  deadline.close();
  const tookMs = clock.now() - startedAt;
  const outcome =
    received.ok && response !== null
      ? toAnswer(call, conversationId, received.value, answerMeta(response, correlationId, arrivedAt, tookMs))
      : fail(received.ok ? whyBroken() : received.error);
  const { method, path, body } = endpoint;
  const status = response === null || response.status === 0 ? null : response.status;
  const errorKind = outcome.ok ? null : outcome.error.kind;
  const serverMs = response === null ? null : serverMsOf(response);
  return {
    outcome,
    report: { call, method, path, body, attempt, startedAt, tookMs, serverMs, status, correlationId, errorKind },
    askedToWaitMs: response === null ? null : askedToWaitMs(response, arrivedAt),
  };
}

async function receive(response: Response | null, origin: string, context: ReadContext): Promise<Outcome<Received>> {
  if (response === null) return fail(context.whyBroken());
  const { correlationId } = context;
  return isRedirect(response) ? fail({ kind: 'redirected', origin, correlationId }) : readAnswer(response, context);
}

function toAnswer<N extends CallName>(
  name: N,
  conversationId: ConversationId | null,
  received: Received,
  meta: AnswerMeta,
): Outcome<Answer<CallResult[N]>> {
  const { correlationId } = meta;
  const otherId = conversationId === null ? null : otherConversation(received.json, conversationId);
  if (otherId !== null) return fail({ kind: 'unexpected-shape', path: '$.conversation_id', otherId, correlationId });
  const result = decodeAnswer(name, received);
  if (result.ok) return succeed({ data: result.value, raw: received.text, meta });
  return fail({ kind: 'unexpected-shape', path: result.path, otherId: null, correlationId });
}

function transportError(ending: Ending | null, online: boolean, origin: string, correlationId: string): AppError {
  if (ending?.by === 'caller') return { kind: 'cancelled' };
  if (ending !== null) return { kind: 'timeout', afterMs: ending.afterMs, correlationId };
  return online ? { kind: 'unreachable', origin, correlationId } : { kind: 'offline', correlationId };
}

const SHORTEST_KEY_REMOVED = 8;

/** A text this short occurs in ordinary words and is no real key; removing it would only garble answers. */
function keyRemover(apiKey: string): (text: string) => string {
  if (apiKey.length < SHORTEST_KEY_REMOVED) return (text) => text;
  return (text) => text.replaceAll(apiKey, '[API key]');
}
