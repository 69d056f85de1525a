import { useEffect, useState } from 'preact/hooks';
import type { Slices } from '../../../core/slices.ts';
import { runSlices } from '../run-slices.ts';

/** The result of a long computation that begins anew whenever `inputs` change; null until it is there. */
export function useSlices<T>(begin: () => Slices<T> | null, inputs: readonly unknown[]): T | null {
  const [held, setHeld] = useState<{ of: readonly unknown[]; result: T | null }>({ of: [], result: null });
  useEffect(() => {
    const slices = begin();
    if (slices === null) return undefined;
    const stop = new AbortController();
    void runSlices(slices, stop.signal).then((result) => {
      if (!stop.signal.aborted) setHeld({ of: inputs, result });
    });
    return () => stop.abort();
  }, inputs);
  const isCurrent =
    held.of.length === inputs.length && inputs.every((input, index) => Object.is(input, held.of[index]));
  return isCurrent ? held.result : null;
}
