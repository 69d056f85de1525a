/**
 * Every expected failure, as a value with a `kind`. One exhaustive switch in the UI turns a kind into what happened,
 * why, and what to do next; nothing matches on texts. Source of the statuses: the "Errors" table of docs/api.md.
 */

/** Details of a failed HTTP answer. */
export interface ServerFacts {
  status: number;
  correlationId: string;
  /** The server's own message, as text; null when it sent none. */
  serverWords: string | null;
  /** The server's code (`UPPER_CASE`), when it sent one. */
  serverCode: string | null;
}

export type BaseUrlFault =
  | 'not-a-url'
  | 'not-https'
  | 'has-credentials'
  | 'has-path'
  /** The parser turns the host into another one, or the host could stand for others. */
  | 'odd-host'
  /** A part of the host name is empty or too long. */
  | 'bad-host'
  /** An address that no server can have. */
  | 'no-server'
  | 'bad-port';
type KeyFault = 'empty' | 'whitespace' | 'not-ascii' | 'too-long';
export const UNSCANNABLE_REASONS = [
  'browser-page',
  'store',
  'pdf',
  'closed',
  /** The browser's own page about a site that could not be reached. */
  'error-page',
  /** A file, and the browser's setting for files is off. */
  'file',
  'policy',
  /** The page runs no scripts, so DevTools cannot read it; the popup can. */
  'sandboxed',
  /** Nobody clicked the extension on this page. */
  'not-granted',
  /** The browser does not say why. */
  'not-allowed',
  'no-answer',
] as const;
export type UnscannableReason = (typeof UNSCANNABLE_REASONS)[number];

/** 403 on a conversation: no message was recorded for it under this key, unless whoami refuses the key as well. */
export type NoMessages = {
  kind: 'no-messages';
  /** True once whoami succeeded; false while unknown. */
  keyWorks: boolean;
} & ServerFacts;

export type AppError =
  /** The text is not a conversation id; nothing was sent. */
  | { kind: 'invalid-id'; text: string }
  | { kind: 'no-key'; profileId: string }
  /** 401, or 403 when whoami refuses the key too. */
  | ({ kind: 'key-refused' } & ServerFacts)
  | NoMessages
  /** 402. Links are https or null. */
  | ({
      kind: 'no-credits';
      balanceCredits: number | null;
      minimumRequiredCredits: number | null;
      recoveryUrl: string | null;
      redeemUrl: string | null;
    } & ServerFacts)
  /** 404 on anything but a summary. */
  | ({ kind: 'unknown-conversation' } & ServerFacts)
  /** 409: a run already holds the conversation. Never retried. */
  | ({ kind: 'conflict' } & ServerFacts)
  /** The conversation is below the length from which Synap compacts without `force`. Counts are null if not told. */
  | ({ kind: 'too-short'; tokens: number | null; thresholdTokens: number | null } & ServerFacts)
  /** 400, 422 and other 4xx. */
  | ({ kind: 'rejected' } & ServerFacts)
  /** 429. The whole profile waits until `retryAt` (epoch ms, clamped). */
  | ({
      kind: 'rate-limited';
      retryAt: number;
      reason: string | null;
      upgradeUrl: string | null;
      manageUrl: string | null;
    } & ServerFacts)
  /** 5xx. `repeated`: the request was sent again, and this was the answer to the last attempt. */
  | ({ kind: 'unavailable'; repeated: boolean } & ServerFacts)
  /** No headers in 15 s, or no complete body in 30 s. */
  | { kind: 'timeout'; afterMs: number; correlationId: string }
  /** The browser says there is no network. */
  | { kind: 'offline'; correlationId: string }
  /** Refused, reset, DNS, TLS: the browser does not say which. */
  | { kind: 'unreachable'; origin: string; correlationId: string }
  /** The server answered with a redirect, which is never followed. */
  | { kind: 'redirected'; origin: string; correlationId: string }
  /** A 2xx that is not JSON (a login page, a truncated body): not the Synap API. */
  | { kind: 'not-synap'; contentType: string | null; status: number; correlationId: string }
  /** JSON without the fields that the call needs, or the data of another conversation: `otherId`. */
  | { kind: 'unexpected-shape'; path: string; otherId: string | null; correlationId: string }
  | { kind: 'too-large'; limitBytes: number; correlationId: string }
  /** The browser has not granted the profile's origin. */
  | { kind: 'permission-missing'; origin: string }
  | { kind: 'bad-base-url'; fault: BaseUrlFault; text: string }
  | { kind: 'bad-key'; fault: KeyFault }
  | { kind: 'too-many-profiles'; most: number }
  /** Too many lookups are already waiting. */
  | { kind: 'queue-full'; waiting: number }
  /** The maximum number of conversations is watched. */
  | { kind: 'too-many-watches'; limit: number }
  | { kind: 'too-many-pins'; most: number }
  /** The profile is a production profile that locks Compact…. */
  | { kind: 'compaction-locked'; profileName: string }
  | { kind: 'not-scannable'; reason: UnscannableReason }
  /** Reading or writing one of the browser's stores failed. */
  | { kind: 'storage'; what: string }
  /** The worker rejected the message's sender or its form. */
  | { kind: 'refused'; why: 'sender' | 'unknown-request' | 'malformed' }
  /** View and worker are of different versions, or the extension was reloaded: reopen the view. */
  | { kind: 'outdated' }
  /** The worker stopped before it answered; a GET is repeated once, a compaction never. */
  | { kind: 'worker-gone' }
  /** The key was replaced or removed while a compaction was on its way: it may have begun. */
  | { kind: 'interrupted'; correlationId: string }
  /** The request was superseded before its answer came. */
  | { kind: 'cancelled' };

export type ErrorKind = AppError['kind'];

/** After these errors it is unknown whether the requested compaction began. */
export const UNSURE_ENDS: readonly ErrorKind[] = [
  'timeout',
  'unreachable',
  'unavailable',
  'not-synap',
  'unexpected-shape',
  'too-large',
  'interrupted',
];

/** Expected failures are values, told apart by `ok`. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; error: AppError };

export function succeed<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function fail(error: AppError): { ok: false; error: AppError } {
  return { ok: false, error };
}

/** Synap has no such conversation, or none that this key may read. */
export function isGoneError(error: AppError): boolean {
  return error.kind === 'unknown-conversation' || error.kind === 'no-messages';
}

/** Checks only `kind`, the one field that a stored error is shown by. */
export function isAppError(value: unknown): value is AppError {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}

/** The end of an exhaustive switch: a compile error when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
