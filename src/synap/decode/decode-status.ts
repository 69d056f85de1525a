import type { CompactionStarted, CompactionState, CompactionStatus } from '../../core/conversation/conversation.ts';
import { bounded, SENTENCE_CHARS, WORD_CHARS } from '../wire/bounds.ts';
import { amount, decoded, filled, missing, ordinal, share, text, time, type Decoded } from '../wire/fields.ts';
import { isRecord } from '../../core/is-record.ts';

const KNOWN_STATES: ReadonlyMap<string, CompactionState> = new Map(
  (['none', 'in_progress', 'completed', 'failed'] as const).map((state) => [state, state]),
);

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
  const word = text(fields['status']);
  if (word === null) return missing('$.status');
  return decoded({
    conversationId: text(fields['conversation_id']),
    state: stateOf(word),
    statusWord: word,
    compactionId: filled(fields['compaction_id']),
    completedAt: time(fields['completed_at']),
    compressionRatio: amount(fields['compression_ratio']),
    validationScore: share(fields['validation_score']),
    estimatedCompletionSeconds: amount(fields['estimated_completion_seconds']),
    errorMessage: filled(fields['error_message']),
    latestVersion: ordinal(fields['latest_version']),
    latestCreatedAt: time(fields['latest_created_at']),
    cut,
  });
}

const STARTED_LIMITS = {
  compaction_id: WORD_CHARS,
  conversation_id: WORD_CHARS,
  status: WORD_CHARS,
  previous_compaction_id: WORD_CHARS,
};

/** Requires `status` or `compaction_id`. */
export function decodeStarted(raw: unknown): Decoded<CompactionStarted> {
  if (!isRecord(raw)) return missing('$');
  const { fields } = bounded(raw, STARTED_LIMITS);
  const [word, compactionId] = [text(fields['status']), filled(fields['compaction_id'])];
  if (word === null && compactionId === null) return missing('$.compaction_id');
  return decoded({
    compactionId,
    conversationId: text(fields['conversation_id']),
    state: stateOf(word ?? ''),
    statusWord: word ?? '',
    estimatedCompletionSeconds: amount(fields['estimated_completion_seconds']),
    previousCompactionId: filled(fields['previous_compaction_id']),
  });
}

function stateOf(word: string): CompactionState {
  return KNOWN_STATES.get(word) ?? 'unknown';
}
