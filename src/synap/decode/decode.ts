/**
 * Answers, from `unknown` to the domain. Decoders show as much as can be shown: only an answer that holds nothing
 * of what its call is for is refused, with the path of what was looked for. None of them throws.
 */
import type { CallName, CallResult } from '../wire/endpoints.ts';
import type { Decoded } from '../wire/fields.ts';
import { decodeBalance, decodeWhoAmI } from './decode-account.ts';
import { decodePrompt } from './decode-prompt.ts';
import { decodeStarted, decodeStatus } from './decode-status.ts';
import { decodeSummary } from './decode-summary.ts';

const DECODERS: { [N in CallName]: (raw: unknown) => Decoded<CallResult[N]> } = {
  whoami: decodeWhoAmI,
  status: decodeStatus,
  summary: decodeSummary,
  prompt: decodePrompt,
  compact: decodeStarted,
  balance: decodeBalance,
};

/** The calls to which a 404 is an answer: there is no summary yet. */
const NULL_WHEN_ABSENT: ReadonlySet<CallName> = new Set<CallName>(['summary']);

export function isNullWhenAbsent(name: CallName): boolean {
  return NULL_WHEN_ABSENT.has(name);
}

/** `absent`: Synap answered 404 to a call for which `isNullWhenAbsent` holds. */
export function decodeAnswer<N extends CallName>(name: N, raw: unknown, absent = false): Decoded<CallResult[N]> {
  // Only the calls of `NULL_WHEN_ABSENT` are absent, and `null` is among their results.
  if (absent) return { ok: true, value: null as CallResult[N] };
  return DECODERS[name](raw);
}
