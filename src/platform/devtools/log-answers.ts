/** What the request log answers, in the shapes of both browsers. */
import { BODY_LIMIT_CHARS } from '../../core/discovery/traffic/captured.ts';
import { fieldOf } from './devtools-answers.ts';

/**
 * Calls a method of the request log, with a callback or for a promise. Chromium before 152 only answers through a
 * callback, and the polyfill wraps just one of these methods; methods that take no callback (the polyfill's and
 * Firefox's) throw at once.
 */
export function answerOf(call: (...callback: ((...answer: unknown[]) => void)[]) => unknown): Promise<unknown> {
  return new Promise((resolve) => {
    let promised: unknown;
    try {
      promised = call((...answer) => resolve(answer));
    } catch {
      promised = call();
    }
    if (promised !== undefined) resolve(promised);
  });
}

export interface BodyAnswer {
  text: string;
  encoding: string;
}

/** `settled` is what a request's `getContent` resolved to; null when there is no body. */
export function readBodyAnswer(settled: unknown): BodyAnswer | null {
  if (typeof settled === 'string') return { text: settled, encoding: '' };
  const [text, encoding] = Array.isArray(settled)
    ? (settled as unknown[])
    : [fieldOf(settled, 'content'), fieldOf(settled, 'encoding')];
  return typeof text === 'string' ? { text, encoding: typeof encoding === 'string' ? encoding : '' } : null;
}

/** More than is searched of a body, in whole groups. */
const BASE64_LIMIT_CHARS = Math.ceil((BODY_LIMIT_CHARS + 1) / 3) * 4;

/** Decodes a body that came as base64 because the browser did not consider its type text. */
export function decodeBody({ text, encoding }: BodyAnswer): string | null {
  if (encoding !== 'base64') return text;
  try {
    const bytes = Uint8Array.from(atob(text.slice(0, BASE64_LIMIT_CHARS)), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Firefox makes text of every body, in its charset, and base64 of that where its type is not known as one of text: but
 * not if a character needs more than a byte.
 */
export function decodeFirefoxBody(text: string, encoding: string): string {
  if (encoding !== 'base64') return text;
  try {
    return atob(text.slice(0, BASE64_LIMIT_CHARS));
  } catch {
    return text;
  }
}

/** Entries of `getHAR()`: in the log itself, or under `log` as in the HAR format. */
export function readHarEntries(settled: unknown): unknown[] {
  const log = Array.isArray(settled) ? (settled as unknown[])[0] : settled;
  const entries = fieldOf(log, 'entries') ?? fieldOf(fieldOf(log, 'log'), 'entries');
  return Array.isArray(entries) ? entries : [];
}
