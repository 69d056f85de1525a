import type { AppError } from '../../core/errors.ts';

/** "Unknown" and "no messages" are remembered shortly, so that a rescan does not ask for them again and again. */
const REFUSAL_TTL_MS = 30_000;
const MOST_REFUSALS = 200;

/** Module state that may vanish with the worker: at worst a question is asked once more. */
export function createRefusals(now: () => number) {
  const held = new Map<string, { error: AppError; at: number }>();
  return {
    /** Whatever else the latest question brought, an answer or another error, ends the refusal before it. */
    note: (key: string, error: AppError | null): void => {
      held.delete(key);
      if (error?.kind !== 'unknown-conversation' && error?.kind !== 'no-messages') return;
      if (held.size >= MOST_REFUSALS) held.clear();
      held.set(key, { error, at: now() });
    },
    find: (key: string): AppError | null => {
      const refusal = held.get(key);
      const age = refusal ? now() - refusal.at : -1;
      // A refusal from the future was noted by a clock that has jumped back since.
      return refusal && age >= 0 && age < REFUSAL_TTL_MS ? refusal.error : null;
    },
    forget: (): void => held.clear(),
  };
}
