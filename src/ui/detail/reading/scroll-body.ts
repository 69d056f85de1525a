/** Where the detail's content begins to be seen: what sticks to its top covers the rest. */
function visibleTop(body: Element): number {
  const stuck = [...body.querySelectorAll('.tab-sticky, .tab-tools, .summary-jumps')].filter(
    (part) => getComputedStyle(part).position === 'sticky',
  );
  return body.getBoundingClientRect().top + Math.max(0, ...stuck.map((part) => part.getBoundingClientRect().height));
}

/**
 * Scrolls the detail's content alone: `scrollIntoView` would move the panel around it as well. With `top`, the
 * element goes to the top; else to the middle, and only if it is out of sight.
 */
export function scrollBodyTo(element: Element, place: 'top' | 'middle'): void {
  const body = scrollerOf(element);
  if (!body) return;
  const off = () => {
    const [box, { bottom }] = [element.getBoundingClientRect(), body.getBoundingClientRect()];
    const top = visibleTop(body);
    if (place === 'top') return box.top - top - GAP_PX;
    return box.top < top || box.bottom > bottom ? (box.top + box.bottom - top - bottom) / 2 : 0;
  };
  const step = (by: number, left: number) => {
    body.scrollBy({ top: by });
    // Parts that come into sight get their true height, and move what is below them.
    if (left > 0) requestAnimationFrame(() => step(off(), left - 1));
  };
  const by = off();
  if (by !== 0) step(by, MAX_CORRECTIONS);
}

/** What scrolls around the element: a column of the tab, or all of its content. */
function scrollerOf(element: Element): Element | null {
  for (let part = element.parentElement; part && !part.matches('.detail'); part = part.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(part).overflowY)) return part;
  }
  return null;
}

const MAX_CORRECTIONS = 4;
const GAP_PX = 6;
