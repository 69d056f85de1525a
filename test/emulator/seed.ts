import { createHash } from 'node:crypto';

/** `length` hex digits that depend on `text` alone, so that two starts of the emulator give the same ids. */
export function hexFrom(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}

/** A number in [0, 1) that depends on `text` alone. */
export function unitFrom(text: string): number {
  return Number.parseInt(hexFrom(text, 12), 16) / 16 ** 12;
}

/** A well-formed version 5 UUID that depends on `text` alone. */
export function uuidFrom(text: string): string {
  const hex = hexFrom(text, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}
