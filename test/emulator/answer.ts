import type { Readable } from 'node:stream';
import type { ErrorShape } from './settings.ts';

/** What is sent back, before any fault gets hold of it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** A stream is made when it is sent, never for a request that is reset first. */
  body: Buffer | (() => Readable);
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Answer {
  const body = Buffer.from(JSON.stringify(value));
  return { status, headers: { 'content-type': 'application/json', ...headers }, body };
}

export function text(content: string, status = 200, contentType = 'text/plain; charset=utf-8'): Answer {
  return { status, headers: { 'content-type': contentType }, body: Buffer.from(content) };
}

/** What an error says, whatever shape it is sent in. */
export interface ErrorContent {
  status: number;
  code: string;
  message: string;
  /** Further fields, such as `balance_credits`. */
  extra?: Record<string, unknown>;
  headers?: Record<string, string>;
  /** For the list shape: where the bad input stood. */
  location?: (string | number)[];
}

/** An expected refusal. Thrown by handlers, caught once, where the answer is sent. */
export class Refusal extends Error {
  readonly content: ErrorContent;
  /** The shape that suits it when the settings ask for none. */
  readonly shape: ErrorShape;

  constructor(content: ErrorContent, shape: ErrorShape = 'detail') {
    super(content.message);
    this.content = content;
    this.shape = shape;
  }
}

/** One of the document's error bodies. */
export function errorAnswer(content: ErrorContent, shape: ErrorShape): Answer {
  const { status, code, message, extra = {}, headers = {}, location = ['body'] } = content;
  switch (shape) {
    case 'detail':
      return json({ detail: message }, status, headers);
    case 'detail-object':
      return json({ detail: { code, message, ...extra } }, status, headers);
    case 'detail-list':
      return json({ detail: [{ loc: location, msg: message, type: code.toLowerCase() }] }, status, headers);
    case 'error-code':
      return json({ error: message, code, ...extra, details: extra }, status, headers);
    case 'text':
      return withHeaders(text(message, status), headers);
    case 'html':
      return withHeaders(text(errorPage(status, message), status, 'text/html; charset=utf-8'), headers);
    case 'empty':
      return { status, headers, body: Buffer.alloc(0) };
  }
}

function withHeaders(answer: Answer, headers: Record<string, string>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function errorPage(status: number, message: string): string {
  return `<!doctype html><html><head><title>${status}</title></head><body><h1>${status}</h1><p>${message}</p></body></html>\n`;
}
