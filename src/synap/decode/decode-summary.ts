import type { CompactedSummary, Cut } from '../../core/conversation/conversation.ts';
import { bounded, boundTexts, ITEM_CHARS, MAX_ITEMS, SENTENCE_CHARS, TREE_CHARS, WORD_CHARS } from '../wire/bounds.ts';
import { decodeItems } from './decode-items.ts';
import {
  amount,
  count,
  decoded,
  filled,
  flag,
  list,
  missing,
  ordinal,
  record,
  share,
  text,
  time,
  warning,
  type Decoded,
} from '../wire/fields.ts';
import { isRecord } from '../../core/is-record.ts';
import { jsonEntries } from '../../core/json-source.ts';

const STATE = 'current_state';
const MAX_WARNINGS = 100;
/** Assumed by Synap's clients when no strategy is named. */
const DEFAULT_LEVEL = 'adaptive';

const LIMITS = {
  conversation_id: WORD_CHARS,
  strategy_used: WORD_CHARS,
  level_applied: WORD_CHARS,
  compaction_id: WORD_CHARS,
  quality_warning: SENTENCE_CHARS,
  facts: MAX_ITEMS,
  decisions: MAX_ITEMS,
  preferences: MAX_ITEMS,
  warnings: MAX_WARNINGS,
};

/** Requires a text under either name, or any other sign of a summary. `source` is the JSON that `raw` was parsed from. */
export function decodeSummary(raw: unknown, source?: string): Decoded<CompactedSummary> {
  if (!isRecord(raw)) return missing('$');
  const { fields, cut } = bounded(raw, LIMITS);
  if (saysNothing(fields)) return missing('$.formatted_context');
  const state = record(fields[STATE]);
  const strategy = text(fields['strategy_used']);
  const items = (field: 'facts' | 'decisions' | 'preferences') =>
    boundTexts(decodeItems(list(fields[field])), 'text', { field, limit: ITEM_CHARS, cut });
  const warnings = boundTexts(decodeItems(list(fields['warnings'])), 'text', {
    field: 'warnings',
    limit: SENTENCE_CHARS,
    cut,
  });
  return decoded({
    conversationId: text(fields['conversation_id']),
    context: text(fields['formatted_context']) || text(fields['compacted_context']) || '',
    version: ordinal(fields['version']),
    createdAt: time(fields['created_at']),
    originalTokenCount: count(fields['original_token_count']),
    compactedTokenCount: count(fields['compacted_token_count']),
    compressionRatio: amount(fields['compression_ratio']),
    strategyUsed: strategy,
    levelApplied: text(fields['level_applied']) || strategy || DEFAULT_LEVEL,
    compactionId: filled(fields['compaction_id']),
    validationScore: share(fields['validation_score']),
    validationPassed: flag(fields['validation_passed']),
    facts: items('facts'),
    decisions: items('decisions'),
    preferences: items('preferences'),
    currentState: state && treeOf(memberOf(source, STATE) ?? JSON.stringify(state), cut),
    qualityWarning: warning(fields['quality_warning']),
    warnings: warnings.map((item) => item.text),
    ttlSeconds: amount(fields['ttl_seconds']),
    cut,
  });
}

function treeOf(source: string, cut: Cut[]): string | null {
  if (source.length <= TREE_CHARS) return source;
  cut.push({ field: STATE, unit: 'characters', kept: 0, total: source.length });
  return null;
}

/** A member as written; of a repeated one the last, as a parser has it. */
function memberOf(source: string | undefined, key: string): string | null {
  const entries = source === undefined ? null : jsonEntries(source);
  return entries?.findLast((entry) => entry.key === key)?.source ?? null;
}

function saysNothing(fields: Record<string, unknown>): boolean {
  const given = [
    text(fields['formatted_context']),
    text(fields['compacted_context']),
    record(fields['current_state']),
    text(fields['compaction_id']),
    count(fields['compacted_token_count']),
  ];
  const items = list(fields['facts']).length + list(fields['decisions']).length + list(fields['preferences']).length;
  return items === 0 && given.every((value) => value === null);
}
