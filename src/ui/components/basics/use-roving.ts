import { useLayoutEffect, useRef } from 'preact/hooks';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/**
 * One stop of Tab for all buttons of a list that match the selector: arrows go from one to the next. The stop is moved
 * in the document alone, because drawing a thousand rows anew for each key takes too long.
 */
export function useRoving<E extends HTMLElement>(selector: string) {
  const list = useRef<E>(null);
  const current = useRef(0);
  const buttons = () => [...(list.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const markStop = () => {
    const all = buttons();
    const stop = Math.min(current.current, all.length - 1);
    for (const [index, button] of all.entries()) {
      const tabIndex = index === stop ? 0 : -1;
      if (button.tabIndex !== tabIndex) button.tabIndex = tabIndex;
    }
  };
  useLayoutEffect(markStop);
  const onFocusIn = (event: FocusEvent) => {
    const at = buttons().findIndex((button) => button === event.target);
    if (at < 0) return;
    current.current = at;
    markStop();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const all = buttons();
    if (step === undefined || !all.some((button) => button === event.target)) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, current.current + step))]?.focus();
  };
  return { list, onKeyDown, onFocusIn };
}
