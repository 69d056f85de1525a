/** Reads one element, text or address. */
import {
  areaValueOf,
  attribute,
  attributeNames,
  hasAttribute,
  inputValueOf,
  isHtmlOrSvg,
  matches,
  parentOf,
  textOf,
} from '../dom.ts';
import type { Scan } from './scan.ts';
import { isWorthALook, look } from './search.ts';

const LINK_TAG = /^(a|area|form|i?frame|button)$/;
const LINK_ATTRIBUTE = /^((xlink:)?href|src|(form)?action|cite)$/;

export function readText(node: Node, text: string, scan: Scan): void {
  if (isWorthALook(text, scan)) look(text, { source: 'text', name: '', element: parentOf(node) }, scan);
}

export function readAttributes(element: Element, tag: string, scan: Scan): void {
  if (!hasAttribute(element)) return;
  for (const name of attributeNames(element)) {
    const value = attribute(element, name);
    // The attribute is the initial value; `readField` reads the current one.
    if (!isWorthALook(value, scan) || (name === 'value' && tag === 'input')) continue;
    const isLink = LINK_ATTRIBUTE.test(name) && isLinking(element, tag);
    look(value, { source: isLink ? 'link' : 'attribute', name, element }, scan);
  }
}

export function readField(element: Element, tag: string, scan: Scan): void {
  const value = tag === 'input' ? inputValueOf(element) : areaValueOf(element);
  if (isWorthALook(value, scan)) look(value, { source: 'field', name: '', element }, scan);
}

export function readScript(element: Element, scan: Scan): void {
  const text = textOf(element) ?? '';
  if (!isWorthALook(text, scan)) return;
  // Code is weaker evidence than data: a bundle names builds, inline JSON the page's state.
  const name = /json/i.test(attribute(element, 'type')) ? 'script' : 'script code';
  look(text, { source: 'text', name, element: null }, scan);
}

export function readUrl(url: string, scan: Scan): void {
  if (isWorthALook(url, scan)) look(url, { source: 'url', name: '', element: null }, scan);
}

function isLinking(element: Element, tag: string): boolean {
  if (!isHtmlOrSvg(element)) return false;
  return LINK_TAG.test(tag) || (tag === 'link' && matches(element, '[rel~=canonical],[rel~=alternate]'));
}
