/** The worker's state as every view shows it. Small, and sent whole when it changes. */
import type { ConversationId } from '../core/conversation/conversation.ts';
import type { PartKind } from '../core/conversation/part.ts';
import type { AppError, ErrorKind } from '../core/errors.ts';
import type { Settings } from '../core/profile/settings.ts';

export interface ProfileState {
  profileId: string;
  /**
   * The displayable part of the key: its last four characters, and `id`, a random word that changes with it. Null: no
   * key.
   */
  key: { id: string; last4: string; remembered: boolean } | null;
  /** The origin of the base URL, and whether the browser allows requests to it. */
  origin: string;
  originGranted: boolean;
  clientId: string | null;
  instanceId: string | null;
}

/** Why a whole profile waits. `until` is null where only the user (or the network) can end it. */
export interface Pause {
  reason: 'rate-limited' | 'key-refused' | 'no-credits' | 'offline';
  until: number | null;
  error: AppError;
}

type WatchState =
  /** No run is known to be in progress; checks now and then for one. */
  | 'waiting'
  /** A run is in progress. */
  | 'running'
  /** The run ended; the conversation's status tells how. */
  | 'ended'
  /** No end was seen in a bounded time; `watch` resumes it. */
  | 'gave-up';

/** A conversation that the worker follows, as views show it. */
export interface Watch {
  conversationId: ConversationId;
  label: string | null;
  state: WatchState;
  /**
   * True for a star the user set, and for a run the user started; false for a run followed only because a view shows
   * it.
   */
  starred: boolean;
}

export interface BudgetState {
  /** Requests that may be sent at once, now. */
  available: number;
  perMinute: number;
  burst: number;
  /** Requests that wait for the budget. */
  waiting: number;
}

export interface Overview {
  version: string;
  settings: Settings;
  /** The active profile's id, `demo` in demo mode. */
  activeProfileId: string;
  profiles: ProfileState[];
  budget: BudgetState;
  pause: Pause | null;
  /** Those of the active profile. */
  watches: Watch[];
  /** The typical run length, learned from observed runs; null while there are too few. */
  typicalRunSeconds: number | null;
  /**
   * `memory`: the browser's database cannot be used; keys last until the browser closes, answers until the worker
   * stops.
   */
  storage: 'disk' | 'memory';
}

export type CallName = PartKind | 'whoami' | 'compact' | 'balance' | 'estimate';

/** One call, as the Requests tab shows it. It never holds a key or the body of an answer. */
export interface RequestLogEntry {
  id: string;
  profileId: string;
  conversationId: ConversationId | null;
  call: CallName;
  method: 'GET' | 'POST';
  baseUrl: string;
  /** Path and query. */
  path: string;
  /** The JSON body of a POST; it holds no secret. */
  body: string | null;
  startedAt: number;
  tookMs: number;
  /** The server's own part of it, as Synap said; null when it did not. */
  serverMs: number | null;
  /** HTTP status; null when no answer came, or when the cache answered. */
  status: number | null;
  source: 'cache' | 'cloud';
  /** 1 is the first try. */
  attempt: number;
  correlationId: string;
  errorKind: ErrorKind | null;
}
