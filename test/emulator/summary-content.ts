import type { Item, Message } from './script.ts';

/** What a summary kept. */
export interface SummaryContent {
  facts: Item[];
  decisions: Item[];
  preferences: Item[];
  /** The session summaries told in the narrative format. */
  narrative: string[];
  /** The state in words, as far as there was room. */
  stateLines: string[];
  /** Messages kept word for word, because the budget left room. */
  excerpts: Message[];
  state: Record<string, unknown>;
}
