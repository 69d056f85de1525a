import { shortText } from '../../core/cut-text.ts';
import * as v from 'valibot';
import type { ContextForPrompt, RecentMessage } from '../../core/conversation/conversation.ts';
import { messageRole, messageText, spokenText } from '../../core/conversation/message-content.ts';
import { bounded, boundTexts, MAX_ITEMS, MESSAGE_CHARS, SENTENCE_CHARS, WORD_CHARS } from '../wire/bounds.ts';
import {
  amount,
  count,
  decoded,
  flag,
  list,
  missing,
  share,
  text,
  time,
  warning,
  type Decoded,
} from '../wire/fields.ts';
import { isRecord } from '../../core/is-record.ts';

const PromptWire = v.object({
  formatted_context: text,
  available: flag,
  is_stale: flag,
  compression_ratio: amount,
  validation_score: share,
  compaction_age_seconds: amount,
  quality_warning: warning,
  recent_messages: list,
  recent_message_count: count,
  compacted_message_count: count,
  total_message_count: count,
});

const LIMITS = { quality_warning: SENTENCE_CHARS, recent_messages: MAX_ITEMS };

/** Requires a text, `available` or a list of messages. Without `available`, the presence of a text decides. */
export function decodePrompt(raw: unknown): Decoded<ContextForPrompt> {
  if (!isRecord(raw)) return missing('$');
  const { fields, cut } = bounded(unwrap(raw), LIMITS);
  const wire = v.parse(PromptWire, fields);
  if (wire.formatted_context === null && wire.available === null && wire.recent_messages.length === 0) {
    return missing('$.available');
  }
  const messages = wire.recent_messages.filter(isRecord).map(decodeMessage);
  return decoded({
    context: wire.formatted_context,
    available: wire.available ?? wire.formatted_context !== null,
    isStale: wire.is_stale,
    compressionRatio: wire.compression_ratio,
    validationScore: wire.validation_score,
    compactionAgeSeconds: wire.compaction_age_seconds,
    qualityWarning: wire.quality_warning,
    recentMessages: boundTexts(messages, 'content', { field: 'recent_messages', limit: MESSAGE_CHARS, cut }),
    recentMessageCount: wire.recent_message_count,
    compactedMessageCount: wire.compacted_message_count,
    totalMessageCount: wire.total_message_count,
    cut,
  });
}

/** One of Synap's clients expects the fields in an envelope; fields beside it apply where the envelope lacks them. */
function unwrap(raw: Record<string, unknown>): Record<string, unknown> {
  const inner = raw['context_for_prompt'];
  return isRecord(inner) ? { ...raw, ...inner } : raw;
}

const MessageWire = v.object({ timestamp: time, message_id: text });

function decodeMessage(raw: Record<string, unknown>): RecentMessage {
  const wire = v.parse(MessageWire, raw);
  const spoken = spokenText(raw);
  return {
    role: shortText(messageRole(raw) ?? 'unknown', WORD_CHARS),
    content: messageText(raw),
    ...(spoken === null ? {} : { spoken: shortText(spoken, MESSAGE_CHARS) }),
    timestamp: wire.timestamp,
    messageId: wire.message_id && shortText(wire.message_id, WORD_CHARS),
  };
}
