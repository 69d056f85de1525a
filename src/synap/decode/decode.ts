/**
 * Decodes answers from `unknown` to the domain. Decoders keep as much as can be shown: an answer is refused only when
 * it lacks everything its call is for, with the path of the missing field. None of them throws.
 */
import type { CallName, CallResult } from '../wire/endpoints.ts';
import type { Decoded } from '../wire/fields.ts';
import { decodeBalance, decodeEstimate, decodeWhoAmI } from './decode-account.ts';
import { decodePrompt } from './decode-prompt.ts';
import { decodeStarted, decodeStatus } from './decode-status.ts';
import { decodeSummary } from './decode-summary.ts';

const DECODERS: { [N in CallName]: (raw: unknown, text?: string) => Decoded<CallResult[N]> } = {
  whoami: decodeWhoAmI,
  status: decodeStatus,
  summary: decodeSummary,
  prompt: decodePrompt,
  compact: decodeStarted,
  balance: decodeBalance,
  estimate: decodeEstimate,
};

/** The calls for which a 404 is an answer: there is no summary yet. */
const NULL_WHEN_ABSENT: ReadonlySet<CallName> = new Set<CallName>(['summary']);

export function isNullWhenAbsent(name: CallName): boolean {
  return NULL_WHEN_ABSENT.has(name);
}

/** An answer's content: its parsed JSON, and the text of that. */
interface AnswerBody {
  json: unknown;
  text?: string;
  /** Synap answered 404 to a call for which `isNullWhenAbsent` holds. */
  absent?: boolean;
}

export function decodeAnswer<N extends CallName>(name: N, { json, text, absent }: AnswerBody): Decoded<CallResult[N]> {
  // Only calls in `NULL_WHEN_ABSENT` get here with `absent`, and their result type includes `null`.
  if (absent === true) return { ok: true, value: null as CallResult[N] };
  return DECODERS[name](json, text);
}
