import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

interface Wanted {
  at: number;
  hasFocus: boolean;
}

/** Draws the wanted row's block, then scrolls to it. */
export function useJump(scroller: { current: HTMLDivElement | null }, jump: Wanted | null, items: readonly number[]) {
  const [wanted, want] = useState<Wanted | null>(null);
  useEffect(() => {
    if (jump !== null) want({ ...jump });
  }, [jump]);
  useLayoutEffect(() => {
    if (wanted === null || !items.includes(wanted.at)) return;
    const element = scroller.current?.querySelector<HTMLElement>(`[data-at="${wanted.at}"]`);
    if (!element || !scroller.current) return;
    scrollWithin(scroller.current, element);
    if (wanted.hasFocus) element.focus({ preventScroll: true });
  }, [wanted]);
  return { wanted: wanted?.at ?? null, want };
}

/** Tells the first and the last item in view. */
export function useView(
  scroller: { current: HTMLDivElement | null },
  items: readonly number[],
  onView: ((first: number, last: number) => void) | undefined,
): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element || !onView) return undefined;
    let frame = 0;
    const tell = () => {
      frame = 0;
      const { top, bottom } = element.getBoundingClientRect();
      const seen = [...element.querySelectorAll<HTMLElement>('[role="row"]')].filter((row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > top + 1 && box.top < bottom - 1;
      });
      const [first, last] = [seen[0], seen.at(-1)].map((row) => Number(row?.dataset['at'] ?? Number.NaN));
      if (first !== undefined && last !== undefined && !Number.isNaN(first)) onView(first, last);
    };
    const later = () => {
      frame ||= requestAnimationFrame(tell);
    };
    later();
    element.addEventListener('scroll', later, { passive: true });
    const sized = new ResizeObserver(later);
    sized.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('scroll', later);
      sized.disconnect();
    };
  }, [items, onView]);
}

/** Scrolls this list alone, and only as far as needed; what is far away comes to the middle. */
function scrollWithin(scroller: HTMLElement, element: HTMLElement): void {
  const [box, view] = [element.getBoundingClientRect(), scroller.getBoundingClientRect()];
  if (box.top >= view.top && box.bottom <= view.bottom) return;
  const isNear = box.bottom > view.top - view.height / 2 && box.top < view.bottom + view.height / 2;
  const toTop = box.top - view.top;
  const toBottom = box.bottom - view.bottom;
  scroller.scrollTop += isNear ? (box.top < view.top ? toTop : Math.min(toTop, toBottom)) : toTop - view.height / 3;
}
