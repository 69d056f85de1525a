/**
 * The requests that a view can send to the worker. Each has one handler: a missing handler is a compile error. Messages
 * carry ids, never URLs, and no answer ever holds a key.
 */
import type {
  Answer,
  CompactionStarted,
  ConversationId,
  CreditBalance,
  CreditEstimate,
  Strategy,
  WhoAmI,
} from '../core/conversation/conversation.ts';
import type { AnyPartData, Part } from '../core/conversation/part.ts';
import type { ScanResult } from '../core/discovery/evidence.ts';
import type { Profile, Settings } from '../core/profile/settings.ts';
import type { Outcome } from '../core/errors.ts';
import type { ViewRef } from './events.ts';
import type { HistoryRun, Pin } from './history.ts';
import type { Overview, RequestLogEntry } from './overview.ts';

/**
 * `cached`: from the cache if possible, else from Synap. `fresh`: from Synap, and the cache is updated. `peek`: from
 * the cache alone, `null` when it has nothing; costs no request.
 */
export type ReadMode = 'cached' | 'fresh' | 'peek';

/**
 * `user`: a click, which goes before everything and may try a refused key. `view`: what an opened view shows.
 * `automatic`: what nobody asked for.
 */
export type Priority = 'user' | 'view' | 'automatic';

/** The names that pages give to conversations. */
export type Labels = { conversationId: ConversationId; label: string }[];

export interface RequestMap {
  /** The answer is of the part's kind. A pinned version of a summary bypasses the cache. */
  read: {
    input: { conversationId: ConversationId; part: Part; mode: ReadMode; priority: Priority };
    output: Answer<AnyPartData> | null;
  };
  /**
   * Costs credits and is sent at most once, under the profile that was confirmed: `cancelled` when another is active. A
   * 409 becomes `conflict`, and the existing run is watched.
   */
  compact: {
    input: {
      profileId: string;
      conversationId: ConversationId;
      strategy: Strategy | null;
      targetTokens: number | null;
      force: boolean;
    };
    output: Answer<CompactionStarted>;
  };
  /** `user` unless another priority is given. */
  balance: { input: { priority?: Priority | undefined }; output: Answer<CreditBalance> };
  /** The price of a compaction of so many tokens; nothing is spent. */
  estimate: { input: { units: number }; output: Answer<CreditEstimate> };
  /** The runs that were seen under the profile's key, newest first. */
  history: { input: { conversationId: ConversationId }; output: HistoryRun[] };
  /** What must be kept in this conversation: its own pins and those of the profile, in the order of pinning. */
  pins: { input: { conversationId: ConversationId }; output: Pin[] };
  /** The same after the pin was added; of the profile alone where the conversation is null. */
  pin: { input: { conversationId: ConversationId | null; text: string }; output: Pin[] };
  unpin: { input: { pinId: string }; output: null };
  /** Also resumes a watch that gave up. `label` is used in a notification. */
  watch: { input: { conversationId: ConversationId; label: string | null }; output: Overview };
  unwatch: { input: { conversationId: ConversationId }; output: Overview };
  /** Remembers what a page calls conversations, for views that see no page. */
  'tell-labels': { input: { labels: Labels }; output: null };
  /** The labels that are known of these. */
  labels: { input: { conversationIds: ConversationId[] }; output: Labels };
  overview: { input: Record<never, never>; output: Overview };
  /** Requests made, newest first; of all conversations when `conversationId` is null. */
  requests: { input: { conversationId: ConversationId | null }; output: RequestLogEntry[] };
  /** Ids in the tab, by `scripting.executeScript`; requires activeTab, so only for popup and menu. */
  scan: { input: { tabId: number }; output: ScanResult };
  /** For a view that can open no tabs. */
  options: { input: Record<never, never>; output: null };
  /** For "try again": clears a pause (credits, key, offline), never a running Retry-After. */
  resume: { input: Record<never, never>; output: Overview };
  /** Options only. Settings that are not listed stay unchanged; a profile whose base URL changed loses its key. */
  'save-settings': { input: { settings: Partial<Settings> }; output: Overview };
  /**
   * Options only. Changes these fields of one profile, in one turn with its key: either all is stored or nothing. A
   * profile that is unknown is added; it needs at least a name and a base URL.
   */
  'save-profile': {
    input: {
      profileId: string;
      changes: Partial<Omit<Profile, 'id'>>;
      /** Null leaves the stored key, unless the base URL changes. */
      key: { key: string; remember: boolean } | null;
    };
    output: Overview;
  };
  /** Options only. Removes a profile and its key; the last profile stays. */
  'remove-profile': { input: { profileId: string }; output: Overview };
  /** Any view may choose another profile or the demo. */
  'choose-profile': { input: { profileId: string; demo: boolean }; output: Overview };
  /**
   * Options only. The key goes in and never comes out. `baseUrl` is the one it was entered for: `cancelled` when the
   * profile has another one by now.
   */
  'set-key': {
    input: { profileId: string; key: string; remember: boolean; baseUrl?: string | undefined };
    output: Overview;
  };
  'remove-key': { input: { profileId: string }; output: Overview };
  /** Options only. Calls whoami, then the credit balance (null if that failed). */
  'test-connection': {
    input: { profileId: string };
    output: { whoami: WhoAmI; balance: CreditBalance | null; tookMs: number };
  };
  'clear-cache': { input: Record<never, never>; output: { dropped: number } };
  /** Options only. Deletes everything: keys, settings, cache, watches, log. */
  'erase-everything': { input: Record<never, never>; output: Overview };
}

export type RequestName = keyof RequestMap;
export type RequestInput<N extends RequestName> = RequestMap[N]['input'];
export type RequestOutput<N extends RequestName> = RequestMap[N]['output'];

/**
 * The envelope of a request; `version` is the extension's, so that an outdated view is told to reopen. A request about
 * a conversation belongs to the profile that the view shows, even if another one was chosen meanwhile.
 */
export interface RequestEnvelope<N extends RequestName = RequestName> extends ViewRef {
  app: 'synap-inspector';
  version: string;
  name: N;
  input: RequestInput<N>;
}

export interface ResponseEnvelope<N extends RequestName = RequestName> {
  app: 'synap-inspector';
  version: string;
  outcome: Outcome<RequestOutput<N>>;
}
