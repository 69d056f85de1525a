/**
 * DOM access that the page cannot disturb: in a form, `<input name="attributes">` hides the form's own `attributes`,
 * and `<img name="title">` the document's `title`. Everything is therefore read through the prototypes' getters, which
 * also work on nodes of other frames.
 */

export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;
const SHOW_ELEMENTS_AND_TEXT = 5;
export const SHOW_TEXT = 4;

type Getter<T> = (target: object) => T;

function getter<T>(prototype: object, name: string): Getter<T> {
  const read = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (read === undefined) throw new TypeError(name);
  return (target) => read.call(target);
}

export const nodeTypeOf = getter<number>(Node.prototype, 'nodeType');
export const parentOf = getter<Element | null>(Node.prototype, 'parentElement');
export const textOf = getter<string | null>(Node.prototype, 'textContent');
export const dataOf = getter<string>(CharacterData.prototype, 'data');
export const namespaceOf = getter<string | null>(Element.prototype, 'namespaceURI');
export const tagOf = getter<string>(Element.prototype, 'localName');
export const previousOf = getter<Element | null>(Element.prototype, 'previousElementSibling');
export const childrenOf = getter<HTMLCollection>(Element.prototype, 'children');
export const shadowOf = getter<ShadowRoot | null>(Element.prototype, 'shadowRoot');
export const inputValueOf = getter<string>(HTMLInputElement.prototype, 'value');
export const areaValueOf = getter<string>(HTMLTextAreaElement.prototype, 'value');
export const frameDocumentOf = getter<Document | null>(HTMLIFrameElement.prototype, 'contentDocument');
export const oldFrameDocumentOf = getter<Document | null>(HTMLFrameElement.prototype, 'contentDocument');
export const objectDocumentOf = getter<Document | null>(HTMLObjectElement.prototype, 'contentDocument');
/** Null for an object that is an image, or nothing. */
export const objectWindowOf = getter<Window | null>(HTMLObjectElement.prototype, 'contentWindow');
export const windowOf = getter<Window | null>(Document.prototype, 'defaultView');
export const titleOf = getter<string>(Document.prototype, 'title');
export const urlOf = getter<string>(Document.prototype, 'URL');

const elements = Element.prototype;

export function attributeNames(element: Element): string[] {
  return elements.getAttributeNames.call(element);
}

export function attribute(element: Element, name: string): string {
  return elements.getAttribute.call(element, name) ?? '';
}

export function contains(element: Element, node: Node): boolean {
  return Node.prototype.contains.call(element, node);
}

export function closest(element: Element, selector: string): Element | null {
  return elements.closest.call(element, selector);
}

export function matches(element: Element, selector: string): boolean {
  return elements.matches.call(element, selector);
}

export function firstIn(element: Element, selector: string): Element | null {
  return elements.querySelector.call(element, selector);
}

export function walkerOver(root: Node, show = SHOW_ELEMENTS_AND_TEXT): TreeWalker {
  return Document.prototype.createTreeWalker.call(document, root, show);
}
