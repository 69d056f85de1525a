/** Collects ids with the places they were seen in, within the caps. */
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { EvidenceSource } from '../../core/discovery/evidence.ts';

/** Further occurrences of an id are only counted: by then its names are known. */
const STUDIED_OCCURRENCES = 32;
/** Several times the number a scan returns: the likeliest may be at the end of the page. */
const MAX_COLLECTED = 30_000;

/** Where texts come from. */
export interface Place {
  source: EvidenceSource;
  /** An attribute's name, or a script's kind. */
  name: string;
  /** What names and labels are read from; null where there is none. */
  element: Element | null;
}

/** One occurrence of an id. To name it costs more than to find it, so that is left for later. */
export interface Hit {
  place: Place;
  text: string;
  index: number;
}

export interface IdHits {
  id: ConversationId;
  hits: Hit[];
  /** Occurrences that were only counted. */
  more: Map<EvidenceSource, number>;
}

/** Joined texts that hold an id as a whole; the layout tells whether it is drawn as one. */
export interface SplitText {
  pieces: readonly Piece[];
  /** The text before: its words may name the id. */
  lead: Node | null;
  /** The ids that are known of it, which are not told again. */
  told: string | null;
}

export interface Piece {
  node: Node;
  text: string;
  /** The elements that began since the piece before. */
  between: readonly Element[];
}

/** Texts that may begin an id, if what follows is drawn right after them: that changes without a word. */
export type Doubts = Map<Node, SplitText | null>;

export interface Hits {
  ids: Map<string, IdHits>;
  splits: SplitText[];
  doubts: Doubts;
  /** False if the cap kept a new id out. */
  add(id: ConversationId, place: Place, text: string, index: number): boolean;
}

export function createHits(doubts: Doubts): Hits {
  const ids: Hits['ids'] = new Map();
  return {
    ids,
    splits: [],
    doubts,
    add(id, place, text, index) {
      let entry = ids.get(id);
      if (entry === undefined) {
        if (ids.size >= MAX_COLLECTED) return false;
        entry = { id, hits: [], more: new Map() };
        ids.set(id, entry);
      }
      const { hits, more } = entry;
      if (hits.length < STUDIED_OCCURRENCES) hits.push({ place, text, index });
      else more.set(place.source, (more.get(place.source) ?? 0) + 1);
      return true;
    },
  };
}
