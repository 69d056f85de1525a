/**
 * DOM access that the page cannot disturb: in a form, `<input name="attributes">` hides the form's own `attributes`,
 * and `<img name="title">` the document's `title`. Everything is therefore read through the prototypes' getters, which
 * also work on nodes of other frames.
 */

export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;
export const DOCUMENT_NODE = 9;
export const SHOW_ELEMENTS_AND_TEXT = 5;
export const SHOW_TEXT = 4;

type Getter<T> = (target: object) => T;

function raw<T>({ prototype }: { prototype: object }, name: string): (this: object) => T {
  const read = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (read === undefined) throw new Error();
  return read;
}

function getter<T>(type: { prototype: object }, name: string): Getter<T> {
  const read = raw<T>(type, name);
  return (target) => read.call(target);
}

// Asked of every node, so each has a function of its own: the engine then knows what it calls.
const nodeType = /* @__PURE__ */ raw<number>(Node, 'nodeType');
const localName = /* @__PURE__ */ raw<string>(Element, 'localName');
const shadowRoot = /* @__PURE__ */ raw<ShadowRoot | null>(Element, 'shadowRoot');
const data = /* @__PURE__ */ raw<string>(CharacterData, 'data');
const { getAttribute, getAttributeNames, hasAttributes } = Element.prototype;
export const nodeTypeOf = (node: object): number => nodeType.call(node);
export const tagOf = (element: object): string => localName.call(element);
export const shadowOf = (element: object): ShadowRoot | null => shadowRoot.call(element);
export const dataOf = (text: object): string => data.call(text);
export const hasAttribute = (element: Element): boolean => hasAttributes.call(element);
export const attributeNames = (element: Element): string[] => getAttributeNames.call(element);
export const attribute = (element: Element, name: string): string => getAttribute.call(element, name) ?? '';

export const isConnected = /* @__PURE__ */ getter<boolean>(Node, 'isConnected');
export const parentOf = /* @__PURE__ */ getter<Element | null>(Node, 'parentElement');
export const textOf = /* @__PURE__ */ getter<string | null>(Node, 'textContent');
const namespaceOf = /* @__PURE__ */ getter<string | null>(Element, 'namespaceURI');
export const previousNodeOf = /* @__PURE__ */ getter<Node | null>(Node, 'previousSibling');
export const firstChildOf = /* @__PURE__ */ getter<Node | null>(Node, 'firstChild');
export const nextNodeOf = /* @__PURE__ */ getter<Node | null>(Node, 'nextSibling');
export const previousOf = /* @__PURE__ */ getter<Element | null>(Element, 'previousElementSibling');
export const childrenOf = /* @__PURE__ */ getter<HTMLCollection>(Element, 'children');
export const inputValueOf = /* @__PURE__ */ getter<string>(HTMLInputElement, 'value');
export const areaValueOf = /* @__PURE__ */ getter<string>(HTMLTextAreaElement, 'value');
export const frameDocumentOf = /* @__PURE__ */ getter<Document | null>(HTMLIFrameElement, 'contentDocument');
export const oldFrameDocumentOf = /* @__PURE__ */ getter<Document | null>(HTMLFrameElement, 'contentDocument');
export const objectDocumentOf = /* @__PURE__ */ getter<Document | null>(HTMLObjectElement, 'contentDocument');
/** Null for an object that is an image, or nothing. */
export const objectWindowOf = /* @__PURE__ */ getter<Window | null>(HTMLObjectElement, 'contentWindow');
export const windowOf = /* @__PURE__ */ getter<Window | null>(Document, 'defaultView');
export const titleOf = /* @__PURE__ */ getter<string>(Document, 'title');
export const urlOf = /* @__PURE__ */ getter<string>(Document, 'URL');

export function contains(element: Node, node: Node): boolean {
  return Node.prototype.contains.call(element, node);
}

export function rootOf(node: Node): Node {
  return Node.prototype.getRootNode.call(node);
}

export function closest(element: Element, selector: string): Element | null {
  return Element.prototype.closest.call(element, selector);
}

export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

export function firstIn(element: Element, selector: string): Element | null {
  return Element.prototype.querySelector.call(element, selector);
}

/** The first in the node's own tree: the document, or a shadow root. */
export function firstInRoot(node: Node, selector: string): Element | null {
  const root = rootOf(node);
  return (nodeTypeOf(root) === DOCUMENT_NODE ? Document : DocumentFragment).prototype.querySelector.call(
    root,
    selector,
  );
}

export function walkerOver(root: Node, show = SHOW_ELEMENTS_AND_TEXT): TreeWalker {
  return Document.prototype.createTreeWalker.call(document, root, show);
}

/** False for a text in something that is not drawn. */
export function isDrawn(text: Node): boolean {
  const parent = parentOf(text);
  try {
    return parent === null || parent.checkVisibility();
  } catch {
    return true;
  }
}

/** An element of another vocabulary may have a name of HTML's: `<input>` of a WSDL, `<frame>` of a stack trace. */
export function isHtmlOrSvg(element: Element): boolean {
  const namespace = namespaceOf(element);
  return namespace === 'http://www.w3.org/1999/xhtml' || namespace === 'http://www.w3.org/2000/svg';
}
