import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';

/** A value derived from signals, anew when one of `of` is another: `useComputed` would go on with the old model. */
export function useDerived<T>(derive: () => T, of: readonly unknown[]): T {
  return useMemo(() => computed(derive), [...of]).value;
}
