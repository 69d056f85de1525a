/** Names an id by what is not right before it: column, term, form label, heading. */
import { cutText } from '../../core/cut-text.ts';
import { MAX_CONTEXT_CHARS } from '../../core/discovery/id-context.ts';
import { attribute, childrenOf, closest, firstIn, previousOf, tagOf } from '../dom.ts';
import { startOfText } from '../drawn/start-of-text.ts';
import { headingBefore } from './labels.ts';

const NAME_LIMIT_CHARS = 40;
const MAX_HEADING_WORDS = 4;

export interface Naming {
  /** For a text: its heading, term and column, the widest first. */
  ofText(element: Element): string[];
  ofField(field: Element): string;
}

/** For one scan: each table's header row is read once. `isLate` ends the search, as in `createLabels`. */
export function createNaming(isLate: () => boolean): Naming {
  const headers = new Map<Element, string[]>();
  const headersOf = (table: Element): string[] => {
    const known = headers.get(table);
    if (known !== undefined) return known;
    const row = firstIn(table, 'tr');
    const cells = row === null ? [] : [...childrenOf(row)].slice(0, 100);
    const names = cells.some((cell) => tagOf(cell) === 'th') ? cells.map(nameIn) : [];
    headers.set(table, names);
    return names;
  };
  const ofColumn = (element: Element): string => {
    const cell = closest(element, 'td');
    const table = cell === null ? null : closest(cell, 'table');
    return cell === null || table === null ? '' : (headersOf(table)[columnOf(cell)] ?? '');
  };
  return {
    ofText: (element) => (isLate() ? [] : [ofHeading(element), ofTerm(element), ofColumn(element)]),
    ofField: (field) =>
      attribute(field, 'name') ||
      attribute(field, 'id') ||
      attribute(field, 'aria-label') ||
      ofLabel(field) ||
      attribute(field, 'placeholder'),
  };
}

function nameIn(element: Element): string {
  return cutText(startOfText(element, NAME_LIMIT_CHARS).trim().replace(/\s+/g, ' '), MAX_CONTEXT_CHARS);
}

function columnOf(cell: Element): number {
  let column = 0;
  for (let at = previousOf(cell); at !== null && column < 100; at = previousOf(at)) column += 1;
  return column;
}

function ofTerm(element: Element): string {
  const definition = closest(element, 'dd');
  const term = definition === null ? null : previousOf(definition);
  return term === null ? '' : nameIn(term);
}

function ofLabel(field: Element): string {
  const around = closest(field, 'label') ?? previousOf(field);
  return around !== null && tagOf(around) === 'label' ? nameIn(around) : '';
}

/** Only a short heading: a sentence is no name for the content below it. */
function ofHeading(element: Element): string {
  const heading = headingBefore(element);
  const name = heading === null ? '' : nameIn(heading);
  return name.split(' ').length <= MAX_HEADING_WORDS ? name : '';
}
