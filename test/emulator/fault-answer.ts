import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { errorAnswer, json, text, type Answer } from './answer.ts';
import type { Fault, FaultBody, Mutation } from './fault.ts';

/** True when the fault's answer takes the place of the true one. */
export function replacesAnswer(fault: Fault): boolean {
  return fault.body !== undefined || fault.status !== undefined || fault.redirectTo !== undefined;
}

/** The answer as the fault leaves it; `truth` is only there when the request was carried out. */
export function spoiltAnswer(fault: Fault, truth: Answer | null): Answer {
  const base = replacesAnswer(fault) || truth === null ? replacement(fault) : truth;
  const changed = fault.mutate === undefined && fault.patch === undefined ? base : altered(base, fault);
  return { ...changed, headers: { ...changed.headers, ...lowerCased(fault.headers ?? {}) } };
}

function replacement(fault: Fault): Answer {
  if (fault.redirectTo !== undefined) {
    return { status: fault.status ?? 302, headers: { location: fault.redirectTo }, body: Buffer.alloc(0) };
  }
  const status = fault.status ?? 200;
  if (fault.body !== undefined) return bodyAnswer(fault.body, status);
  return errorAnswer({ status, code: `STATUS_${status}`, message: `Answered ${status} on request` }, 'detail');
}

function bodyAnswer(body: FaultBody, status: number): Answer {
  switch (body.kind) {
    case 'json':
      return json(body.value, status);
    case 'text':
      return text(body.text, status, body.contentType);
    case 'error':
      return errorAnswer(
        { status, code: 'EMULATED', message: `Answered ${status} on request`, ...withoutKind(body) },
        body.shape,
      );
    case 'empty':
      return { ...json('', status), body: Buffer.alloc(0) };
    case 'login-page':
      return text(LOGIN_PAGE, status, 'text/html; charset=utf-8');
    case 'broken-json':
      return { ...json('', status), body: Buffer.from('{"status": "completed", "latest_version": ') };
    case 'bad-utf8':
      return {
        ...json('', status),
        body: Buffer.concat([Buffer.from('{"status":"'), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from('"}')]),
      };
    case 'huge':
      return hugeAnswer(body.bytes, body.gzip ?? false, status);
    case 'deep':
      return {
        ...json('', status),
        body: Buffer.from(`{"current_state":${'['.repeat(body.depth)}${']'.repeat(body.depth)}}`),
      };
  }
}

function withoutKind({ code, message, extra }: FaultBody & { kind: 'error' }): {
  code?: string;
  message?: string;
  extra?: Record<string, unknown>;
} {
  return {
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(extra === undefined ? {} : { extra }),
  };
}

const LOGIN_PAGE =
  '<!doctype html><html lang="en"><head><title>Sign in</title></head><body><form method="post" action="/login">' +
  '<label>User <input name="user"></label><label>Password <input type="password" name="password"></label>' +
  '<button>Sign in</button></form></body></html>\n';

const CHUNK = Buffer.alloc(65_536, 'a');

function hugeAnswer(bytes: number, gzip: boolean, status: number): Answer {
  const plain = (): Readable => Readable.from(hugeChunks(bytes), { objectMode: false });
  const headers = { 'content-type': 'application/json' };
  if (!gzip) return { status, headers, body: plain };
  return { status, headers: { ...headers, 'content-encoding': 'gzip' }, body: () => plain().pipe(createGzip()) };
}

/** One JSON object whose one string has `bytes` letters, never held in memory. */
function* hugeChunks(bytes: number): Generator<Buffer> {
  yield Buffer.from('{"status":"completed","formatted_context":"');
  for (let left = bytes; left > 0; left -= CHUNK.length) yield CHUNK.subarray(0, Math.min(left, CHUNK.length));
  yield Buffer.from('"}');
}

function altered(answer: Answer, fault: Fault): Answer {
  if (!Buffer.isBuffer(answer.body)) return answer;
  if (fault.mutate === 'bom') return { ...answer, body: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), answer.body]) };
  const value: unknown = JSON.parse(answer.body.toString());
  const mutated = fault.mutate === undefined ? value : mutate(value, fault.mutate);
  const patched = isRecord(mutated) ? { ...mutated, ...fault.patch } : mutated;
  return { ...answer, body: Buffer.from(JSON.stringify(patched)) };
}

function mutate(value: unknown, mutation: Mutation): unknown {
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  switch (mutation) {
    case 'bom':
      return value;
    case 'wrong-types':
      return Object.fromEntries(entries.map(([name, field]) => [name, wrongType(field)]));
    case 'nulls':
      return Object.fromEntries(entries.map(([name]) => [name, null]));
    case 'missing':
      return Object.fromEntries(entries.filter((_, index) => index % 2 === 0));
    case 'extra':
      return { ...value, x_new_field: { added: ['later', 1, null] }, another: 'field' };
  }
}

function wrongType(field: unknown): unknown {
  if (typeof field === 'string') return 42;
  if (typeof field === 'number') return `${field}`;
  if (typeof field === 'boolean') return field ? 'yes' : 'no';
  if (Array.isArray(field)) return { 0: field[0] };
  return field === null ? [] : 'an object was here';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lowerCased(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
