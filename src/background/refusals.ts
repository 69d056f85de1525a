import type { AppError } from '../core/errors.ts';

/** "Unknown" and "no messages" are remembered shortly, so that a rescan does not ask for them again and again. */
const REFUSAL_TTL_MS = 30_000;
const MOST_REFUSALS = 200;

/** Module state that may vanish with the worker: at worst a question is asked once more. */
export function createRefusals(now: () => number) {
  const held = new Map<string, { error: AppError; until: number }>();
  return {
    note: (key: string, error: AppError): void => {
      if (error.kind !== 'unknown-conversation' && error.kind !== 'no-messages') return;
      if (held.size >= MOST_REFUSALS) held.clear();
      held.set(key, { error, until: now() + REFUSAL_TTL_MS });
    },
    find: (key: string): AppError | null => {
      const refusal = held.get(key);
      return refusal && now() < refusal.until ? refusal.error : null;
    },
  };
}
