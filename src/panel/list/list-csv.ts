import { type CsvCell, toCsv } from '../../core/csv.ts';
import { visibleText } from '../../core/visible-text.ts';
import { isoTime } from '../../ui/format/times.ts';
import type { RowState } from './list-order.ts';
import { lastChange } from './row-facts.ts';
import { seenWhere } from '../../ui/facts/seen-where.ts';

/** Field names are the API's where it has one, so that the file meets what scripts make. Times are ISO 8601, UTC. */
const HEAD = [
  'conversation_id',
  'label',
  'status',
  'latest_version',
  'saved_tokens',
  'last_change',
  'watched',
  'seen_in',
];

/** Without this mark a spreadsheet takes UTF-8 for something else. */
const UTF8_MARK = '\uFEFF';

/** The rows as they are listed. */
export function listCsv(rows: readonly RowState[]): string {
  return UTF8_MARK + toCsv([HEAD, ...rows.map(cellsOf)]);
}

function cellsOf({ found, label, slot, saved, watched }: RowState): CsvCell[] {
  const status = slot.answer?.data ?? null;
  return [
    found.id,
    label === null ? null : visibleText(label),
    status && visibleText(status.statusWord),
    status && status.latestVersion,
    saved,
    isoTime(lastChange(slot)),
    String(watched),
    visibleText(seenWhere(found.evidence)),
  ];
}
