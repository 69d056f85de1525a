/** Turns a response into an answer or an error. */
import type { AnswerMeta } from '../../core/conversation/conversation.ts';
import { fail, succeed, type AppError, type Outcome } from '../../core/errors.ts';
import { decodeUtf8, MAX_ANSWER_BYTES, MAX_ERROR_BYTES, mayBeJson, readBody } from './body.ts';
import { isNullWhenAbsent } from '../decode/decode.ts';
import type { CallName } from '../wire/endpoints.ts';
import { readErrorBody } from './error-body.ts';
import { failureOf } from './failure.ts';
import { copyJson } from '../wire/json.ts';
import { rateLimitEndsAt, retryAfterMs } from './retry-after.ts';
import { parseHttpDate } from '../wire/time.ts';

export interface ReadContext {
  call: CallName;
  attempt: number;
  correlationId: string;
  /** Our clock when the headers came, epoch ms. */
  arrivedAt: number;
  /** Removes the key from anything the server wrote: some servers echo it. */
  redact: (text: string) => string;
  /** The error for a broken transfer, which only the owner of the signal knows. */
  whyBroken: () => AppError;
}

/** The text as received without the key, and its JSON. For a summary that does not exist yet, those of its 404. */
export type Received = { text: string; json: unknown; absent: boolean };

const MAX_CONTENT_TYPE_CHARS = 100;

export async function readAnswer(response: Response, context: ReadContext): Promise<Outcome<Received>> {
  if (response.status >= 400) return readFailure(response, context);
  const { correlationId, redact, whyBroken } = context;
  const contentType = response.headers.get('Content-Type');
  const notSynap = fail({
    kind: 'not-synap',
    contentType: contentType === null ? null : redact(contentType).slice(0, MAX_CONTENT_TYPE_CHARS),
    status: response.status,
    correlationId,
  });
  if (!response.ok || !mayBeJson(contentType)) return notSynap;
  const body = await readBody(response, MAX_ANSWER_BYTES);
  if (body.ending === 'broken') return fail(whyBroken());
  if (body.ending === 'cut') return fail({ kind: 'too-large', limitBytes: MAX_ANSWER_BYTES, correlationId });
  const text = decodeUtf8(body.bytes);
  const parsed = parseJson(text);
  return parsed === null || text === null
    ? notSynap
    : succeed({ ...withoutKey(text, parsed.value, redact), absent: false });
}

async function readFailure(response: Response, context: ReadContext): Promise<Outcome<Received>> {
  const { call, attempt, correlationId, redact } = context;
  // The status stands however the body ends.
  const { bytes } = await readBody(response, MAX_ERROR_BYTES);
  const text = new TextDecoder().decode(bytes);
  if (response.status === 404 && isNullWhenAbsent(call)) {
    return succeed({ ...withoutKey(text, parseJson(text)?.value ?? null, redact), absent: true });
  }
  const retryAt = rateLimitEndsAt(response.headers.get('Retry-After'), clocksOf(response, context));
  const { status } = response;
  return fail(failureOf({ call, status, attempt, correlationId, body: readErrorBody(text, redact), retryAt }));
}

/** The text stays as it came, unless it spells the key in escapes: then it is rewritten. */
function withoutKey(received: string, value: unknown, redact: (text: string) => string) {
  const json = copyJson(value, redact);
  const text = redact(received);
  const plain = text.replaceAll(ESCAPE, (_, hex: string | undefined, character: string | undefined) =>
    hex === undefined ? (character ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return { json, text: redact(plain) === plain ? text : JSON.stringify(json) };
}

const ESCAPE = /\\(?:u([0-9a-f]{4})|(["\\/]))/gi;

/** Boxed, because `null` is valid JSON. */
function parseJson(text: string | null): { value: unknown } | null {
  try {
    return text === null ? null : { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

/** The milliseconds that the server says it took itself; null without such a header, or with nonsense in it. */
export function serverMsOf(response: Response): number | null {
  const said = response.headers.get('X-Synap-Server-Ms')?.trim() ?? '';
  return /^\d{1,8}(?:\.\d+)?$/.test(said) ? Math.round(Number(said)) : null;
}

/** The server's requested delay before a retry, in ms; null when it does not say. */
export function askedToWaitMs(response: Response, arrivedAt: number): number | null {
  return retryAfterMs(response.headers.get('Retry-After'), clocksOf(response, { arrivedAt }));
}

/** `Date` has whole seconds and takes time to arrive: a smaller difference means nothing. */
const LEAST_SKEW_MS = 2_000;

export function answerMeta(response: Response, correlationId: string, arrivedAt: number, tookMs: number): AnswerMeta {
  const { serverNowMs } = clocksOf(response, { arrivedAt });
  const skewMs = serverNowMs === null ? 0 : serverNowMs - arrivedAt;
  return {
    source: 'cloud',
    correlationId,
    retrievedAt: arrivedAt,
    // The cache sets the real expiry.
    expiresAt: arrivedAt,
    tookMs,
    serverSkewMs: Math.abs(skewMs) < LEAST_SKEW_MS ? 0 : skewMs,
  };
}

function clocksOf(
  response: Response,
  { arrivedAt }: { arrivedAt: number },
): { nowMs: number; serverNowMs: number | null } {
  return { nowMs: arrivedAt, serverNowMs: parseHttpDate(response.headers.get('Date') ?? '') };
}
