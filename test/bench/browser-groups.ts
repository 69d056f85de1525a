import { idleRows } from './idle.ts';
import { listRows } from './list.ts';
import { lookupRows } from './lookup.ts';
import { memoryRows } from './memory.ts';
import { panelRows } from './panel.ts';
import { popupRows } from './popup.ts';
import type { RowGroup } from './rows.ts';
import { summaryRows } from './summary.ts';

/** What only the built extension in a real browser shows. */
export const browserGroups: readonly RowGroup[] = [
  lookupRows,
  popupRows,
  panelRows,
  listRows,
  summaryRows,
  idleRows,
  memoryRows,
];
