/**
 * Readers of single fields. A field of the wrong type counts as absent, because half an answer is worth more to the
 * reader than none.
 */
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

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** An id or a reason; blank text is none. */
export function filled(value: unknown): string | null {
  return text(value)?.trim() ? text(value) : null;
}

export function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** Neither NaN nor infinite. */
function numberIn(value: unknown, least: number, most = Number.MAX_VALUE): number | null {
  return typeof value === 'number' && value >= least && value <= most ? value : null;
}

/** Thirty years in seconds: a larger amount is a mistake, and would fill the line it stands in. */
const MOST = 1e9;

/** Seconds, ratios: not negative. */
export function amount(value: unknown): number | null {
  return numberIn(value, 0, MOST);
}

/** Tokens, messages. */
export function count(value: unknown): number | null {
  return Number.isSafeInteger(value) ? numberIn(value, 0) : null;
}

/** Versions count from 1. */
export function ordinal(value: unknown): number | null {
  return Number.isSafeInteger(value) ? numberIn(value, 1) : null;
}

/** Scores. */
export function share(value: unknown): number | null {
  return numberIn(value, 0, 1);
}

/** Credits; negative when they are owed. */
export function credits(value: unknown): number | null {
  return numberIn(value, -Number.MAX_VALUE);
}

export function time(value: unknown): number | null {
  return typeof value === 'string' ? parseIsoTime(value) : null;
}

export function record(value: unknown): Record<string, unknown> | null {
  return isRecord(value) ? copyRecord(value) : null;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text in the reference, a flag in the clients; blank text means no warning. */
export function warning(value: unknown): string | boolean {
  if (typeof value === 'string') return value.trim() !== '' && value;
  return value === true;
}
