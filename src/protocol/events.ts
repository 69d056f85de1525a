/** Messages over a view's port: events from the worker to every open view, and the view's state to the worker. */
import type { ConversationId } from '../core/conversation/conversation.ts';
import type { Part, PartAnswer } from '../core/conversation/part.ts';
import type { AppError } from '../core/errors.ts';
import type { BudgetState, Overview, RequestLogEntry } from './overview.ts';

/** The subject of an event. */
interface About {
  profileId: string;
  conversationId: ConversationId;
}

export type WorkerEvent =
  /** Sent when it differs from the previous one; its budget has an event of its own. */
  | { type: 'overview'; overview: Overview }
  /** The number of requests that wait for the budget changed. */
  | { type: 'budget'; profileId: string; budget: BudgetState }
  /** Requests were made; `budget` is what remains of their profile's. */
  | { type: 'logged'; entries: RequestLogEntry[]; budget: BudgetState | null }
  /** Synap answered, whoever made the request. `newRun`: the history of runs knows more since. */
  | ({ type: 'answered'; newRun?: boolean } & About & PartAnswer)
  /** A read failed, a poll included: it could not be sent, or got no usable answer. */
  | ({ type: 'failed'; part: Part; error: AppError } & About)
  /** A read waits for the budget or a Retry-After until about this time; null: it was sent. */
  | ({ type: 'queued'; part: Part; until: number | null } & About)
  /** Summaries and prompts of this conversation (null: of all) are out of date: read them again if they are shown. */
  | { type: 'invalidated'; profileId: string; conversationId: ConversationId | null }
  | { type: 'pins'; profileId: string };

export const SURFACES = ['panel', 'popup', 'inspector', 'options'] as const;
export type Surface = (typeof SURFACES)[number];

/** Most conversations that a view may report as shown. */
export const MAX_IN_VIEW = 50;

/** The view that sends this, and the profile it shows. */
export interface ViewRef {
  /** A random word that each opened page makes for itself. */
  viewId: string;
  /** The active profile as the view last heard; null before its first overview. */
  profileId: string | null;
}

/** Sent by a view when its port opens and whenever what it shows changes. */
export interface ViewState extends ViewRef {
  type: 'view';
  version: string;
  surface: Surface;
  /** False when the page is hidden; it then counts as closed for polling and notifications. */
  visible: boolean;
  /** Conversations shown now, the selected one first; at most `MAX_IN_VIEW`. */
  conversationIds: ConversationId[];
}

export const VIEW_PORT = 'view';

/** About the port itself. `here`: a worker accepts it; a view that does not receive it soon has no live worker. */
export type PortNotice = { type: 'here' } | { type: 'outdated' };

/** An answer is awaited. The worker does nothing about it, but one that hears something is not idle. */
export interface ViewNotice {
  type: 'waiting';
}
