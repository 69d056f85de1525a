import * as v from 'valibot';
import type { CompactionStarted, CompactionState, CompactionStatus } from '../../core/conversation/conversation.ts';
import { bounded, SENTENCE_CHARS, WORD_CHARS } from '../wire/bounds.ts';
import { amount, decoded, missing, ordinal, record, share, text, time, type Decoded } from '../wire/fields.ts';
import { isRecord } from '../../core/is-record.ts';

const KNOWN_STATES: ReadonlyMap<string, CompactionState> = new Map(
  (['none', 'in_progress', 'completed', 'failed'] as const).map((state) => [state, state]),
);

const StatusWire = v.object({
  conversation_id: text,
  status: text,
  compaction_id: text,
  completed_at: time,
  compression_ratio: amount,
  validation_score: share,
  estimated_completion_seconds: amount,
  error_message: text,
  latest_version: ordinal,
  latest_created_at: time,
});

const STATUS_LIMITS = {
  conversation_id: WORD_CHARS,
  status: WORD_CHARS,
  compaction_id: WORD_CHARS,
  error_message: SENTENCE_CHARS,
};

/** Requires `status`, which may be any word. */
export function decodeStatus(raw: unknown): Decoded<CompactionStatus> {
  if (!isRecord(raw)) return missing('$');
  const { fields, cut } = bounded(raw, STATUS_LIMITS);
  const wire = v.parse(StatusWire, fields);
  if (wire.status === null) return missing('$.status');
  return decoded({
    conversationId: wire.conversation_id,
    state: stateOf(wire.status),
    statusWord: wire.status,
    compactionId: wire.compaction_id,
    completedAt: wire.completed_at,
    compressionRatio: wire.compression_ratio,
    validationScore: wire.validation_score,
    estimatedCompletionSeconds: wire.estimated_completion_seconds,
    errorMessage: wire.error_message,
    latestVersion: wire.latest_version,
    latestCreatedAt: wire.latest_created_at,
    cut,
  });
}

const StartedWire = v.object({
  compaction_id: text,
  conversation_id: text,
  status: text,
  trigger_type: text,
  initiated_at: time,
  estimated_completion_seconds: amount,
  previous_context: record,
  previous_context_age_seconds: amount,
  previous_compaction_id: text,
});

const STARTED_LIMITS = {
  compaction_id: WORD_CHARS,
  conversation_id: WORD_CHARS,
  status: WORD_CHARS,
  trigger_type: WORD_CHARS,
  previous_compaction_id: WORD_CHARS,
};

/** Requires `status` or `compaction_id`. */
export function decodeStarted(raw: unknown): Decoded<CompactionStarted> {
  if (!isRecord(raw)) return missing('$');
  const wire = v.parse(StartedWire, bounded(raw, STARTED_LIMITS).fields);
  if (wire.status === null && wire.compaction_id === null) return missing('$.compaction_id');
  return decoded({
    compactionId: wire.compaction_id,
    conversationId: wire.conversation_id,
    state: stateOf(wire.status ?? ''),
    statusWord: wire.status ?? '',
    triggerType: wire.trigger_type,
    initiatedAt: wire.initiated_at,
    estimatedCompletionSeconds: wire.estimated_completion_seconds,
    previousContext: wire.previous_context,
    previousContextAgeSeconds: wire.previous_context_age_seconds,
    previousCompactionId: wire.previous_compaction_id,
  });
}

function stateOf(word: string): CompactionState {
  return KNOWN_STATES.get(word) ?? 'unknown';
}
