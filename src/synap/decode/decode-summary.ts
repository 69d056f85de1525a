import * as v from 'valibot';
import type { CompactedSummary, Cut } from '../../core/conversation/conversation.ts';
import { bounded, boundTexts, ITEM_CHARS, MAX_ITEMS, SENTENCE_CHARS, TREE_CHARS, WORD_CHARS } from '../wire/bounds.ts';
import { decodeItems } from './decode-items.ts';
import {
  amount,
  count,
  decoded,
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

const SummaryWire = v.object({
  conversation_id: text,
  formatted_context: text,
  compacted_context: text,
  version: ordinal,
  created_at: time,
  original_token_count: count,
  compacted_token_count: count,
  compression_ratio: amount,
  strategy_used: text,
  level_applied: text,
  compaction_id: text,
  validation_score: share,
  validation_passed: flag,
  facts: list,
  decisions: list,
  preferences: list,
  current_state: record,
  quality_warning: warning,
  warnings: list,
  ttl_seconds: amount,
});
type SummaryWire = v.InferOutput<typeof SummaryWire>;

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

/** Requires a text under either name, or any other sign of a summary. `text` is the JSON that `raw` was parsed from. */
export function decodeSummary(raw: unknown, text?: string): Decoded<CompactedSummary> {
  if (!isRecord(raw)) return missing('$');
  const { fields, cut } = bounded(raw, LIMITS);
  const wire = v.parse(SummaryWire, fields);
  if (saysNothing(wire)) return missing('$.formatted_context');
  const items = (field: 'facts' | 'decisions' | 'preferences') =>
    boundTexts(decodeItems(wire[field]), 'text', { field, limit: ITEM_CHARS, cut });
  const warnings = boundTexts(decodeItems(wire.warnings), 'text', { field: 'warnings', limit: SENTENCE_CHARS, cut });
  return decoded({
    conversationId: wire.conversation_id,
    context: wire.formatted_context || wire.compacted_context || '',
    version: wire.version,
    createdAt: wire.created_at,
    originalTokenCount: wire.original_token_count,
    compactedTokenCount: wire.compacted_token_count,
    compressionRatio: wire.compression_ratio,
    strategyUsed: wire.strategy_used,
    levelApplied: wire.level_applied || wire.strategy_used || DEFAULT_LEVEL,
    compactionId: wire.compaction_id,
    validationScore: wire.validation_score,
    validationPassed: wire.validation_passed,
    facts: items('facts'),
    decisions: items('decisions'),
    preferences: items('preferences'),
    currentState: wire.current_state && treeOf(memberOf(text, STATE) ?? JSON.stringify(wire.current_state), cut),
    qualityWarning: wire.quality_warning,
    warnings: warnings.map((item) => item.text),
    ttlSeconds: wire.ttl_seconds,
    cut,
  });
}

function treeOf(source: string, cut: Cut[]): string | null {
  if (source.length <= TREE_CHARS) return source;
  cut.push({ field: STATE, unit: 'characters', kept: 0, total: source.length });
  return null;
}

/** A member as written; of a repeated one the last, as a parser has it. */
function memberOf(text: string | undefined, key: string): string | null {
  const entries = text === undefined ? null : jsonEntries(text);
  return entries?.findLast((entry) => entry.key === key)?.source ?? null;
}

function saysNothing(wire: SummaryWire): boolean {
  const given = [
    wire.formatted_context,
    wire.compacted_context,
    wire.current_state,
    wire.compaction_id,
    wire.compacted_token_count,
  ];
  const items = wire.facts.length + wire.decisions.length + wire.preferences.length;
  return items === 0 && given.every((value) => value === null);
}
