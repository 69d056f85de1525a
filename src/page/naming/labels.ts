/** The name that a page gives to the item whose id it shows. */
import { LABEL_LIMIT_CHARS, toLabel } from '../../core/discovery/label.ts';
import { attribute, closest, firstIn, matches, parentOf, previousOf } from '../dom.ts';
import { firstDrawnText, startOfText } from '../drawn/start-of-text.ts';
import { isNameOfConversation } from './name-beside.ts';

const CLICKABLE = 'a,button,summary,option,[role=link],[role=button],[role=tab]';
const ROW = 'li,tr,article,[role=row],[role=option],[role=listitem],[role=treeitem]';
const HEADING = 'h1,h2,h3,h4,h5,h6,[role=heading],legend,caption,summary';
const TITLE = `${HEADING},strong,b,[class*="title" i]`;
const HEADING_CLIMB = 6;
const HEADING_SIBLINGS = 6;

export interface Labels {
  of(element: Element): string | null;
  /** The title of the row in which many rows say the same: `Open`. */
  ofRow(element: Element): string | null;
}

/**
 * Labels for one scan. Cached per element: otherwise a thousand ids in one row would read that row a thousand times.
 * `isLate` ends the search, because labels must not use up a scan's time.
 */
export function createLabels(isLate: () => boolean): Labels {
  const known = new Map<Element, string | null>();
  const read = (element: Element | null, how: (element: Element) => string | null): string | null => {
    if (element === null) return null;
    let label = known.get(element);
    if (label === undefined) {
      label = how(element);
      known.set(element, label);
    }
    return label;
  };
  return {
    of: (element) => {
      if (isLate()) return null;
      const link = closest(element, CLICKABLE);
      const row = closest(element, ROW);
      return (
        (link !== null && isCommand(link) ? read(row, titleOfRow) : null) ??
        named(element) ??
        read(link, nameOrTitle) ??
        read(closest(element, 'label'), shown) ??
        read(row, headOrText) ??
        shown(element) ??
        nearestHeading(element)
      );
    },
    ofRow: (element) => {
      const row = isLate() ? null : closest(element, ROW);
      return row === null ? null : titleOfRow(row);
    },
  };
}

function titleOfRow(row: Element): string | null {
  return named(row) ?? toTitle(firstDrawnText(row, LABEL_LIMIT_CHARS * 2));
}

/** A button without words does something to the row that it is in. */
function isCommand(link: Element): boolean {
  return matches(link, 'button,[role=button]') && !/\p{L}{2}/u.test(startOfText(link, LABEL_LIMIT_CHARS));
}

function named(element: Element): string | null {
  return (
    toTitle(attribute(element, 'aria-label')) ??
    toTitle(attribute(element, 'title')) ??
    toTitle(attribute(element, 'alt'))
  );
}

/** What only says what the id is, as `Conversation ID`, is no title. */
function toTitle(text: string): string | null {
  const label = toLabel(text);
  return label === null || isNameOfConversation(label) ? null : label;
}

function shown(element: Element): string | null {
  // Data and logs have no title.
  if (closest(element, 'pre') !== null) return null;
  return toTitle(startOfText(element, LABEL_LIMIT_CHARS * 2));
}

/** Returns only the title from a link's text, where the title can be told apart from the rest. */
function nameOrTitle(link: Element): string | null {
  const title = firstIn(link, TITLE);
  const image = firstIn(link, 'img[alt]');
  return (
    named(link) ??
    (title === null ? null : shown(title)) ??
    toTitle(firstDrawnText(link, LABEL_LIMIT_CHARS * 2)) ??
    shown(link) ??
    (image === null ? null : named(image))
  );
}

function headOrText(row: Element): string | null {
  const head = firstIn(row, `${HEADING},strong,b`);
  return named(row) ?? (head === null ? null : shown(head)) ?? shown(row);
}

/** The nearest heading before the element or one of its ancestors. */
export function headingBefore(start: Element): Element | null {
  let around: Element | null = start;
  for (let climbed = 0; around !== null && climbed < HEADING_CLIMB; climbed += 1) {
    let before: Element | null = around;
    for (let passed = 0; before !== null && passed < HEADING_SIBLINGS; passed += 1) {
      if (matches(before, HEADING)) return before;
      before = previousOf(before);
    }
    around = parentOf(around);
  }
  return null;
}

function nearestHeading(element: Element): string | null {
  const heading = headingBefore(element);
  return heading === null ? null : shown(heading);
}
