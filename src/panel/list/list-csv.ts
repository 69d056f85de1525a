import { type CsvCell, toCsv } from '../../core/csv.ts';
import type { Evidence } from '../../core/discovery/evidence.ts';
import { visibleText } from '../../core/visible-text.ts';
import { isoTime } from '../../ui/format/times.ts';
import type { RowState } from './list-order.ts';
import { lastChange } from './row-facts.ts';

/** Column names are the API's where it has one, to match scripts that use it. Times are ISO 8601, UTC. */
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

/** Without a byte order mark, spreadsheets do not recognise UTF-8. */
const UTF8_MARK = '\uFEFF';

/** The rows in the order of the list. A script reads the same file, whatever the language of the view. */
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
    visibleText(seenIn(found.evidence)),
  ];
}

/** `link · request $.thread.id`: the sources by their own names, a request with the path of its hit. */
function seenIn(evidence: readonly Evidence[]): string {
  const bySource = new Map(evidence.toReversed().map(({ source, where }) => [source, where]));
  return [...bySource]
    .toReversed()
    .map(([source, where]) => (source === 'request' ? `${source} ${/\$\S+/.exec(where)?.[0] ?? ''}`.trim() : source))
    .join(' · ');
}
