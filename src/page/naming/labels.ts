/** The name that a page gives to the item whose id it shows. */
import { LABEL_LIMIT_CHARS, toLabel } from '../../core/discovery/label.ts';
import { attribute, closest, firstIn, matches, parentOf, previousOf } from '../dom.ts';
import { firstDrawnText, startOfText } from '../drawn/start-of-text.ts';

const CLICKABLE = 'a,button,summary,option,[role=link],[role=button],[role=tab]';
const ROW = 'li,tr,article,[role=row],[role=option],[role=listitem],[role=treeitem]';
const HEADING = 'h1,h2,h3,h4,h5,h6,[role=heading],legend,caption';
const TITLE = `${HEADING},strong,b,[class*="title" i]`;
const HEADING_CLIMB = 6;
const HEADING_SIBLINGS = 6;

export type Labels = (element: Element) => string | null;

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
  return (element) =>
    isLate()
      ? null
      : (named(element) ??
        read(closest(element, CLICKABLE), nameOrTitle) ??
        read(closest(element, ROW), headOrText) ??
        shown(element) ??
        nearestHeading(element));
}

function named(element: Element): string | null {
  return toLabel(attribute(element, 'aria-label')) ?? toLabel(attribute(element, 'title'));
}

function shown(element: Element): string | null {
  return toLabel(startOfText(element, LABEL_LIMIT_CHARS * 2));
}

/** Returns only the title from a link's text, where the title can be told apart from the rest. */
function nameOrTitle(link: Element): string | null {
  const title = firstIn(link, TITLE);
  return (
    named(link) ??
    (title === null ? null : shown(title)) ??
    toLabel(firstDrawnText(link, LABEL_LIMIT_CHARS * 2)) ??
    shown(link)
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
