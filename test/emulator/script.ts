/**
 * A conversation as the emulator loads it: from an archive, or from the small set of its own. Times are epoch
 * milliseconds. Nothing here says how the API spells it.
 */

export type Role = 'user' | 'assistant' | 'system' | 'tool';

export interface Message {
  messageId: string;
  role: Role;
  /** The speaker's name, where known. */
  speaker: string | null;
  content: string;
  timestamp: number;
}

/** A fact, decision or preference. */
export interface Item {
  content: string;
  /** 0–1, or one of the API's words. */
  confidence: number | 'explicit' | 'inferred' | 'assumed';
  subject: string | null;
  /** The session, counted from 1, whose summary no longer holds this: it was overtaken there. */
  supersededIn: number | null;
  /** Ids of the messages that say so. */
  evidence: string[];
}

export interface Session {
  startedAt: number;
  topic: string;
  summary: string;
  openQuestions: string[];
  messages: Message[];
  facts: Item[];
  decisions: Item[];
  preferences: Item[];
}

/** A run that happened before the emulator started, or is under way at its start. */
export interface ScriptedRun {
  /** It covers the first so many sessions. */
  sessions: number;
  strategy: string;
  startedAt: number;
  seconds: number;
  outcome: 'completed' | 'failed' | 'running';
  /** Keep every item, whatever the strategy's share would be. */
  keepAll?: boolean;
  errorMessage?: string;
  validationScore?: number;
  qualityWarning?: string;
  warnings?: string[];
}

/** Which of the spellings that the documents know a conversation's answers use. */
export interface Spelling {
  contextField: 'formatted_context' | 'compacted_context';
  items: 'objects' | 'strings';
  qualityWarning: 'text' | 'boolean';
  /**
   * What `formatted_context` of the context for prompt holds: the summary and the recent messages, the summary alone
   * (as another page of the reference describes it), or all but the newest recent message.
   */
  promptText: 'whole' | 'summary-alone' | 'lacks-newest';
  /** `null` leaves it out. */
  ttlSeconds: number | null;
  /** Sent in place of the true status: a word that the product does not know. */
  statusWord: string | null;
}

/** The common case: what Synap's own clients can parse. Anything else is an exotic. */
export const PLAIN_SPELLING: Spelling = {
  contextField: 'formatted_context',
  items: 'objects',
  qualityWarning: 'boolean',
  promptText: 'whole',
  ttlSeconds: 300,
  statusWord: null,
};

export interface ConversationScript {
  id: string;
  title: string;
  userId: string | null;
  sessions: Session[];
  runs: ScriptedRun[];
  spelling: Spelling;
}
