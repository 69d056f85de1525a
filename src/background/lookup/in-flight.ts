import type { Outcome } from '../../core/errors.ts';
import type { ReadAnswer } from './answer-rules.ts';
import type { Rank, Urgency } from '../outbound/request-queue.ts';

/** One question under way, and everybody who waits for its answer. */
export interface Flight {
  /** Raised when somebody more pressing joins. */
  urgency: Urgency;
  /** Something happened since it was asked that its answer may not know of. */
  outdated: boolean;
}

type Asked = Promise<Outcome<ReadAnswer>>;

/** The same question asked twice is one request. Module state that may vanish with the worker. */
export interface Flights {
  join(key: string, rank: Rank, ask: (flight: Flight) => Asked): Asked;
  /** Nobody joins what was asked under this prefix before now; `except` just brought the news. */
  outdate(prefix: string, except?: Flight): void;
}

export function createFlights(): Flights {
  const underWay = new Map<string, { flight: Flight; asked: Asked }>();
  return {
    join: (key, rank, ask) => {
      const known = underWay.get(key);
      if (known) {
        if (rank < known.flight.urgency.rank) known.flight.urgency.rank = rank;
        return known.asked;
      }
      const flight: Flight = { urgency: { rank }, outdated: false };
      const asked = ask(flight).finally(() => {
        if (underWay.get(key)?.flight === flight) underWay.delete(key);
      });
      underWay.set(key, { flight, asked });
      return asked;
    },
    outdate: (prefix, except) => {
      for (const [key, { flight }] of underWay) {
        if (flight === except || !key.startsWith(prefix)) continue;
        flight.outdated = true;
        underWay.delete(key);
      }
    },
  };
}
