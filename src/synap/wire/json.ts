/** Makes untrusted JSON safe to keep, to send between worker and views, and to walk recursively. */
import { isRecord } from '../../core/is-record.ts';

/** Deeper levels are cut: message channels and stores clone recursively, and so does any code that shows a tree. */
export const MAX_JSON_DEPTH = 64;
/** Replaces anything nested deeper. */
const CUT_MARK = '…';

/**
 * A copy no deeper than `MAX_JSON_DEPTH`, without `__proto__` keys (harmless data here, but a later assignment would
 * set a prototype). `mapText` is applied to every string, keys included.
 */
export function copyJson(value: unknown, mapText: (text: string) => string = (text) => text): unknown {
  return copyLevel(value, mapText, MAX_JSON_DEPTH);
}

function copyLevel(value: unknown, mapText: (text: string) => string, levelsLeft: number): unknown {
  if (typeof value === 'string') return mapText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || value === null) return null;
  if (levelsLeft === 0) return CUT_MARK;
  if (Array.isArray(value)) return Array.from(value, (item) => copyLevel(item, mapText, levelsLeft - 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, item]) => [mapText(key), copyLevel(item, mapText, levelsLeft - 1)]),
  );
}

/** `copyJson` of an object. */
export function copyRecord(record: Record<string, unknown>): Record<string, unknown> {
  const copy = copyJson(record);
  return isRecord(copy) ? copy : {};
}
