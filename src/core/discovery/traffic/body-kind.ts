/** Tells a body's kind by its content; the label decides only where the content leaves it open. */
import { parseJsonText, type JsonText } from './json-text.ts';

/** Text, but the app's own code: its ids are those of builds. */
const CODE = /javascript|ecmascript|^text\/css/i;
const HTML_LABEL = /html/i;
const FORM = /x-www-form-urlencoded/i;
const MULTIPART = /^\s*--([^\r\n]{1,200})\r?\n(?:[\w-]+:|\r?\n)/;
const EVENTS = /^\uFEFF?\s*(?:event|data|id|retry)?:/;
export type BodyKind =
  | { kind: 'json'; json: JsonText }
  | { kind: 'multipart'; boundary: string }
  | { kind: 'form' | 'events' | 'xml' | 'text' }
  /** The page scan reads what became of markup, and skips password and card fields in it. */
  | { kind: 'markup' | 'code' };

export function kindOf(body: string, mimeType: string): BodyKind {
  const json = parseJsonText(body);
  if (json !== null && (json.rest === '' || !CODE.test(mimeType))) return { kind: 'json', json };
  const boundary = MULTIPART.exec(body)?.[1]?.trim();
  if (boundary !== undefined) return { kind: 'multipart', boundary };
  if (FORM.test(mimeType)) return { kind: 'form' };
  if (/^\uFEFF?\s*</.test(body)) return { kind: isXml(body, mimeType) ? 'xml' : 'markup' };
  if (CODE.test(mimeType)) return { kind: 'code' };
  if (EVENTS.test(body)) return { kind: 'events' };
  return { kind: HTML_LABEL.test(mimeType) && /<\w+[\s>]/.test(body.slice(0, 4096)) ? 'markup' : 'text' };
}

/** Returns false for bodies that are never searched. `resourceType` is as in `BodyFacts`. */
export function isData(body: string, mimeType: string, resourceType: string): boolean {
  const { kind } = kindOf(body, resourceType === 'script' ? 'text/javascript' : mimeType);
  return kind !== 'markup' && kind !== 'code';
}

function isXml(body: string, mimeType: string): boolean {
  const start = body.slice(0, 2048);
  if (/<(?:!doctype\s+)?html\b/i.test(start)) return false;
  if (/^\uFEFF?\s*<\?xml/i.test(start)) return true;
  if (HTML_LABEL.test(mimeType)) return false;
  return /xml/i.test(mimeType) || /^\uFEFF?\s*<[\w-]+:[\w-]+[\s>]/.test(start);
}
