import { shortText } from '../../core/cut-text.ts';
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

const LIMITS = { quality_warning: SENTENCE_CHARS, recent_messages: MAX_ITEMS };

/** Requires a text, `available` or a list of messages. Without `available`, the presence of a text decides. */
export function decodePrompt(raw: unknown): Decoded<ContextForPrompt> {
  if (!isRecord(raw)) return missing('$');
  const { fields, cut } = bounded(unwrap(raw), LIMITS);
  const [context, available] = [text(fields['formatted_context']), flag(fields['available'])];
  const recent = list(fields['recent_messages']);
  if (context === null && available === null && recent.length === 0) return missing('$.available');
  const messages = recent.filter(isRecord).map(decodeMessage);
  return decoded({
    context,
    available: available ?? context !== null,
    isStale: flag(fields['is_stale']),
    compressionRatio: amount(fields['compression_ratio']),
    validationScore: share(fields['validation_score']),
    compactionAgeSeconds: amount(fields['compaction_age_seconds']),
    qualityWarning: warning(fields['quality_warning']),
    recentMessages: boundTexts(messages, 'content', { field: 'recent_messages', limit: MESSAGE_CHARS, cut }),
    recentMessageCount: count(fields['recent_message_count']),
    compactedMessageCount: count(fields['compacted_message_count']),
    totalMessageCount: count(fields['total_message_count']),
    cut,
  });
}

/** One of Synap's clients expects the fields in an envelope; fields beside it apply where the envelope lacks them. */
function unwrap(raw: Record<string, unknown>): Record<string, unknown> {
  const inner = raw['context_for_prompt'];
  return isRecord(inner) ? { ...raw, ...inner } : raw;
}

function decodeMessage(raw: Record<string, unknown>): RecentMessage {
  const spoken = spokenText(raw);
  const messageId = text(raw['message_id']);
  return {
    role: shortText(messageRole(raw) ?? 'unknown', WORD_CHARS),
    content: messageText(raw),
    ...(spoken === null ? {} : { spoken: shortText(spoken, MESSAGE_CHARS) }),
    timestamp: time(raw['timestamp']),
    messageId: messageId && shortText(messageId, WORD_CHARS),
  };
}
