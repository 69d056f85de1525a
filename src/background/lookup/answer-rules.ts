import type { Answer, ConversationId } from '../../core/conversation/conversation.ts';
import { partKey, type AnyPartData, type Part, type PartKind } from '../../core/conversation/part.ts';
import type { ProfileContext } from '../profile/profile-context.ts';
import type { CachePath } from './answer-cache.ts';

/** Pure rules for where an answer is cached and how long it is valid. */

/** "No summary yet" may change with any run, and an unknown status word (`queued`) may mean one: kept only briefly. */
const UNSTABLE_TTL_MS = 30_000;

export type AnyAnswer = Answer<AnyPartData>;

export function conversationPath(context: ProfileContext, conversationId: ConversationId): CachePath {
  return [context.profile.id, context.key.keyId, conversationId];
}

export function answerPath(context: ProfileContext, conversationId: ConversationId, part: Part): CachePath {
  return [...conversationPath(context, conversationId), partKey(part)];
}

/** Data without this field does not belong to the part. */
const REQUIRED_FIELD: Record<PartKind, string> = { status: 'state', summary: 'context', prompt: 'recentMessages' };

/** Whether stored data has the shape of its part. A corrupt record, or one from an older version, may not. */
export function hasShapeOf(kind: PartKind, data: unknown): boolean {
  if (data === null) return kind === 'summary';
  if (typeof data !== 'object' || !(REQUIRED_FIELD[kind] in (data as object))) return false;
  // These are compared with those of the next answer.
  const { version, latestVersion, latestCreatedAt, completedAt } = data as Record<string, unknown>;
  return [version, latestVersion, latestCreatedAt, completedAt].every((number) => typeof (number ?? 0) === 'number');
}

/** A pinned version always goes to the cloud. */
export function isCacheable(part: Part): boolean {
  return part.kind !== 'summary' || part.version === null;
}

/** The cache rule: the answer's `ttl_seconds` if shorter than the setting; a run in progress is never cached. */
export function withExpiry<A extends AnyAnswer>(kind: PartKind, answer: A, ttlSeconds: number): A {
  return { ...answer, meta: { ...answer.meta, expiresAt: expiresAt(kind, answer, ttlSeconds) } };
}

function expiresAt(kind: PartKind, { data, meta: { retrievedAt } }: AnyAnswer, ttlSeconds: number): number {
  const state = data !== null && 'state' in data ? data.state : null;
  if (state === 'in_progress') return retrievedAt;
  if ((kind === 'summary' && data === null) || state === 'unknown') {
    return retrievedAt + Math.min(UNSTABLE_TTL_MS, ttlSeconds * 1000);
  }
  const own = data !== null && 'ttlSeconds' in data ? data.ttlSeconds : null;
  const seconds = own !== null && Number.isFinite(own) && own >= 0 ? Math.min(own, ttlSeconds) : ttlSeconds;
  return retrievedAt + seconds * 1000;
}
