/** Whether two texts are drawn one right after the other, although elements end and begin between them. */
import { contains, parentOf, tagOf } from '../dom.ts';

/** Drawn as a thing of their own, or as a break, whatever their `display` says. */
const PARTING =
  /^(?:br|hr|img|input|textarea|select|button|iframe|frame|object|embed|video|audio|canvas|svg|math|meter|progress)$/;
const IN_LINE = /^(?:inline|contents|none|ruby)/;

/** `between`: the elements that begin after the first text and up to the second, where they are known. */
export function areDrawnTogether(first: Node, second: Node, between: readonly Element[] = []): boolean {
  try {
    const left = ancestorsWithout(first, second);
    const entered = ancestorsWithout(second, first);
    const parting = [...left, ...new Set([...between, ...entered])].filter((element) => !isInLine(element));
    return parting.length === 0 || areNeighbours(parting, left.at(-1), entered.at(-1));
  } catch {
    return false;
  }
}

/** The elements around a node that are not also around the other, the narrowest first. */
function ancestorsWithout(node: Node, other: Node): Element[] {
  const found: Element[] = [];
  for (let at = parentOf(node); at !== null && !contains(at, other); at = parentOf(at)) found.push(at);
  return found;
}

function isInLine(element: Element): boolean {
  return !PARTING.test(tagOf(element)) && IN_LINE.test(getComputedStyle(element).display);
}

/** Items of a flexible line that touch, as where the middle of a long text is cut. */
function areNeighbours(parting: Element[], left: Element | undefined, right: Element | undefined): boolean {
  if (left === undefined || right === undefined || parting.some((element) => element !== left && element !== right))
    return false;
  const line = parentOf(left);
  if (line === null || line !== parentOf(right) || !getComputedStyle(line).display.includes('flex')) return false;
  const end = left.getBoundingClientRect();
  const start = right.getBoundingClientRect();
  const padding = getComputedStyle(left).paddingRight + getComputedStyle(right).paddingLeft;
  return end.width > 0 && Math.abs(end.right - start.left) < 1 && padding === '0px0px';
}
