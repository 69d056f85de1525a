import { isGoneError, type AppError } from '../../core/errors.ts';

/** "Unknown" and "no messages" are remembered briefly, so that rescans do not keep asking for them. */
const TTL_MS = 30_000;
const MAX_ENTRIES = 200;

/** In-memory state that may be lost with the worker, at the cost of one more request. */
export interface NegativeCache {
  /** Remembers a refusal. Any other result of a newer request, an answer included, clears it. */
  note(key: string, error: AppError | null): void;
  find(key: string): AppError | null;
  clear(): void;
}

export function createNegativeCache(now: () => number): NegativeCache {
  const held = new Map<string, { error: AppError; at: number }>();
  return {
    note: (key, error) => {
      held.delete(key);
      if (!error || !isGoneError(error)) return;
      if (held.size >= MAX_ENTRIES) held.clear();
      held.set(key, { error, at: now() });
    },
    find: (key) => {
      const entry = held.get(key);
      const age = entry ? now() - entry.at : -1;
      // An entry from the future is outdated: the clock has jumped back since.
      return entry && age >= 0 && age < TTL_MS ? entry.error : null;
    },
    clear: () => held.clear(),
  };
}
