/**
 * Guards, and guards made of guards: whether an unknown value has a type. What comes from a store or in a message is
 * taken or left, so that nothing here says what is wrong with it.
 */
import { isRecord } from './is-record.ts';

export type Guard<T> = (value: unknown) => value is T;
/** What a guard lets through. */
export type Guarded<G> = G extends Guard<infer T> ? T : never;

type Guards = Readonly<Record<string, Guard<unknown>>>;
type Shape<F extends Guards> = { [K in keyof F]: Guarded<F[K]> };

/** Also what is missing. */
export function isAnything(_value: unknown): _value is unknown {
  return true;
}

export const isText = textUpTo(Infinity);

export function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

/** Neither NaN nor infinite: an amount, or a time in epoch ms. */
export function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

export function textUpTo(most: number): Guard<string> {
  return (value): value is string => typeof value === 'string' && value.length <= most;
}

export function wholeIn(least: number, most: number): Guard<number> {
  return (value): value is number => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
}

export function oneOf<const T extends string>(...values: readonly T[]): Guard<T> {
  return (value): value is T => values.some((known) => known === value);
}

export function orNull<T>(is: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || is(value);
}

/** A field that may be missing. */
export function orMissing<T>(is: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || is(value);
}

export function listOf<T>(is: Guard<T>, most = Infinity): Guard<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.length <= most && [...value].every(is);
}

/** An object with these fields, whatever else it has. */
export function shape<F extends Guards>(fields: F): Guard<Shape<F>> {
  const all = Object.entries(fields);
  return (value): value is Shape<F> => isRecord(value) && all.every(([name, is]) => is(value[name]));
}

/** An object with these fields and no others. */
export function onlyShape<F extends Guards>(fields: F): Guard<Shape<F>> {
  const hasAll = shape(fields);
  return (value): value is Shape<F> => hasAll(value) && Object.keys(value).every((name) => Object.hasOwn(fields, name));
}
