/** The form of an API key: what may stand in an `Authorization` header. Whether it is valid only Synap can tell. */
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

/** All that is ever shown of a key. Nothing of a key so short that four characters would give most of it away. */
export function lastFour(key: string): string {
  return key.length < SHORTEST_KEY_WITH_TAIL ? '' : key.slice(-4);
}
