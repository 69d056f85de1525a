import { Refusal, json, type Answer } from '../answer.ts';
import type { Conversation, Version } from '../conversation.ts';
import { FORMATS, promptText, renderSummary, type Format } from '../render.ts';
import type { Item, Message } from '../script.ts';
import type { World } from '../world.ts';
import { findConversation, invalid, readChoice, type Call } from './call.ts';

const STYLES = ['structured', 'narrative', 'bullet_points'] as const;
/** Below this the summary comes with a warning. */
const WARNING_SCORE = 0.6;

/** GET /v1/conversations/{id}/compaction/status */
export function compactionStatus(call: Call, id: string): Answer {
  const conversation = findConversation(call, id);
  const { world } = call;
  const run = conversation.latestRun;
  if (run === undefined) return json({ conversation_id: conversation.id, status: statusWord(conversation, 'none') });
  const version = conversation.latestVersion;
  const done = run.state === 'completed' && version !== undefined;
  return json({
    conversation_id: conversation.id,
    status: statusWord(conversation, run.state),
    compaction_id: run.compactionId,
    completed_at: done ? world.stamp(run.endsAt) : null,
    compression_ratio: done ? ratioOf(version) : null,
    validation_score: run.state === 'in_progress' ? null : run.validationScore,
    estimated_completion_seconds: run.state === 'in_progress' ? world.settings.estimateSeconds : null,
    error_message: run.state === 'failed' ? run.errorMessage : null,
    latest_version: version?.version ?? null,
    latest_created_at: world.stamp(run.startedAt),
  });
}

/** GET /v1/conversations/{id}/compacted?format=F[&version=N] */
export function compacted(call: Call, id: string): Answer {
  const format = readChoice(call, 'format', FORMATS, 'structured');
  const wanted = readVersion(call);
  const conversation = findConversation(call, id);
  const version = wanted === null ? conversation.latestVersion : conversation.versions[wanted - 1];
  if (version === undefined) {
    const message =
      wanted === null ? 'No compacted context for this conversation yet' : `There is no version ${wanted}`;
    throw new Refusal({ status: 404, code: 'NO_COMPACTION', message }, 'detail');
  }
  const { spelling } = conversation;
  const { summary, run } = version;
  return json({
    [spelling.contextField]: renderSummary(summary.content, format, version.version),
    conversation_id: conversation.id,
    version: version.version,
    created_at: call.world.stamp(version.createdAt),
    original_token_count: summary.originalTokens,
    compacted_token_count: summary.compactedTokens,
    compression_ratio: ratioOf(version),
    strategy_used: run.strategy,
    compaction_id: run.compactionId,
    validation_score: run.validationScore,
    validation_passed: true,
    facts: itemsOf(conversation, summary.content.facts),
    decisions: itemsOf(conversation, summary.content.decisions),
    preferences: itemsOf(conversation, summary.content.preferences),
    current_state: summary.content.state,
    quality_warning: spelling.qualityWarning === 'text' ? run.qualityWarning : hasWarning(version),
    warnings: run.warnings,
    ...(spelling.ttlSeconds === null ? {} : { ttl_seconds: spelling.ttlSeconds }),
  });
}

/** GET /v1/conversations/{id}/context-for-prompt?style=S */
export function contextForPrompt(call: Call, id: string): Answer {
  const style = readChoice(call, 'style', STYLES, 'structured');
  const conversation = findConversation(call, id);
  const { world } = call;
  const version = conversation.latestVersion;
  const recent = conversation.recentMessages;
  const total = conversation.messages.length;
  const text = promptTextOf(conversation, style);
  return json({
    formatted_context: text,
    available: text !== null,
    is_stale: version !== undefined && recent.length > 0,
    compression_ratio: version === undefined ? null : ratioOf(version),
    validation_score: version?.run.validationScore ?? null,
    compaction_age_seconds: version === undefined ? null : ageSeconds(version.createdAt, world.now()),
    quality_warning: version !== undefined && hasWarning(version),
    recent_messages: recent.map((message) => recentMessage(message, world)),
    recent_message_count: recent.length,
    compacted_message_count: total - recent.length,
    total_message_count: total,
  });
}

/** The summary and the recent messages together, or as the conversation's spelling has it. */
function promptTextOf({ latestVersion, recentMessages, spelling }: Conversation, style: Format): string | null {
  const summary =
    latestVersion === undefined ? null : renderSummary(latestVersion.summary.content, style, latestVersion.version);
  switch (spelling.promptText) {
    case 'whole':
      return promptText(summary, recentMessages);
    case 'summary-alone':
      return summary;
    case 'lacks-newest':
      return promptText(summary, recentMessages.slice(0, -1));
  }
}

export function ageSeconds(since: number, now: number): number {
  return Math.max(0, Math.floor((now - since) / 1000));
}

/** Compacted ÷ original, to four digits. */
function ratioOf({ summary }: Version): number {
  if (summary.originalTokens === 0) return 1;
  return Number((summary.compactedTokens / summary.originalTokens).toFixed(4));
}

function statusWord(conversation: Conversation, state: string): string {
  return conversation.spelling.statusWord ?? state;
}

function hasWarning({ run }: Version): boolean {
  return run.qualityWarning !== null || (run.validationScore ?? 1) < WARNING_SCORE;
}

function readVersion(call: Call): number | null {
  const given = call.query.get('version');
  if (given === null) return null;
  if (!/^[1-9]\d{0,8}$/.test(given))
    throw invalid('Input should be an integer greater than 0', ['query', 'version'], 'int_parsing');
  return Number(given);
}

/** Strings as in the reference, or objects as in the clients. */
function itemsOf({ spelling }: Conversation, items: readonly Item[]): unknown[] {
  if (spelling.items === 'strings') return items.map(({ content }) => content);
  return items.map(({ content, confidence, subject, evidence }) => ({
    content,
    confidence,
    ...(subject === null ? {} : { subject }),
    ...(evidence.length === 0 ? {} : { source_message_ids: evidence }),
  }));
}

function recentMessage(message: Message, world: World): Record<string, string> {
  const { role, content, timestamp, messageId } = message;
  return { role, content, timestamp: world.stamp(timestamp), message_id: messageId };
}
