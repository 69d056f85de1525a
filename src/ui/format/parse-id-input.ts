import type { ConversationId } from '../../core/conversation/conversation.ts';
import { readIds } from '../../core/conversation/spelling/id-spelling.ts';

/** Why a text holds no conversation id. */
export type IdFault = 'empty' | 'short' | 'long' | 'odd-characters' | 'no-uuid' | 'cut';

export type IdText =
  | { kind: 'one'; id: ConversationId }
  | { kind: 'several'; ids: ConversationId[]; more: number }
  | { kind: 'none'; fault: IdFault; hexDigits: number };

/** Pasted logs can be megabytes long: only this much is read, and only `MAX_OFFERED` ids are offered. */
const MAX_INPUT_CHARS = 100_000;
const MAX_OFFERED = 8;
const HEX_DIGITS = 32;

/** Reads a typed or pasted text as a conversation id. Costs no request. */
export function readIdText(text: string): IdText {
  const whole = text.trim();
  const trimmed = whole.slice(0, MAX_INPUT_CHARS);
  const ids = readIds(trimmed);
  const [first] = ids;
  if (first && ids.length === 1) return { kind: 'one', id: first };
  if (first) return { kind: 'several', ids: ids.slice(0, MAX_OFFERED), more: Math.max(0, ids.length - MAX_OFFERED) };
  if (whole.length > MAX_INPUT_CHARS) return { kind: 'none', fault: 'cut', hexDigits: 0 };
  return { kind: 'none', ...faultOf(trimmed) };
}

/** Most invalid ids were cut short or overshot by a selection; saying so helps more than "invalid". */
function faultOf(text: string): { fault: IdFault; hexDigits: number } {
  if (text === '') return { fault: 'empty', hexDigits: 0 };
  const hexDigits = text.replace(/[^0-9a-f]/gi, '').length;
  if (/^[0-9a-f-]+$/i.test(text)) {
    if (hexDigits < HEX_DIGITS) return { fault: 'short', hexDigits };
    return { fault: hexDigits > HEX_DIGITS ? 'long' : 'no-uuid', hexDigits };
  }
  return { fault: /^[0-9a-z-]{30,40}$/i.test(text) ? 'odd-characters' : 'no-uuid', hexDigits };
}
