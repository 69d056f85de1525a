/**
 * Answers, from `unknown` to the domain. Decoders show as much as can be shown: only an answer that holds nothing
 * of what its call is for is refused, with the path of what was looked for. None of them throws.
 */
import { decodeBalance, decodeWhoAmI } from './decode-account.ts';
import { decodePrompt } from './decode-prompt.ts';
import { decodeStarted, decodeStatus } from './decode-status.ts';
import { decodeSummary } from './decode-summary.ts';
import type { CallName, CallResult } from '../wire/endpoints.ts';
import { decoded, missing, type Decoded } from '../wire/fields.ts';

const DECODERS: { [N in CallName]: (raw: unknown) => Decoded<CallResult[N]> } = {
  whoami: decodeWhoAmI,
  status: decodeStatus,
  summary: decodeSummary,
  prompt: decodePrompt,
  compact: decodeStarted,
  balance: decodeBalance,
};

export function decodeAnswer<N extends CallName>(name: N, raw: unknown): Decoded<CallResult[N]> {
  return DECODERS[name](raw);
}

const WHEN_ABSENT: { [N in CallName]: Decoded<CallResult[N]> } = {
  whoami: missing('$'),
  status: missing('$'),
  summary: decoded(null),
  prompt: missing('$'),
  compact: missing('$'),
  balance: missing('$'),
};

/** What a 404 means where it is an answer: there is no summary yet. */
export function decodeAbsence<N extends CallName>(name: N): Decoded<CallResult[N]> {
  return WHEN_ABSENT[name];
}
