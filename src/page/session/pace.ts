import type { Pace } from '../find/scan.ts';

/** A frame lasts 16 ms, and the page wants most of it. */
const TURN_MS = 6;

export interface Turns extends Pace {
  begin(): void;
  end(): void;
}

export function createTurns(): Turns {
  let startedAt = 0;
  let spent = 0;
  const turnMs = (): number => performance.now() - startedAt;
  return {
    begin: () => void (startedAt = performance.now()),
    end: () => void (spent += turnMs()),
    isDue: () => turnMs() > TURN_MS,
    spentMs: () => spent + turnMs(),
  };
}
