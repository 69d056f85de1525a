/** Transcripts as CSV: a message in each row, or what was asked and answered beside each other. */
import type { Slices } from '../../slices.ts';
import { roleNamed } from './fields.ts';
import { dayOrderOf, stampOf, timeAt, type Stamp } from './line-times.ts';
import { splitTable } from './split-table.ts';

export interface ReadTable {
  /** As a list of messages has them. */
  items: Record<string, unknown>[];
  /** The line of each. */
  lines: number[];
}

type Column = 'id' | 'conversation_id' | 'time' | 'date' | 'role' | 'speaker' | 'content' | 'asked' | 'answered';

/** What columns are called, by word: a heading is of the first of these that a word of it names. */
const HEADINGS: readonly [Column, RegExp][] = [
  ['conversation_id', /^(?:(?:conversation|thread|session|chat)(?: ?(?:id|uuid|key))?)$/],
  ['id', /^(?:.+ )?(?:id|uuid|no|nr|#)$/],
  [
    'time',
    /(?:^| )(?:timestamp|time|datetime|created|sent|recorded|when|uhrzeit|zeit|zeitstempel|hora|ts)(?: (?:at|on))?(?: |$)|^(?:時刻|日時|時間|时间)$/,
  ],
  ['date', /(?:^| )(?:date|day|datum|fecha|tag)(?: |$)|^(?:日付|日期)$/],
  ['asked', /^(?:user|human|customer)? ?(?:prompt|question|query|input|request|frage|pregunta|質問|问题)(?: text)?$/],
  [
    'answered',
    /^(?:assistant|ai|bot|model)? ?(?:response|answer|completion|output|reply|antwort|respuesta|回答)(?: text)?$/,
  ],
  [
    'content',
    /(?:^| )(?:content|contents|text|message|messages|msg|body|utterance|said|transcript|inhalt|nachricht|contenido|mensaje|texto)$|^(?:message|text) (?:content|body|text)$|^(?:内容|本文|メッセージ|テキスト|消息|发言|発言)$|^value$/,
  ],
  ['role', /(?:^| )(?:role|rolle|rol)$|^(?:役割|角色)$/],
  [
    'speaker',
    /(?:^| )(?:speaker|sender|author|from|who|name|by|participant|username|user|agent|sprecher|sprecherin|absender|von|autor|autora|remitente|hablante|de|quién)$|^(?:sender|author|user|speaker|participant|from) name$|^(?:発言者|話者|送信者|名前|发送者|发言人)$/,
  ],
];
const DELIMITERS = [',', ';', '\t', '|'];
/** So many rows tell which column is which where none is named. */
const SAMPLE = 5;
const ROWS_PER_SLICE = 200;
/** A heading of more is a sentence. */
const MOST_WORDS = 3;

/** Null for a text that is no such table. */
export function* readTable(source: string): Slices<ReadTable | null> {
  // Excel's own line.
  const excel = /^sep=.\r?\n/i.exec(source)?.[0] ?? '';
  const text = source.slice(excel.length);
  for (const delimiter of DELIMITERS) {
    const sample = yield* splitTable(text.slice(0, 100_000), delimiter, SAMPLE + 1);
    const columns = columnsNamed(sample[0]?.cells ?? []) ?? columnsGuessed(sample.map(({ cells }) => cells));
    if (columns === null || sample.length < 2) continue;
    const rows = yield* splitTable(text, delimiter);
    const isNamed = columnsNamed(sample[0]?.cells ?? []) !== null;
    return yield* itemsOf(isNamed ? rows.slice(1) : rows, columns, delimiter, excel === '' ? 0 : 1);
  }
  return null;
}

type Columns = readonly (Column | null)[];

/** By the headings; null without those who speak and what they say. */
function columnsNamed(cells: readonly string[]): Columns | null {
  const columns: (Column | null)[] = [];
  for (const cell of cells) {
    const column = columnNamed(cell);
    columns.push(column !== null && columns.includes(column) ? null : column);
  }
  const has = (column: Column) => columns.includes(column);
  if (has('asked') && has('answered')) return columns;
  if (has('content') && (has('role') || has('speaker'))) return columns;
  // `user,assistant`
  const roles = cells.map((cell) => roleNamed(cell.trim()));
  const pair = [roles.indexOf('user'), roles.indexOf('assistant')] as const;
  if (pair.includes(-1)) return null;
  return columns.map((column, at) => (at === pair[0] ? 'asked' : at === pair[1] ? 'answered' : column));
}

function columnNamed(cell: string): Column | null {
  const words = cell
    .trim()
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replace(/[\s_.-]+/g, ' ')
    .trim()
    .toLowerCase();
  if (words.includes(':') || words.split(' ').length > MOST_WORDS) return null;
  return HEADINGS.find(([, heading]) => heading.test(words))?.[0] ?? null;
}

/** Without headings: a column holds roles alone, one may hold times, and the longest of the others is what was said. */
function columnsGuessed(rows: readonly string[][]): Columns | null {
  const [first = []] = rows;
  const role = first.findIndex((_, at) => rows.every((cells) => roleNamed(cells[at]?.trim() ?? '') !== null));
  if (role === -1 || first.length < 2) return null;
  const time = first.findIndex((_, at) => rows.every((cells) => stampOf(`${cells[at] ?? ''} `) !== null));
  const lengths = first.map((_, at) =>
    at === role || at === time ? -1 : Math.max(...rows.map((cells) => cells[at]?.length ?? 0)),
  );
  const content = lengths.indexOf(Math.max(...lengths));
  return first.map((_, at) => (at === role ? 'role' : at === time ? 'time' : at === content ? 'content' : null));
}

function* itemsOf(
  rows: readonly { cells: string[]; line: number }[],
  columns: Columns,
  delimiter: string,
  above: number,
): Slices<ReadTable> {
  const table: ReadTable = { items: [], lines: [] };
  const add = (line: number, item: Record<string, unknown>) => {
    table.items.push(item);
    table.lines.push(line + above);
  };
  const fields: ReturnType<typeof fieldsOf>[] = [];
  const stamps: (Stamp | null)[] = [];
  for (const [at, { cells }] of rows.entries()) {
    const row = fieldsOf(cells, columns, delimiter);
    const { time = '', date = '' } = row;
    fields.push(row);
    stamps.push(stampOf(`${date} ${time} `.trimStart()));
    if (at % ROWS_PER_SLICE === 0) yield;
  }
  const order = dayOrderOf(stamps.filter((stamp) => stamp !== null));
  yield;
  for (const [at, { date, time, asked, answered, ...rest }] of fields.entries()) {
    const stamp = stamps[at];
    const written = [date, time].filter(Boolean).join(' ');
    const timestamp = /^\d{4}-\d\d-\d\d|^\d{10,}/.test(written) ? written : stamp ? timeAt(stamp, order) : null;
    const line = rows[at]?.line ?? 0;
    if (asked === undefined && answered === undefined) add(line, { ...rest, timestamp });
    else {
      add(line, { ...rest, role: 'user', content: asked ?? '', timestamp });
      add(line, { ...rest, id: null, role: 'assistant', content: answered ?? '', timestamp });
    }
    if (at % ROWS_PER_SLICE === 0) yield;
  }
  return table;
}

/** Cells beyond the last heading are of the last cell: its text holds delimiters without quotes. */
function fieldsOf(cells: readonly string[], columns: Columns, delimiter: string): Partial<Record<Column, string>> {
  const last = columns.length - 1;
  const whole = cells.length > columns.length ? [...cells.slice(0, last), cells.slice(last).join(delimiter)] : cells;
  return Object.fromEntries(
    columns.flatMap((column, at) => (column === null ? [] : [[column, whole[at]?.trim() ?? '']])),
  );
}
