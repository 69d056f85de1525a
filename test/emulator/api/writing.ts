import * as v from 'valibot';
import { Refusal, json, type Answer } from '../answer.ts';
import type { Conversation } from '../conversation.ts';
import { balanceOf } from '../keys.ts';
import { renderSummary } from '../render.ts';
import { hexFrom, uuidFrom } from '../seed.ts';
import { priceOf } from '../tokens.ts';
import type { World } from '../world.ts';
import { conversationId, findConversation, readJson, type Call } from './call.ts';
import { ageSeconds } from './reading.ts';

const BATCH_LIMIT = 100;

const compactBody = v.object({
  conversation_id: conversationId,
  force: v.exactOptional(v.boolean(), false),
  strategy: v.exactOptional(v.nullable(v.picklist(['aggressive', 'balanced', 'conservative', 'adaptive']))),
  target_tokens: v.exactOptional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))),
});

const messageFields = {
  role: v.picklist(['user', 'assistant', 'system', 'tool']),
  content: v.pipe(v.string(), v.minLength(1, 'String should have at least 1 character')),
};
const messageBody = v.object({
  conversation_id: conversationId,
  ...messageFields,
  user_id: v.exactOptional(v.nullable(v.string())),
});
/** Each message is judged by itself. */
const batchBody = v.object({
  conversation_id: v.exactOptional(v.nullable(conversationId)),
  messages: v.pipe(
    v.array(v.looseObject({})),
    v.minLength(1, 'List should have at least 1 item'),
    v.maxLength(BATCH_LIMIT, `List should have at most ${BATCH_LIMIT} items`),
  ),
});

/** POST /v1/conversations/compact */
export function compact(call: Call): Answer {
  const wish = readJson(call, compactBody);
  const { world, key } = call;
  const conversation = findConversation(call, wish.conversation_id);
  refuseWhileRunning(conversation);
  if (!wish.force && conversation.tokens < world.settings.thresholdTokens) return belowThreshold(conversation, world);
  chargeFor(conversation, call);
  const previous = previousOf(conversation, world);
  const run = world.startRun(
    conversation.id,
    { strategy: wish.strategy ?? 'adaptive', targetTokens: wish.target_tokens ?? null },
    key.instanceId,
  );
  return json({
    compaction_id: run.compactionId,
    conversation_id: conversation.id,
    status: 'in_progress',
    trigger_type: 'manual_api',
    initiated_at: world.stamp(run.startedAt),
    estimated_completion_seconds: world.settings.estimateSeconds,
    ...previous,
  });
}

/** POST /v1/conversations/messages */
export function recordMessage(call: Call): Answer {
  return json(recorded(call, readJson(call, messageBody)));
}

/** POST /v1/conversations/messages/batch: one conversation for all, or one with each message. */
export function recordBatch(call: Call): Answer {
  const batch = readJson(call, batchBody);
  const shared = batch.conversation_id ? { conversation_id: batch.conversation_id } : {};
  const results = batch.messages.map((message) => {
    const parsed = v.safeParse(messageBody, { ...shared, ...message });
    if (parsed.success) return recorded(call, parsed.output);
    const [issue] = parsed.issues;
    return { error: `${v.getDotPath(issue) ?? 'message'}: ${issue.message}` };
  });
  const failed = results.filter((result) => 'error' in result).length;
  return json({ total: results.length, succeeded: results.length - failed, failed, results });
}

function recorded({ world, key }: Call, message: v.InferOutput<typeof messageBody>) {
  const { conversation_id: id, role, content, user_id: userId } = message;
  const [messageId] = world.record(id, [{ role, content }], key.instanceId);
  const conversation = world.conversation(id, key.instanceId);
  if (conversation !== undefined) conversation.userId ??= userId ?? null;
  return {
    message_id: messageId,
    conversation_id: id,
    session_id: uuidFrom(`${id} session`),
    recorded_at: world.stamp(world.now()),
  };
}

function refuseWhileRunning({ latestRun }: Conversation): void {
  if (latestRun?.state !== 'in_progress') return;
  const extra = { compaction_id: latestRun.compactionId };
  const message = 'A compaction is already in progress for this conversation';
  throw new Refusal({ status: 409, code: 'COMPACTION_IN_PROGRESS', message, extra }, 'detail-object');
}

/** No document says what happens here: either answer can be had, and neither costs anything. */
function belowThreshold(conversation: Conversation, world: World): Answer {
  const { thresholdTokens, belowThreshold: manner } = world.settings;
  if (manner === 'none') {
    const initiated = world.stamp(world.now());
    // Synap's clients need a string.
    const compactionId = `cmp_${hexFrom(`${conversation.id} nothing`, 10)}`;
    const nothing = {
      compaction_id: compactionId,
      status: 'none',
      trigger_type: 'manual_api',
      initiated_at: initiated,
    };
    return json({ ...nothing, conversation_id: conversation.id, estimated_completion_seconds: null });
  }
  const extra = { token_count: conversation.tokens, threshold_tokens: thresholdTokens };
  const message = `The conversation has ${conversation.tokens} tokens, fewer than the ${thresholdTokens} that a compaction needs; use force`;
  throw new Refusal({ status: 400, code: 'BELOW_THRESHOLD', message, extra }, 'error-code');
}

/** The same key pays for a run that fails. */
function chargeFor(conversation: Conversation, { key, world }: Call): void {
  const credits = priceOf(conversation.tokens);
  const balance = balanceOf(key);
  if (balance >= credits) {
    world.charge(key, credits);
    return;
  }
  const extra = {
    balance_credits: balance,
    minimum_required_credits: credits,
    recovery_url: 'https://synap.maximem.ai/billing',
    redeem_url: 'https://synap.maximem.ai/redeem',
  };
  const message = `Insufficient credits: ${balance} left, ${credits} required`;
  throw new Refusal({ status: 402, code: 'INSUFFICIENT_CREDITS', message, extra }, 'detail-object');
}

function previousOf(conversation: Conversation, world: World): Record<string, unknown> {
  const version = conversation.latestVersion;
  if (version === undefined) return {};
  return {
    previous_context: {
      formatted_context: renderSummary(version.summary.content, 'structured', version.version),
      version: version.version,
      compacted_token_count: version.summary.compactedTokens,
    },
    previous_context_age_seconds: ageSeconds(version.createdAt, world.now()),
    previous_compaction_id: version.run.compactionId,
  };
}
