import type { Shell } from '../../protocol/backend.ts';

interface Ticker {
  /** The time of the last tick, so that everything on the screen shows one time; without subscribers, the time. */
  now(): number;
  subscribe(onTick: (now: number) => void): () => void;
}

const tickers = new WeakMap<Shell, Map<number, Ticker>>();

/** One clock for all components of a page: two that tick apart show two times for one fact. */
export function tickerOf(shell: Shell, everyMs: number): Ticker {
  const known = tickers.get(shell) ?? new Map<number, Ticker>();
  tickers.set(shell, known);
  const ticker = known.get(everyMs) ?? createTicker(shell, everyMs);
  known.set(everyMs, ticker);
  return ticker;
}

function createTicker(shell: Shell, everyMs: number): Ticker {
  const listeners = new Set<(now: number) => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  let last = 0;
  const tick = () => {
    last = shell.now();
    for (const listener of listeners) listener(last);
  };
  return {
    now: () => (listeners.size > 0 ? last : shell.now()),
    subscribe: (onTick) => {
      if (listeners.size === 0) {
        last = shell.now();
        timer = setInterval(tick, everyMs);
      }
      listeners.add(onTick);
      return () => {
        listeners.delete(onTick);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
}
