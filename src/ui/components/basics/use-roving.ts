import { useRef, useState } from 'preact/hooks';

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** One button per item, and one stop of Tab for all of them: arrows go from one to the next. */
export function useRoving<E extends HTMLElement>(selector: string, first = 0) {
  const list = useRef<E>(null);
  const [current, setCurrent] = useState(first);
  const buttons = () => [...(list.current?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const onFocusIn = (event: FocusEvent) => {
    const at = buttons().findIndex((button) => button === event.target);
    if (at >= 0) setCurrent(at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const all = buttons();
    if (step === undefined || !all.some((button) => button === event.target)) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, current + step))]?.focus();
  };
  return { list, current, onKeyDown, onFocusIn };
}
