import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { Overview } from '../../protocol/overview.ts';
import { activeProfile } from '../../ui/model/active-profile.ts';

/** Few at a time, so that rows which scroll out of view before their turn are never looked up. */
export const MAX_AT_ONCE = 4;
/** A limit that returns after each wait is retried only this often. */
const MAX_ROUNDS = 3;

/** Whether the user, the key and the connection allow lookups without a click. */
export function mayLookUp(overview: Overview | null): boolean {
  if (!overview || !overview.settings.automaticLookups || overview.pause) return false;
  return canAsk(overview);
}

/** Whether a request can be answered at all: a key and its origin, or the demo. */
export function canAsk(overview: Overview): boolean {
  if (overview.settings.demo) return true;
  const profile = activeProfile(overview);
  return profile !== undefined && profile.key !== null && profile.originGranted;
}

export interface Candidate {
  id: ConversationId;
  likely: boolean;
  /** It was requested already, by any view, and no temporary error prevented an answer. */
  asked: boolean;
}

export interface AutomaticLookups {
  /** Reports the rows in view, top first. */
  see(inView: Candidate[], allowed: boolean): void;
  /** Call when a pause has ended: ids may be looked up once more, but not endlessly. */
  again(): void;
  /** Another page or profile: everything may be looked up once more. */
  reset(): void;
}

/** Looks up likely ids in view, each at most once per page visit, a few at a time. */
export function createAutomaticLookups(lookUp: (id: ConversationId) => Promise<void>): AutomaticLookups {
  let done = new Set<ConversationId>();
  let rounds = 1;
  /** Replaced by a reset, so that lookups for the previous page or profile take no slots. */
  let round = { running: 0 };
  let inView: Candidate[] = [];
  let allowed = false;

  const next = () => inView.find((row) => row.likely && !row.asked && !done.has(row.id));
  const pump = () => {
    const mine = round;
    if (!allowed || mine.running >= MAX_AT_ONCE) return;
    const row = next();
    if (!row) return;
    done.add(row.id);
    mine.running += 1;
    void lookUp(row.id).then(() => {
      mine.running -= 1;
      pump();
    });
    pump();
  };
  return {
    see: (rows, mayAsk) => {
      inView = rows;
      allowed = mayAsk;
      pump();
    },
    again: () => {
      if (rounds >= MAX_ROUNDS) return;
      rounds += 1;
      done = new Set();
    },
    reset: () => {
      done = new Set();
      rounds = 1;
      round = { running: 0 };
      inView = [];
    },
  };
}
