/** What the worker tells every open view, over a port, and what a view tells the worker over it. */
import type { ConversationId } from '../core/conversation/conversation.ts';
import type { Part, PartAnswer } from '../core/conversation/part.ts';
import type { AppError } from '../core/errors.ts';
import type { BudgetState, Overview, RequestLogEntry } from './overview.ts';

/** What an event is about. */
interface About {
  profileId: string;
  conversationId: ConversationId;
}

export type WorkerEvent =
  /** Told when it differs from the one before; its budget has an event of its own. */
  | { type: 'overview'; overview: Overview }
  /** Questions began or ceased to wait for the budget. */
  | { type: 'budget'; profileId: string; budget: BudgetState }
  /** Requests were made; `budget` is what they left of their profile's. */
  | { type: 'logged'; entries: RequestLogEntry[]; budget: BudgetState | null }
  /** Synap answered, whoever asked. */
  | ({ type: 'answered' } & About & PartAnswer)
  /** Synap could not be asked, or did not answer; a poll counts, too. */
  | ({ type: 'failed'; part: Part; error: AppError } & About)
  /** A question waits for the budget or a Retry-After until about this time; null: it was sent. */
  | ({ type: 'queued'; part: Part; until: number | null } & About)
  /** Summaries and prompts of this conversation (null: of all) hold no more: ask again if they are shown. */
  | { type: 'invalidated'; profileId: string; conversationId: ConversationId | null };

export const SURFACES = ['panel', 'popup', 'inspector', 'options'] as const;
export type Surface = (typeof SURFACES)[number];

/** Conversations that a view may say it shows. */
export const MAX_IN_VIEW = 50;

/** Sent by a view when its port opens and whenever what it shows changes. */
export interface ViewState {
  type: 'view';
  version: string;
  surface: Surface;
  /** False when the page is hidden; it then counts as closed for polling and notifications. */
  visible: boolean;
  /** Conversations shown now, the chosen one first; at most `MAX_IN_VIEW`. */
  conversationIds: ConversationId[];
}

export const VIEW_PORT = 'view';

/** About the port itself. `here`: a worker accepts it; a view that does not hear it soon speaks to nobody. */
export type PortNotice = { type: 'here' } | { type: 'outdated' };
