/** Maps the status of a failed answer to an `AppError`. Source: the "Errors" table of docs/api.md. */
import type { AppError, NoMessages } from '../../core/errors.ts';
import type { CallName } from '../wire/endpoints.ts';
import type { ErrorBody } from './error-body.ts';

export interface FailedAnswer {
  call: CallName;
  status: number;
  /** 1 is the first try. */
  attempt: number;
  correlationId: string;
  body: ErrorBody;
  /** Epoch ms; only a 429 needs it. */
  retryAt: number;
}

/** For 4xx and 5xx. */
export function failureOf({ call, status, attempt, correlationId, body, retryAt }: FailedAnswer): AppError {
  const { serverWords, serverCode, reason, upgradeUrl, manageUrl } = body;
  const facts = { status, correlationId, serverWords, serverCode };
  switch (status) {
    case 401:
      return { kind: 'key-refused', ...facts };
    case 402: {
      const { balanceCredits, minimumRequiredCredits, recoveryUrl, redeemUrl } = body;
      return { kind: 'no-credits', balanceCredits, minimumRequiredCredits, recoveryUrl, redeemUrl, ...facts };
    }
    case 403:
      if (namesConversation(call)) return { kind: 'no-messages', keyWorks: false, ...facts };
      // A key without the right to read the balance is still a valid key.
      return { kind: call === 'whoami' ? 'key-refused' : 'rejected', ...facts };
    case 404:
      // A call that names no conversation cannot miss one: this server lacks the call.
      return { kind: namesConversation(call) ? 'unknown-conversation' : 'rejected', ...facts };
    case 409:
      return { kind: 'conflict', ...facts };
    case 429:
      return { kind: 'rate-limited', retryAt, reason, upgradeUrl, manageUrl, ...facts };
    default:
      if (status >= 500) return { kind: 'unavailable', repeated: attempt > 1, ...facts };
      if (call === 'compact' && isTooShort(body)) {
        return { kind: 'too-short', tokens: body.tokens, thresholdTokens: body.thresholdTokens, ...facts };
      }
      return { kind: 'rejected', ...facts };
  }
}

/**
 * A 403 on a conversation call only probably means that no message was recorded: the key may be at fault as well.
 * Telling them apart costs a request, so the caller that gets `no-messages` calls whoami and passes the outcome to
 * `confirmNoMessages`.
 */
export function confirmNoMessages(error: NoMessages, whoamiError: AppError | null): AppError {
  if (whoamiError === null) return { ...error, keyWorks: true };
  const { keyWorks: _unknown, ...facts } = error;
  return whoamiError.kind === 'key-refused' ? { ...facts, kind: 'key-refused' } : error;
}

/** Decides by the code, or by the two counts, one of which is below the other. */
function isTooShort({ serverCode, tokens, thresholdTokens }: ErrorBody): boolean {
  if (serverCode !== null) return /below[_.-]?threshold/i.test(serverCode);
  return tokens !== null && thresholdTokens !== null && tokens < thresholdTokens;
}

function namesConversation(call: CallName): boolean {
  return call !== 'whoami' && call !== 'balance' && call !== 'estimate';
}
