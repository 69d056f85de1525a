/** Facts, decisions, preferences, warnings: strings in the reference, objects in the clients. */
import { shortText } from '../../core/cut-text.ts';
import type { SummaryItem } from '../../core/conversation/conversation.ts';
import { isRecord } from '../../core/is-record.ts';
import { WORD_CHARS } from '../wire/bounds.ts';
import { copyRecord, copyJson } from '../wire/json.ts';

const TEXT_KEYS = ['content', 'text'] as const;

/** All items except `null`. */
export function decodeItems(values: readonly unknown[]): SummaryItem[] {
  return values.filter((value) => value !== null && value !== undefined).map(decodeItem);
}

function decodeItem(value: unknown): SummaryItem {
  if (typeof value === 'string') return { text: value, confidence: null, extra: {} };
  if (!isRecord(value)) return { text: JSON.stringify(copyJson(value)), confidence: null, extra: {} };
  const extra = copyRecord(value);
  const textKey = TEXT_KEYS.find((key) => typeof extra[key] === 'string' && extra[key] !== '');
  const confidence = readConfidence(extra['confidence']);
  // An item without text is shown as its JSON.
  const text = textKey === undefined ? JSON.stringify(extra) : String(extra[textKey]);
  if (textKey !== undefined) delete extra[textKey];
  if (confidence !== null) delete extra['confidence'];
  return { text, confidence, extra };
}

/** A number from 0 to 1, or a word such as `explicit`; anything else stays in `extra`. */
function readConfidence(value: unknown): number | string | null {
  if (typeof value === 'number') return value >= 0 && value <= 1 ? value : null;
  return typeof value === 'string' && value !== '' ? shortText(value, WORD_CHARS) : null;
}
