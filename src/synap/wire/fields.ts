/**
 * Readers of single fields. Each has a fallback: a field of the wrong type counts as absent, because half an answer is
 * worth more to the reader than none.
 */
import * as v from 'valibot';
import { isRecord } from '../../core/is-record.ts';
import { copyRecord } from './json.ts';
import { parseIsoTime } from './time.ts';

/** The result of decoding; `path` names the field without which there is nothing to show. */
export type Decoded<T> = { ok: true; value: T } | { ok: false; path: string };

export function decoded<T>(value: T): Decoded<T> {
  return { ok: true, value };
}

export function missing(path: string): { ok: false; path: string } {
  return { ok: false, path };
}

export const text = v.fallback(v.nullable(v.string()), null);
export const flag = v.fallback(v.nullable(v.boolean()), null);
/** Seconds, ratios: neither NaN nor infinite nor negative. */
export const amount = v.fallback(v.nullable(v.pipe(v.number(), v.finite(), v.minValue(0))), null);
/** Tokens, messages. */
export const count = v.fallback(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), null);
/** Versions count from 1. */
export const ordinal = v.fallback(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1))), null);
/** Scores. */
export const share = v.fallback(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))), null);
/** Credits; negative when they are owed. */
export const credits = v.fallback(v.nullable(v.pipe(v.number(), v.finite())), null);
export const time = v.fallback(v.pipe(v.string(), v.transform(parseIsoTime)), null);
export const record = v.fallback(
  v.nullable(v.pipe(v.custom<Record<string, unknown>>(isRecord), v.transform(copyRecord))),
  null,
);
export const list = v.fallback(v.array(v.unknown()), []);
/** Text in the reference, a flag in the clients; blank text means no warning. */
export const warning = v.fallback(
  v.pipe(
    v.custom<string | boolean>((value) => typeof value === 'string' || typeof value === 'boolean'),
    v.transform((value) => (typeof value === 'string' && value.trim() === '' ? false : value)),
  ),
  false,
);
