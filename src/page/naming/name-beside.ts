/** The name that is drawn right before an id, in a node of its own: `<b>Thread:</b> <code>…`, a label and its value. */
import { contextInText } from '../../core/discovery/id-context.ts';
import { namesConversation, tellingName } from '../../core/discovery/rank-words.ts';
import { MAX_CONTEXT_CHARS } from '../../core/discovery/url-context.ts';
import {
  childrenOf,
  dataOf,
  ELEMENT_NODE,
  firstChildOf,
  nextNodeOf,
  nodeTypeOf,
  parentOf,
  previousNodeOf,
  tagOf,
  TEXT_NODE,
} from '../dom.ts';
import { startOfText } from '../drawn/start-of-text.ts';

const MAX_CLIMB = 4;
const MAX_SIBLINGS = 12;
/** They stand beside a value without being one. */
const EXTRA = /^(?:button|svg|img|script|style|template|br|wbr)$/;
const FIELD = /^(?:input|textarea|select)$/;
/** `Request ID`, `ID de conversación`. */
const OF_ID = /(?:^|[^a-z])(?:uu|gu)?ids?$|^id (?:de|del|della|do|da|der|des|of)\b/i;

/** `text` stands in the element, perhaps beside others. */
export function nameBeside(element: Element, text: string, index: number): string {
  let node: Node | null = textNodeIn(element, text) ?? element;
  let before = text.slice(0, index);
  for (let climbed = 0; node !== null && climbed < MAX_CLIMB; climbed += 1) {
    const line: string = lineBefore(node);
    before = line + before;
    const parent: Element | null = parentOf(node);
    if (line.trim() !== '') {
      const name = nameAtEnd(before, parent);
      if (name !== '') return name;
      // A sentence, or another value, is in between.
      if (!/["'\s:={[(,]$/.test(line)) return '';
    }
    node = parent;
  }
  return '';
}

function textNodeIn(element: Element, text: string): Node | null {
  let node = firstChildOf(element);
  for (let seen = 0; node !== null && seen < 100; seen += 1) {
    if (nodeTypeOf(node) === TEXT_NODE && dataOf(node) === text) return node;
    node = nextNodeOf(node);
  }
  return null;
}

/** The text of the siblings before, each element in a line of its own. */
export function lineBefore(node: Node): string {
  let line = '';
  let at = previousNodeOf(node);
  for (let seen = 0; at !== null && seen < MAX_SIBLINGS && line.length < MAX_CONTEXT_CHARS; seen += 1) {
    if (nodeTypeOf(at) === TEXT_NODE) line = dataOf(at).slice(-MAX_CONTEXT_CHARS) + line;
    else if (nodeTypeOf(at) === ELEMENT_NODE) {
      // What is named before another value is that one.
      if (FIELD.test(tagOf(at))) return `\0${line}`;
      if (tagOf(at) === 'br') line = `\n${line}`;
      else if (!EXTRA.test(tagOf(at))) line = `${textIn(at as Element)}\n${line}`;
    }
    at = previousNodeOf(at);
  }
  return line;
}

function textIn(element: Element): string {
  return startOfText(element, MAX_CONTEXT_CHARS).replace(/\s+/g, ' ').trim();
}

/** In a sentence, or before a colon, as in one text. Of an element's text, only what can be nothing but a name. */
function nameAtEnd(before: string, parent: Element | null): string {
  const name = contextInText(before, before.length);
  if (tellingName(name) === '') return '';
  if (/["':=：([{]\s*$/.test(before) || !/\n\s*$/.test(before)) return name;
  const own = before.trim().split('\n').at(-1)?.trim() ?? '';
  return isName(own) && (OF_ID.test(own) || !isInRow(parent)) ? own : '';
}

/** Whether there are more values than one beside it. */
function isInRow(parent: Element | null): boolean {
  return (
    parent !== null && [...childrenOf(parent)].slice(0, 20).filter((child) => !EXTRA.test(tagOf(child))).length > 2
  );
}

/** True for a text that only says what the id is: `Conversation ID`, `Thread`. */
export function isNameOfConversation(text: string): boolean {
  return isName(text) && (OF_ID.test(text) || namesConversation(text));
}

/** True for one known word, and for a text that says that it names an id. */
export function isName(text: string): boolean {
  const words = text.split(/[\s_-]+/);
  if (words.length > 4 || tellingName(text) === '') return false;
  return OF_ID.test(text) || words.length === 1 || words.every(namesConversation);
}
