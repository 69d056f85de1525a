import * as v from 'valibot';
import { Refusal, json, type Answer } from '../answer.ts';
import type { Conversation } from '../conversation.ts';
import { balanceOf, spendCredits, type KeyRecord } from '../keys.ts';
import { renderSummary } from '../render.ts';
import type { World } from '../world.ts';
import { conversationId, findConversation, readJson, type Call } from './call.ts';
import { ageSeconds } from './reading.ts';

const TOKENS_PER_CREDIT = 1000;
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
const messageBody = v.object({ conversation_id: conversationId, ...messageFields });
const batchBody = v.object({
  conversation_id: v.exactOptional(conversationId),
  messages: v.pipe(
    v.array(v.object({ conversation_id: v.exactOptional(conversationId), ...messageFields })),
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
  chargeFor(conversation, key);
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
  const { conversation_id: id, role, content } = readJson(call, messageBody);
  const [messageId] = call.world.record(id, [{ role, content }], call.key.instanceId);
  return json({ message_id: messageId, conversation_id: id, recorded_at: call.world.stamp(call.world.now()) });
}

/** POST /v1/conversations/messages/batch: one conversation for all, or one with each message. */
export function recordBatch(call: Call): Answer {
  const batch = readJson(call, batchBody);
  const placed = batch.messages.map(({ conversation_id: own, ...message }) => ({
    id: own ?? batch.conversation_id,
    message,
  }));
  const recorded = placed.map(({ id }, index) => id ?? missingId(index));
  const ids = placed.flatMap(({ message }, index) =>
    call.world.record(recorded[index] ?? '', [message], call.key.instanceId),
  );
  return json({ message_ids: ids, recorded_count: ids.length });
}

function missingId(index: number): never {
  const location = ['body', 'messages', index, 'conversation_id'];
  throw new Refusal({ status: 422, code: 'missing', message: 'Field required', location }, 'detail-list');
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
    const nothing = { compaction_id: null, status: 'none', trigger_type: 'manual_api', initiated_at: initiated };
    return json({ ...nothing, conversation_id: conversation.id, estimated_completion_seconds: null });
  }
  const extra = { token_count: conversation.tokens, threshold_tokens: thresholdTokens };
  const message = `The conversation has ${conversation.tokens} tokens, fewer than the ${thresholdTokens} that a compaction needs; use force`;
  throw new Refusal({ status: 400, code: 'BELOW_THRESHOLD', message, extra }, 'error-code');
}

/** One credit per thousand tokens begun; the same key pays for a run that fails. */
function chargeFor(conversation: Conversation, key: KeyRecord): void {
  const credits = Math.max(1, Math.ceil(conversation.tokens / TOKENS_PER_CREDIT));
  const balance = balanceOf(key);
  if (balance >= credits) {
    spendCredits(key, credits);
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
