import * as v from 'valibot';
import { json, type Answer } from '../answer.ts';
import type { Conversation } from '../conversation.ts';
import { renderSummary } from '../render.ts';
import type { World } from '../world.ts';
import { readJson, type Call } from './call.ts';

const MAX_CONVERSATIONS = 20;
const DEFAULT_CONVERSATIONS = 5;

const fetchBody = v.object({
  user_id: v.pipe(v.string(), v.minLength(1, 'String should have at least 1 character')),
  context_mode: v.literal('conversation-summary', "Input should be 'conversation-summary'"),
  last_n_conversations: v.exactOptional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_CONVERSATIONS))),
  ),
});

/** POST /v1/context/user/fetch: the conversations of one user, the newest first. An unknown user has none. */
export function fetchUser(call: Call): Answer {
  const wish = readJson(call, fetchBody);
  const { world, key } = call;
  const all = world
    .conversations(key.instanceId)
    .filter(({ userId }) => userId !== null && userId === wish.user_id)
    .sort((one, other) => lastMessageAt(other) - lastMessageAt(one));
  const conversations = all.slice(0, wish.last_n_conversations ?? DEFAULT_CONVERSATIONS);
  return json({
    user_id: wish.user_id,
    conversations: conversations.map((conversation) => summaryOf(conversation, world)),
    profile: all.length === 0 ? null : { user_id: wish.user_id, conversation_count: all.length },
  });
}

function summaryOf(conversation: Conversation, world: World): Record<string, unknown> {
  const { latestVersion, latestRun, messages } = conversation;
  const first = messages[0];
  const ended = messages.length === 0 ? null : world.stamp(lastMessageAt(conversation));
  return {
    conversation_id: conversation.id,
    external_conversation_id: null,
    conversation_type: 'chat',
    started_at: first === undefined ? null : world.stamp(first.timestamp),
    ended_at: null,
    last_message_at: ended,
    message_count: messages.length,
    summary_status: latestVersion === undefined ? (latestRun?.state === 'failed' ? 'failed' : 'pending') : 'available',
    summary:
      latestVersion === undefined
        ? null
        : renderSummary(latestVersion.summary.content, 'narrative', latestVersion.version),
    classification: null,
    analysis: null,
    compaction_version: latestVersion?.version ?? null,
    compacted_at: latestVersion === undefined ? null : world.stamp(latestVersion.createdAt),
  };
}

function lastMessageAt({ messages }: Conversation): number {
  return messages.at(-1)?.timestamp ?? 0;
}
