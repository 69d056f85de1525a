import type { Outcome } from '../../core/errors.ts';
import { isMorePressing, type Prioritized, type Priority } from '../outbound/request-line.ts';
import type { AnyAnswer } from './answer-rules.ts';

/** One request in flight, shared by all callers with the same key. */
export interface Shared {
  /** Raised when a more urgent caller joins. */
  request: Prioritized;
  /** Something happened since the request was sent that its answer may not reflect. */
  invalidated: boolean;
}

type Result = Promise<Outcome<AnyAnswer>>;

/** Two requests for the same answer become one. In-memory state that may be lost with the worker. */
export interface InFlight {
  share(key: string, priority: Priority, send: (shared: Shared) => Result): Result;
  /**
   * Detaches requests in flight under this prefix, so that new callers do not join them. `except` is the request whose
   * answer is the reason.
   */
  invalidate(prefix: string, except?: Shared): void;
}

export function createInFlight(): InFlight {
  const underWay = new Map<string, { shared: Shared; result: Result }>();
  return {
    share: (key, priority, send) => {
      const known = underWay.get(key);
      if (known) {
        const { request } = known.shared;
        if (isMorePressing(priority, request.priority)) request.priority = priority;
        return known.result;
      }
      const shared: Shared = { request: { priority }, invalidated: false };
      const result = send(shared).finally(() => {
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
