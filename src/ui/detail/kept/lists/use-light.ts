import { useEffect, useMemo } from 'preact/hooks';
import { counterparts, type KeptModel, type Place } from '../kept-model.ts';

/** A pointer that only passes over rows scrolls nothing. */
const REST_MS = 120;

/** Lights a row and what belongs to it, and brings that into view. */
export function useLight(model: KeptModel, list: Place['list']): (at: number | null) => void {
  const timer = useMemo(() => ({ id: undefined as ReturnType<typeof setTimeout> | undefined }), []);
  useEffect(() => () => clearTimeout(timer.id), [timer]);
  return (at) => {
    const before = model.lit.peek();
    if (at === (before?.list === list ? before.at : null)) return;
    model.lit.value = at === null ? null : { list, at };
    clearTimeout(timer.id);
    if (at === null) return;
    const [first] = counterparts(model, { list, at });
    const other = list === 'messages' ? 'statements' : 'messages';
    if (first !== undefined) timer.id = setTimeout(() => model.show({ list: other, at: first }), REST_MS);
  };
}
