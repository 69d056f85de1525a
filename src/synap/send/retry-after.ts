/** The time to wait, from a `Retry-After` header that may hold anything. */
import { parseHttpDate } from '../wire/time.ts';

export const SHORTEST_WAIT_MS = 1_000;
export const MAX_WAIT_MS = 3_600_000;
/** For a 429 without Retry-After: a sixth of the minute that the limits are counted in. */
export const UNSAID_WAIT_MS = 10_000;

/** Our clock and, if the answer had a `Date` header, the server's at the same moment. Epoch ms. */
export interface AnswerClocks {
  nowMs: number;
  serverNowMs: number | null;
}

/** In ms, from 1 s to 1 h; null when the header is absent or unintelligible. */
export function retryAfterMs(header: string | null, clocks: AnswerClocks): number | null {
  const text = header?.trim();
  if (!text) return null;
  // `30s` and `30 seconds` are no valid headers, but there is no doubt about what they mean.
  const seconds = Number(text.replace(/(?<=\d) *s(ec\w*)?$/i, ''));
  if (!Number.isNaN(seconds)) return clamp(seconds * 1_000);
  const until = parseHttpDate(text);
  // The server's clock wrote the date, so it is compared with that clock.
  return until === null ? null : clamp(until - (clocks.serverNowMs ?? clocks.nowMs));
}

/** When a rate-limited profile may send again, epoch ms. */
export function rateLimitEndsAt(header: string | null, clocks: AnswerClocks): number {
  return clocks.nowMs + (retryAfterMs(header, clocks) ?? UNSAID_WAIT_MS);
}

function clamp(waitMs: number): number {
  return Math.round(Math.min(MAX_WAIT_MS, Math.max(SHORTEST_WAIT_MS, waitMs)));
}
