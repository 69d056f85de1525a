import * as v from 'valibot';
import { ERROR_SHAPES } from './settings.ts';

const ms = v.pipe(v.number(), v.minValue(0));
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.string();

/** What stands in for the true body. */
const bodySchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('json'), value: v.unknown() }),
  v.strictObject({ kind: v.literal('text'), text, contentType: v.exactOptional(text) }),
  /** One of the document's error shapes. */
  v.strictObject({
    kind: v.literal('error'),
    shape: v.picklist(ERROR_SHAPES),
    code: v.exactOptional(text),
    message: v.exactOptional(text),
    extra: v.exactOptional(v.record(text, v.unknown())),
  }),
  v.strictObject({ kind: v.literal('empty') }),
  /** An HTML page, as a proxy's login would be. */
  v.strictObject({ kind: v.literal('login-page') }),
  /** Says JSON, and is not. */
  v.strictObject({ kind: v.literal('broken-json') }),
  v.strictObject({ kind: v.literal('bad-utf8') }),
  /** So many bytes of one JSON string, streamed; with `gzip` they travel as a bomb. */
  v.strictObject({ kind: v.literal('huge'), bytes, gzip: v.exactOptional(v.boolean()) }),
  /** So many arrays inside each other. */
  v.strictObject({ kind: v.literal('deep'), depth: bytes }),
]);

/** What is done to the true answer's JSON. */
const MUTATIONS = ['bom', 'wrong-types', 'nulls', 'missing', 'extra'] as const;

/** One way to go wrong. Parts combine: a delay, then a wrong status, dripped, cut off. */
const faultSchema = v.strictObject({
  /** Wait this long before the first byte. */
  delayMs: v.exactOptional(ms),
  /** Wait until `release`, however long that is. */
  hold: v.exactOptional(v.boolean()),
  status: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599))),
  headers: v.exactOptional(v.record(text, text)),
  body: v.exactOptional(bodySchema),
  mutate: v.exactOptional(v.picklist(MUTATIONS)),
  /** Fields laid over the true answer's JSON. */
  patch: v.exactOptional(v.record(text, v.unknown())),
  redirectTo: v.exactOptional(text),
  /** Send one byte per so many milliseconds. */
  dripMs: v.exactOptional(v.pipe(v.number(), v.minValue(1))),
  /** Announce the whole length, send so many bytes, and close. */
  truncateAt: v.exactOptional(bytes),
  /** Reset the connection: before any byte, or after half of the body. */
  reset: v.exactOptional(v.picklist(['at-once', 'mid-body'])),
  /** With a body or status of its own the request is not carried out; this does so all the same. */
  carryOut: v.exactOptional(v.boolean()),
});

export const faultRuleSchema = v.strictObject({
  method: v.exactOptional(text),
  /** A regular expression for the path with its query. */
  path: v.exactOptional(v.pipe(text, v.check(isRegExp, 'not a regular expression'))),
  /** How many requests it meets; without it, all. */
  count: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Let so many matching requests pass first. */
  skip: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  fault: faultSchema,
});

export type Fault = v.InferOutput<typeof faultSchema>;
export type FaultBody = v.InferOutput<typeof bodySchema>;
export type FaultRule = v.InferOutput<typeof faultRuleSchema>;
export type Mutation = (typeof MUTATIONS)[number];

function isRegExp(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
