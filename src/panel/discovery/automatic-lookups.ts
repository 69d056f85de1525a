import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { Overview } from '../../protocol/overview.ts';
import { activeProfile } from '../../ui/model/active-profile.ts';

/** Few at a time: what scrolls out of view before its turn is then never asked for. */
export const MAX_AT_ONCE = 4;
/** A limit that is there again after each wait is run into so often. */
const MAX_ROUNDS = 3;

/** Whether the user, the key and the connection allow lookups that nobody clicked for. */
export function mayLookUp(overview: Overview | null): boolean {
  if (!overview || !overview.settings.automaticLookups || overview.pause) return false;
  return canAsk(overview);
}

/** Whether a question could be answered at all: a key and its origin, or the demo. */
export function canAsk(overview: Overview): boolean {
  if (overview.settings.demo) return true;
  const profile = activeProfile(overview);
  return profile !== undefined && profile.key !== null && profile.originGranted;
}

export interface Candidate {
  id: ConversationId;
  likely: boolean;
  /** It was asked for already, by whomever, and nothing that passes kept it from an answer. */
  asked: boolean;
}

export interface AutomaticLookups {
  /** Tells what is in view, top first. */
  see(inView: Candidate[], allowed: boolean): void;
  /** What stood in the way is gone: what it kept from an answer may be asked once more, though not without end. */
  again(): void;
  /** Another page or profile: everything may be asked once more. */
  reset(): void;
}

/** Looks up what is in view and likely, each id at most once per page visit, a few at a time. */
export function createAutomaticLookups(lookUp: (id: ConversationId) => Promise<void>): AutomaticLookups {
  let done = new Set<ConversationId>();
  let rounds = 1;
  /** Renewed by a reset: what then still runs for the page or profile before takes nobody's place. */
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
