import { unmirroredKey } from '../../../format/i18n.ts';

export function rowAt(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[role="row"]') : null;
  return row === null ? null : Number(row.dataset['at']);
}

/** The row that has the focus stays lit when the pointer leaves. */
export function focusedIn(scroller: HTMLElement | null): number | null {
  return scroller?.contains(document.activeElement) ? rowAt(document.activeElement) : null;
}

export function isRow(target: EventTarget | null): boolean {
  return target instanceof Element && target.getAttribute('role') === 'row';
}

export function pageOf(scroller: HTMLElement | null): number {
  const height = scroller?.querySelector('[role="row"]')?.getBoundingClientRect().height ?? 40;
  return Math.max(1, Math.floor((scroller?.clientHeight ?? height) / height) - 1);
}

export function nextPlace(key: string, place: number, count: number, page: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    PageDown: place + page,
    PageUp: place - page,
    Home: 0,
    End: count - 1,
  };
  const next = Object.hasOwn(steps, key) ? steps[key] : undefined;
  return next === undefined ? null : Math.max(0, Math.min(count - 1, next));
}

/** The arrows to the sides go through a row's buttons, and back to the row. */
export function moveInRow({ key: pressed, target }: KeyboardEvent): boolean {
  const key = unmirroredKey(pressed);
  if ((key !== 'ArrowRight' && key !== 'ArrowLeft') || !(target instanceof Element)) return false;
  const row = target.closest<HTMLElement>('[role="row"]');
  const stops = [row, ...(row?.querySelectorAll<HTMLElement>('button') ?? [])];
  const at = stops.indexOf(target as HTMLElement) + (key === 'ArrowRight' ? 1 : -1);
  stops[Math.max(0, Math.min(stops.length - 1, at))]?.focus();
  return true;
}
