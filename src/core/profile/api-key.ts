/** The form of an API key: what an `Authorization` header can carry. Only Synap can tell whether it is valid. */
import { fail, succeed, type Outcome } from '../errors.ts';

export const MAX_API_KEY_CHARS = 512;
const SHORTEST_KEY_WITH_TAIL = 8;

/** The key without the white space that copying adds around it. The error never repeats the text. */
export function cleanApiKey(text: string): Outcome<string> {
  const key = text.trim();
  if (key === '') return fail({ kind: 'bad-key', fault: 'empty' });
  if (key.length > MAX_API_KEY_CHARS) return fail({ kind: 'bad-key', fault: 'too-long' });
  if (/\s/.test(key)) return fail({ kind: 'bad-key', fault: 'whitespace' });
  if (!/^[\x21-\x7e]+$/.test(key)) return fail({ kind: 'bad-key', fault: 'not-ascii' });
  return succeed(key);
}

/** The only part of a key that is ever shown; empty for a key so short that four characters would reveal most of it. */
export function lastFour(key: string): string {
  return key.length < SHORTEST_KEY_WITH_TAIL ? '' : key.slice(-4);
}
