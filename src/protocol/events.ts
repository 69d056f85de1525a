/** What the worker tells every open view, over a port, and what a view tells the worker over it. */
import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
  ConversationId,
  PromptStyle,
  SummaryFormat,
} from '../core/conversation/conversation.ts';
import type { AppError } from '../core/errors.ts';
import type { Overview, RequestLogEntry } from './overview.ts';

/** Which answer of a conversation is meant. */
export type Part =
  | { kind: 'status' }
  | { kind: 'summary'; format: SummaryFormat; version: number | null }
  | { kind: 'prompt'; style: PromptStyle };

export type Learned =
  | { kind: 'status'; answer: Answer<CompactionStatus> }
  | { kind: 'summary'; format: SummaryFormat; version: number | null; answer: Answer<CompactedSummary | null> }
  | { kind: 'prompt'; style: PromptStyle; answer: Answer<ContextForPrompt> };

export type WorkerEvent =
  | { type: 'overview'; overview: Overview }
  /** Somebody's question was answered by Synap: everybody learns it. */
  | { type: 'learned'; profileId: string; conversationId: ConversationId; learned: Learned }
  /** A question failed (a poll's too). */
  | { type: 'failed'; profileId: string; conversationId: ConversationId; part: Part; error: AppError }
  /** A question waits for the budget or a Retry-After until about this time; null: it was sent. */
  | { type: 'queued'; profileId: string; conversationId: ConversationId; part: Part; until: number | null }
  /** Summaries and prompts of this conversation (null: of all) hold no more: ask again if they are shown. */
  | { type: 'dropped'; profileId: string; conversationId: ConversationId | null }
  | { type: 'requested'; entries: RequestLogEntry[] };

export const SURFACES = ['panel', 'popup', 'inspector', 'options'] as const;
export type Surface = (typeof SURFACES)[number];

/** Sent by a view when its port opens and whenever what it shows changes. */
export interface ViewState {
  type: 'view';
  version: string;
  surface: Surface;
  /** False when the page is hidden; it then counts as closed for polling and notifications. */
  visible: boolean;
  /** Conversations shown now, the chosen one first; at most 50. */
  conversationIds: ConversationId[];
}

export const VIEW_PORT = 'view';

/** About the port itself. `here`: a worker took it in; a view that does not hear it soon speaks to nobody. */
export type PortNotice = { type: 'here' } | { type: 'outdated' };
