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
   * What names the place: the attribute (`data-conversation-id`), the field's name, the path part before the id
   * (`/chat/`), or for a request its part and path (`response $.thread.id`). For plain text the words before it
   * (`Conversation ID`) when they tell something, else empty.
   */
  where: string;
  count: number;
}

/** An id with everything that speaks for or against its being a conversation. */
export interface FoundId {
  id: ConversationId;
  evidence: Evidence[];
  /** A human name the page gives it (link text, nearby heading, JSON sibling such as `title`). */
  label: string | null;
}

/** What a scan of a page found. */
export interface ScanResult {
  found: FoundId[];
  /** True when there were more ids, or more text, than the caps allow. */
  truncated: boolean;
  /** Frames of other origins, which cannot be read. */
  unreadableFrames: number;
  /** Time the scan took on the page's main thread. */
  tookMs: number;
  /** The page's URL and title, for the view's heading. */
  url: string;
  title: string;
}
