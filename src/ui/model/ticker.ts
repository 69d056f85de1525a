import type { Shell } from '../../protocol/backend.ts';

interface Ticker {
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
  let isAligning = false;
  const tick = () => {
    const now = shell.now();
    for (const listener of listeners) listener(now);
  };
  /** A component that appears shows the present time, so all others update with it. */
  const align = () => {
    if (isAligning) return;
    isAligning = true;
    queueMicrotask(() => {
      isAligning = false;
      tick();
    });
  };
  return {
    subscribe: (onTick) => {
      if (listeners.size === 0) timer = setInterval(tick, everyMs);
      else align();
      listeners.add(onTick);
      return () => {
        listeners.delete(onTick);
        if (listeners.size === 0) clearInterval(timer);
      };
    },
  };
}
