/**
 * Validates the page script's result. Everything in the page's own world can be forged, so nothing is trusted: ids are
 * parsed again, texts and lists are cut, and the result can only suggest ids.
 */
import { addEvidence, MAX_EVIDENCE, MAX_FOUND_IDS } from './add-evidence.ts';
import { fail, succeed, type Outcome } from '../errors.ts';
import type { ConversationId } from '../conversation/conversation.ts';
import { cutText } from '../cut-text.ts';
import type { Evidence, EvidenceSource, FoundId, ScanResult } from './evidence.ts';
import { readIds, readIdsAround } from '../conversation/spelling/id-spelling.ts';
import { parseConversationId, SELECTION_LIMIT_CHARS } from '../conversation/uuid.ts';

const TEXT_LIMIT_CHARS = 200;
const URL_LIMIT_CHARS = 2048;
const COUNT_LIMIT = 1_000_000;
/** A scan stops itself after a second; longer claims are not credible. */
const TOOK_LIMIT_MS = 60_000;
/** The sources a page can produce; it cannot claim that the user pasted something. */
const PAGE_SOURCES: readonly EvidenceSource[] = ['text', 'attribute', 'link', 'field', 'url'];

/** Never throws; the result is empty for anything that is not a scan result. */
export function decodeScanResult(value: unknown): ScanResult {
  try {
    return decode(value);
  } catch {
    // A throwing getter or proxy; only a value from the same world can have one.
    return decode(null);
  }
}

/** The page script's result, or why there is none. */
export function readScan(value: unknown): Outcome<ScanResult> {
  const fields = fieldsOf(value);
  const found = listIn(fields['found']);
  if (found !== null) return succeed(decodeScanResult({ ...fields, found }));
  // Otherwise our script always returns a list: the page broke it.
  return fail({ kind: 'not-scannable', reason: fields['pdf'] === true ? 'pdf' : 'no-answer' });
}

/** What the page's script waits for before it has a result: its next `turn`, or the script with `names` for what it found. */
export function scanWaitsFor(value: unknown): unknown {
  return fieldsOf(value)['waitsFor'];
}

function decode(value: unknown): ScanResult {
  const fields = fieldsOf(value);
  const claimed = listIn(fields['found']) ?? [];
  const found = new Map<string, FoundId>();
  for (const entry of claimed.slice(0, MAX_FOUND_IDS)) {
    const decoded = decodeFound(entry);
    if (decoded !== null && !found.has(decoded.id)) found.set(decoded.id, decoded);
  }
  const selected = decodeSelection(fields['selection']).map((id) => ({
    ...(found.get(id) ?? { id, evidence: [], label: null }),
  }));
  for (const entry of selected) {
    entry.evidence = [{ source: 'selection', where: '', count: 1 }, ...entry.evidence];
    found.delete(entry.id);
  }
  return {
    found: [...selected, ...found.values()],
    truncated: fields['truncated'] === true || claimed.length > MAX_FOUND_IDS,
    unreadableFrames: numberIn(fields['unreadableFrames'], COUNT_LIMIT),
    tookMs: numberIn(fields['tookMs'], TOOK_LIMIT_MS),
    url: textIn(fields['url'], URL_LIMIT_CHARS),
    title: textIn(fields['title'], TEXT_LIMIT_CHARS),
  };
}

/** The ids that the user points at: those in the selection, or the one around it. */
function decodeSelection(value: unknown): ConversationId[] {
  const [before = '', text = '', after = ''] = (listIn(value) ?? []).map((part) => textIn(part, SELECTION_LIMIT_CHARS));
  const inside = readIds(text);
  return inside.length > 0 || text === '' ? inside : readIdsAround(before, text, after);
}

function decodeFound(value: unknown): FoundId | null {
  const fields = fieldsOf(value);
  const id = typeof fields['id'] === 'string' ? parseConversationId(fields['id']) : null;
  if (id === null) return null;
  const claimed = listIn(fields['evidence']) ?? [];
  const found: FoundId = { id, evidence: [], label: textIn(fields['label'], TEXT_LIMIT_CHARS) || null };
  for (const entry of claimed.slice(0, MAX_EVIDENCE)) {
    const evidence = decodeEvidence(entry);
    if (evidence !== null) addEvidence(found, evidence);
  }
  return found;
}

function decodeEvidence(value: unknown): Evidence | null {
  const fields = fieldsOf(value);
  const source = PAGE_SOURCES.find((name) => name === fields['source']);
  if (source === undefined) return null;
  const count = Math.max(1, Math.round(numberIn(fields['count'], COUNT_LIMIT)));
  return { source, where: textIn(fields['where'], TEXT_LIMIT_CHARS), count };
}

/** A list, or the JSON of one. */
function listIn(value: unknown): unknown[] | null {
  try {
    const list: unknown = typeof value === 'string' ? JSON.parse(value) : value;
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
}

function numberIn(value: unknown, limit: number): number {
  return typeof value === 'number' && value > 0 ? Math.min(value, limit) : 0;
}

function textIn(value: unknown, limit: number): string {
  return typeof value === 'string' ? cutText(value, limit) : '';
}
