/** Names an id by what is not right before it: column, term, form label, heading, the kind of its element. */
import { cutText } from '../../core/cut-text.ts';
import { MAX_CONTEXT_CHARS } from '../../core/discovery/url-context.ts';
import { namesConversation, tellingName } from '../../core/discovery/rank-words.ts';
import { attribute, childrenOf, closest, firstIn, firstInRoot, matches, parentOf, previousOf, tagOf } from '../dom.ts';
import { startOfText } from '../drawn/start-of-text.ts';
import { headingBefore } from './labels.ts';
import { isName, lineBefore, nameBeside } from './name-beside.ts';

const NAME_LIMIT_CHARS = 40;
const MAX_HEADING_WORDS = 4;
const CELL = 'td,[role=cell],[role=gridcell]';
const TABLE = 'table,[role=table],[role=grid],[role=treegrid]';
const COLUMN = '[role=columnheader]';
/** Attributes that hold an element's own id, which the kind of the element names. */
const OWN_ID = /(?:^|[-_:])(?:uu?id|guid|id|key|value|content|ref|item|row|node|(?:clipboard|copy)(?:-text)?)$/i;
const LIST = 'ul,ol,nav,[role=list],[role=listbox],[role=tree],[role=grid],[role=menu],[role=tablist]';
const OF_MANY = /s$|history|\blist\b|recent/i;
/** What says of which kind an element is. */
const KINDS = ['itemprop', 'property', 'name', 'data-testid', 'data-test', 'data-type', 'data-kind', 'itemtype'];

export interface Naming {
  /** For a text: its heading, term and column, the widest first; then the name beside it, if it has none of its own. */
  ofText(element: Element, text: string, index: number, isNamed: boolean): string[];
  ofField(field: Element): string;
  /** For a link, and for an attribute that holds the element's own id; '' for any other. */
  ofElement(element: Element, name: string, isLink: boolean): string;
}

/** For one scan: each table's header row is read once. `isLate` ends the search, as in `createLabels`. */
export function createNaming(isLate: () => boolean): Naming {
  const headers = new Map<Element, string[]>();
  const headersOf = (table: Element): string[] => {
    const known = headers.get(table) ?? readHeaders(table);
    headers.set(table, known);
    return known;
  };
  const ofColumn = (element: Element): string => {
    const cell = closest(element, CELL);
    const table = cell === null ? null : closest(cell, TABLE);
    return cell === null || table === null ? '' : (headersOf(table)[columnOf(cell)] ?? '');
  };
  return {
    ofText: (element, text, index, isNamed) => {
      if (isLate()) return [];
      const names = [ofHeading(element), ofTerm(element), ofColumn(element)];
      // It costs most, and only the nearest name counts.
      const isEnough = isNamed || names.slice(1).some((name) => tellingName(name) !== '');
      return isEnough ? names : [...names, nameBeside(element, text, index)];
    },
    ofField: (field) => (isLate() ? '' : ofField(field)),
    ofElement: (element, name, isLink) => {
      if (isLate() || !(isLink || OWN_ID.test(name))) return '';
      return (isLink ? '' : kindOf(element)) || listOf(element);
    },
  };
}

/** Of the last row that consists of headers alone; the rows above it hold groups of columns. */
function readHeaders(table: Element): string[] {
  const first = firstIn(table, COLUMN) ?? firstIn(table, 'th');
  let row = first === null ? null : closest(first, 'tr,[role=row]');
  if (row === null || !isHeaderRow(row)) return [];
  for (let next = nextRow(row); next !== null && isHeaderRow(next); next = nextRow(next)) row = next;
  return [...childrenOf(row)].slice(0, 100).flatMap((cell) => {
    const names = Array.from({ length: spanOf(cell) }, () => '');
    names[0] = nameIn(cell);
    return spanOf(cell) > 1 ? names.fill(names[0]) : names;
  });
}

function nextRow(row: Element): Element | null {
  const around = parentOf(row);
  const rows = around === null ? [] : [...childrenOf(around)].slice(0, 4);
  return rows[rows.indexOf(row) + 1] ?? null;
}

/** In a row with a single header, that is the name of the row. */
function isHeaderRow(row: Element): boolean {
  const cells = [...childrenOf(row)].slice(0, 100);
  return cells.length > 0 && cells.every((cell) => tagOf(cell) === 'th' || matches(cell, COLUMN));
}

function spanOf(cell: Element): number {
  return Math.min(Math.max(Number.parseInt(attribute(cell, 'colspan'), 10) || 1, 1), 100);
}

function nameIn(element: Element): string {
  return cutText(startOfText(element, NAME_LIMIT_CHARS).trim().replace(/\s+/g, ' '), MAX_CONTEXT_CHARS);
}

function columnOf(cell: Element): number {
  let column = 0;
  for (let at = previousOf(cell); at !== null && column < 100; at = previousOf(at)) column += spanOf(at);
  return column;
}

function ofTerm(element: Element): string {
  const definition = closest(element, 'dd');
  const term = definition === null ? null : previousOf(definition);
  return term === null ? '' : nameIn(term);
}

/** The first that tells: a name may be generated. */
function ofField(field: Element): string {
  const names = [attribute(field, 'name'), attribute(field, 'id'), attribute(field, 'aria-label')];
  names.push(ofLabel(field), attribute(field, 'placeholder'), nameBeside(field, '', 0));
  const form = closest(field, 'form');
  const page =
    form === null
      ? ''
      : tellingName(
          attribute(form, 'action')
            .replace(/[?#].*$/, '')
            .slice(-NAME_LIMIT_CHARS),
        );
  const own = names.find((name) => name !== '') ?? '';
  return names.find((name) => tellingName(name) !== '') ?? `${page} ${own}`.trim();
}

function ofLabel(field: Element): string {
  const around = closest(field, 'label');
  if (around !== null) return lineBefore(field).trim() || nameIn(around);
  const id = attribute(field, 'id');
  const [by = ''] = attribute(field, 'aria-labelledby').split(' ');
  const before = previousOf(field);
  const label =
    (id === '' ? null : firstInRoot(field, `label[for="${CSS.escape(id)}"]`)) ??
    (by === '' ? null : firstInRoot(field, `[id="${CSS.escape(by)}"]`)) ??
    (before !== null && tagOf(before) === 'label' ? before : null);
  return label === null ? '' : nameIn(label);
}

function kindOf(element: Element): string {
  const list = tagOf(element) === 'option' ? closest(element, 'select') : null;
  if (list !== null) return ofField(list);
  const names = KINDS.map((name) => attribute(element, name));
  if (tagOf(element).includes('-')) names.push(tagOf(element));
  // `Copy conversation ID`.
  names.push(...[attribute(element, 'aria-label'), attribute(element, 'title'), nameIn(element)].filter(isName));
  return names.find((name) => tellingName(name) !== '') ?? ofClass(attribute(element, 'class'));
}

/** The list that it is in, if that is one of conversations: `Chats`, `Chat history`. A *Conversation* is of messages. */
function listOf(element: Element): string {
  const list = closest(element, LIST);
  const name = list === null ? '' : attribute(list, 'aria-label') || ofHeading(element);
  return OF_MANY.test(name) && namesConversation(name) ? name : '';
}

/** Classes name anything, so they only speak for a conversation, and only with one voice. */
function ofClass(classes: string): string {
  const telling = classes.split(/\s+/).filter((name) => tellingName(name) !== '');
  return telling.every(namesConversation) ? (telling[0] ?? '') : '';
}

/** Only a short heading: a sentence is no name for the content below it. */
function ofHeading(element: Element): string {
  const heading = headingBefore(element);
  const name = heading === null ? '' : nameIn(heading);
  return name.split(' ').length <= MAX_HEADING_WORDS ? name : '';
}
