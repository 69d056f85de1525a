import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
  ConversationId,
} from '../../core/conversation/conversation.ts';
import type { Learned, Part } from '../../protocol/events.ts';
import type { ReadMode } from '../../protocol/requests.ts';
import type { Call } from '../../synap/wire/endpoints.ts';
import type { Rank } from '../outbound/request-queue.ts';
import type { CachePath } from './answer-cache.ts';
import type { ProfileContext } from '../profile/profile-context.ts';

/** Pure rules of how long an answer holds and what makes it outdated. */

/** "No summary yet" may change with any run, so it is remembered only shortly. */
const NO_SUMMARY_TTL_MS = 30_000;

export type ReadAnswer = Answer<CompactionStatus | CompactedSummary | ContextForPrompt | null>;

export interface ReadQuestion {
  conversationId: ConversationId;
  part: Part;
  mode: ReadMode;
  rank: Rank;
  /** Null: the active profile. */
  profileId: string | null;
}

export function callOf(conversationId: ConversationId, part: Part): Call<'status' | 'summary' | 'prompt'> {
  if (part.kind === 'status') return { name: 'status', conversationId };
  if (part.kind === 'prompt') return { name: 'prompt', conversationId, style: part.style };
  return { name: 'summary', conversationId, format: part.format, version: part.version };
}

export function partName(part: Part): string {
  if (part.kind === 'status') return 'status';
  return part.kind === 'summary' ? `summary:${part.format}:${part.version ?? 'latest'}` : `prompt:${part.style}`;
}

export function conversationPath(context: ProfileContext, conversationId: ConversationId): CachePath {
  return [context.profile.id, context.key.keyId, conversationId];
}

const TELLING: Record<Part['kind'], string> = { status: 'state', summary: 'context', prompt: 'recentMessages' };

/** Are these a part's data? Those of a spoilt record, or of a shape from before an update, are not. */
export function fits(kind: Part['kind'], data: unknown): boolean {
  if (data === null) return kind === 'summary';
  if (typeof data !== 'object' || !(TELLING[kind] in (data as object))) return false;
  // These are compared with those of the next answer.
  const { version = null, latestVersion = null } = data as Record<string, unknown>;
  return [version, latestVersion].every((number) => number === null || typeof number === 'number');
}

/** A pinned version always goes to the cloud. */
export function isCacheable(part: Part): boolean {
  return part.kind !== 'summary' || part.version === null;
}

/** The cache rule: `ttl_seconds` of the answer when shorter than the setting; a run in progress never. */
export function withExpiry<T extends ReadAnswer>(learned: { kind: Part['kind']; answer: T }, ttlSeconds: number): T {
  return { ...learned.answer, meta: { ...learned.answer.meta, expiresAt: expiresAt(learned, ttlSeconds) } };
}

function expiresAt({ kind, answer }: { kind: Part['kind']; answer: ReadAnswer }, ttlSeconds: number): number {
  const { retrievedAt } = answer.meta;
  const data = answer.data;
  if (kind === 'summary' && data === null) return retrievedAt + Math.min(NO_SUMMARY_TTL_MS, ttlSeconds * 1000);
  if (data !== null && 'state' in data && data.state === 'in_progress') return retrievedAt;
  const own = data !== null && 'ttlSeconds' in data ? data.ttlSeconds : null;
  const seconds = own !== null && Number.isFinite(own) && own >= 0 ? Math.min(own, ttlSeconds) : ttlSeconds;
  return retrievedAt + seconds * 1000;
}

/** A newer compaction, a newer version or a finished run: what was cached before it holds no more. */
export function supersedes(next: CompactionStatus, before: CompactionStatus): boolean {
  if (next.compactionId !== before.compactionId) return true;
  if ((next.latestVersion ?? 0) > (before.latestVersion ?? 0)) return true;
  return before.state === 'in_progress' && next.state !== 'in_progress';
}

/** Does the status speak of a newer version than this summary (or of one where there was none)? */
export function outdates(status: CompactionStatus, summary: CompactedSummary | null): boolean {
  if (status.latestVersion === null) return false;
  return summary === null || (summary.version !== null && summary.version < status.latestVersion);
}

/** The event for an answer; the part says what the answer's data is. */
export function learnedOf(part: Part, answer: ReadAnswer): Learned {
  if (part.kind === 'status') return { kind: 'status', answer: answer as Answer<CompactionStatus> };
  if (part.kind === 'prompt') return { ...part, answer: answer as Answer<ContextForPrompt> };
  return { ...part, answer: answer as Answer<CompactedSummary | null> };
}
