/**
 * The UI's entire view of the worker and the browser, neither of which it touches directly. `platform/` implements
 * these interfaces, each page's main passes them in, and tests pass their own.
 */
import type { ConversationId } from '../core/conversation/conversation.ts';
import type { Outcome } from '../core/errors.ts';
import type { Transcript } from '../core/transcript/message.ts';
import type { RequestInput, RequestName, RequestOutput } from './requests.ts';
import type { WorkerEvent } from './events.ts';

/** `closed`: reconnecting. `outdated`: the extension was updated or reloaded under the view, which must be reopened. */
export type Connection = 'open' | 'closed' | 'outdated';

export interface Backend {
  /** Never rejects: every failure is an outcome. */
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Outcome<RequestOutput<N>>>;
  onEvent(listener: (event: WorkerEvent) => void): () => void;
  onConnection(listener: (connection: Connection) => void): () => void;
  /** The profile that the view shows from now on: what it asks belongs to this one. */
  setShownProfile(profileId: string): void;
  /** Tells the worker which conversations are shown, the selected one first. */
  setVisibleConversations(conversationIds: ConversationId[]): void;
}

/** The browser's information when the popup opens. The page scan adds the selection later. */
export interface PopupStart {
  url: string | null;
  tabId: number | null;
  /** The id looked up last. */
  lastId: string | null;
}

/** The browser functions that a page has besides talking to the worker. */
export interface Shell {
  /** A UI text from `_locales`. */
  translate(key: string, substitutions: string[]): string;
  copy(text: string): Promise<boolean>;
  download(fileName: string, text: string, type: string): void;
  /** Opens the full view; without an id, its start page. */
  openFullView(conversationId: ConversationId | null): void;
  openOptions(): void;
  /** Opens an https link in a new tab; anything else is ignored. */
  openLink(url: string): void;
  /**
   * Asks the user for one origin; must be called during a click. Where the page cannot ask, it opens the options page,
   * which can.
   */
  requestOrigin(origin: string): Promise<boolean>;
  /** Whether `requestOrigin` asks by itself. */
  readonly canAskForOrigin: boolean;
  /** The address of the browser's list of extensions, to be read and typed: no link may lead there. */
  readonly extensionsPage: string;
  /** Keeps a key that was handled from the browser, and from the DevTools around the page. */
  takeKey(event: KeyboardEvent): void;
  now(): number;
}

interface KnownSince {
  /** What the page says in a conversation that nobody opened never comes on the device. */
  isOpened: boolean;
  /** Epoch ms: what was known before the profile's messages were deleted is not kept again. */
  knownAt: number;
}

/** Keeps messages beyond the view that knows them: until the browser closes, or as long as the profile's setting says. */
export interface MessageMemory {
  /** For a conversation that is opened. Undecoded; undefined where nothing is kept. Never rejects. */
  load(profileId: string, conversationId: ConversationId): Promise<unknown>;
  /**
   * Adds to what is kept, which another view may have changed meanwhile. What does not fit goes: the conversations not
   * used for longest first. Never rejects.
   */
  save(profileId: string, conversationId: ConversationId, transcript: Transcript, about: KnownSince): Promise<void>;
}
