import type { ConversationId } from '../conversation/conversation.ts';

/** Where an id was seen. */
export type EvidenceSource =
  | 'text'
  | 'attribute'
  | 'link'
  | 'field'
  | 'url'
  | 'request'
  | 'selection'
  | 'pasted'
  | 'demo';

/** One kind of place in which an id was seen, and how often. */
export interface Evidence {
  source: EvidenceSource;
  /**
   * The name of the place: the attribute (`data-conversation-id`), the field's name, the path segment before the id
   * (`/chat/`), or for a request its part and path (`response $.thread.id`). For plain text the words before it
   * (`Conversation ID`) if `tellingName` keeps them, else empty.
   */
  where: string;
  count: number;
}

/** An id with all the evidence for and against its being a conversation. */
export interface FoundId {
  id: ConversationId;
  evidence: Evidence[];
  /** A human name that the page gives it (link text, nearby heading, JSON sibling such as `title`). */
  label: string | null;
}

/** The page script's result, with the text before the user's selection, the selection, and the text after. */
export interface PageScan extends Omit<ScanResult, 'found'> {
  /** Usually as JSON, which a browser hands over several times as fast as thousands of objects. */
  found: FoundId[] | string;
  selection: [before: string, text: string, after: string] | null;
}

/** The outcome of one scan of a page. */
export interface ScanResult {
  found: FoundId[];
  /** True when there were more ids, or more text, than the caps allow. */
  truncated: boolean;
  /** Frames of other origins, which cannot be read. */
  unreadableFrames: number;
  /** Time the scan took on the page's main thread, in ms. */
  tookMs: number;
  /** The page's URL and title, for the view's heading. */
  url: string;
  title: string;
}
