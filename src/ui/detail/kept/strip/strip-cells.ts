import { FATES, type Fate, type MessageReport } from '../../../../core/tracing/report/kept-report.ts';

/** Some neighbouring messages, drawn as one cell: how many of them have which fate. */
interface Cell {
  count: number;
  fates: Record<Fate, number>;
}

/** No cell is narrower than that, so a long conversation has several messages in each. */
const NARROWEST_PX = 2;
const GAP_PX = 1;
/** From the top down: what is lost catches the eye. */
const ORDER: readonly Fate[] = ['lost', 'partly', 'nothing', 'recent', 'kept'];

export interface StripPaths {
  /** SVG path data for each fate. */
  paths: Record<Fate, string>;
  /** How many messages are in one cell. */
  perCell: number;
}

export function stripPaths(messages: readonly MessageReport[], width: number, height: number): StripPaths {
  const most = Math.max(1, Math.floor(width / NARROWEST_PX));
  const perCell = Math.max(1, Math.ceil(messages.length / most));
  const cells = cellsOf(messages, perCell);
  const step = width / Math.max(1, cells.length);
  const gap = step >= NARROWEST_PX + GAP_PX ? GAP_PX : 0;
  const paths = Object.fromEntries(FATES.map((fate) => [fate, ''])) as Record<Fate, string>;
  for (const [at, cell] of cells.entries()) {
    let top = 0;
    for (const fate of ORDER) {
      const share = (cell.fates[fate] / cell.count) * height;
      if (share === 0) continue;
      paths[fate] += rectangle(at * step, top, step - gap, share);
      top += share;
    }
  }
  return { paths, perCell };
}

function cellsOf(messages: readonly MessageReport[], perCell: number): Cell[] {
  return Array.from({ length: Math.ceil(messages.length / perCell) }, (_, at) => {
    const own = messages.slice(at * perCell, (at + 1) * perCell);
    const count = (fate: Fate) => own.filter((message) => message.fate === fate).length;
    return {
      count: own.length,
      fates: Object.fromEntries(FATES.map((fate) => [fate, count(fate)])) as Cell['fates'],
    };
  });
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h-${round(width)}z`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
