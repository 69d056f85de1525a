import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../app.ts';
import type { Store } from '../store.ts';

interface Prices {
  epoch: number;
  byTokens: Map<number, Promise<number | null>>;
}

const all = new WeakMap<Store, Prices>();

/** One estimate per number of tokens; a failed one is forgotten. */
function priceOf(store: Store, tokens: number): Promise<number | null> {
  const epoch = store.epoch.peek();
  const held = all.get(store);
  const prices = held?.epoch === epoch ? held : { epoch, byTokens: new Map<number, Promise<number | null>>() };
  all.set(store, prices);
  const known = prices.byTokens.get(tokens);
  if (known) return known;
  const asked = store.backend.ask('estimate', { units: tokens }).then((outcome) => {
    if (outcome.ok) return outcome.value.data.credits;
    prices.byTokens.delete(tokens);
    return null;
  });
  prices.byTokens.set(tokens, asked);
  return asked;
}

/** Synap's estimate of a run over so many tokens, in credits; null while it is unknown, and where Synap has none. */
export function useRunPrice(tokens: number | null): number | null {
  const { store } = useApp();
  const epoch = store.epoch.value;
  const [price, setPrice] = useState<number | null>(null);
  useEffect(() => {
    let isCurrent = true;
    setPrice(null);
    if (tokens !== null && tokens > 0) {
      void priceOf(store, tokens).then((credits) => {
        if (isCurrent) setPrice(credits);
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [store, epoch, tokens]);
  return price;
}
