import type { Outcome } from '../../core/errors.ts';
import { isMorePressing, type Prioritized, type Priority } from '../outbound/request-queue.ts';
import type { AnyAnswer } from './answer-rules.ts';

/** One request under way, shared by all who ask the same. */
export interface Shared {
  /** Raised when somebody more pressing joins. */
  request: Prioritized;
  /** Something happened since it was asked that its answer may not know of. */
  invalidated: boolean;
}

type Result = Promise<Outcome<AnyAnswer>>;

/** The same question asked twice is one request. Module state that may vanish with the worker. */
export interface InFlight {
  share(key: string, priority: Priority, ask: (shared: Shared) => Result): Result;
  /** Nobody joins what was asked under this prefix before now; `except` is the request whose answer told the news. */
  invalidate(prefix: string, except?: Shared): void;
}

export function createInFlight(): InFlight {
  const underWay = new Map<string, { shared: Shared; result: Result }>();
  return {
    share: (key, priority, ask) => {
      const known = underWay.get(key);
      if (known) {
        const { request } = known.shared;
        if (isMorePressing(priority, request.priority)) request.priority = priority;
        return known.result;
      }
      const shared: Shared = { request: { priority }, invalidated: false };
      const result = ask(shared).finally(() => {
        if (underWay.get(key)?.shared === shared) underWay.delete(key);
      });
      underWay.set(key, { shared, result });
      return result;
    },
    invalidate: (prefix, except) => {
      for (const [key, { shared }] of underWay) {
        if (shared === except || !key.startsWith(prefix)) continue;
        shared.invalidated = true;
        underWay.delete(key);
      }
    },
  };
}
