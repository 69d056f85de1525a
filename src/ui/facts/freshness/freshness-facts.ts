import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
} from '../../../core/conversation/conversation.ts';
import { ageMs, freshness, ourTime, type Freshness } from '../../../core/conversation/freshness.ts';
import { estimateTokens } from '../../../core/conversation/savings.ts';

export interface SummaryFreshness {
  /** `none`: there is no summary that could be stale or fresh, or none is known. */
  kind: Freshness | 'none';
  /** Messages recorded after the summary's cut-off; null if Synap did not say. */
  newer: number | null;
  /** `is_stale` as Synap sent it. */
  said: boolean | null;
  ageMs: number | null;
  /** When the first of the newer messages was recorded, by our clock; null unless all of them are held. */
  newerSince: number | null;
  /** Estimated tokens of the newer messages; null unless all of them are held. */
  newerTokens: number | null;
}

interface Held {
  status: Answer<CompactionStatus> | null;
  summary: Answer<CompactedSummary | null> | null;
  prompt: Answer<ContextForPrompt> | null;
}

/** `now` is our clock's, in epoch milliseconds. */
export function freshnessOf({ status, summary, prompt }: Held, now: number): SummaryFreshness {
  const inPrompt = prompt ? promptHasSummary(prompt.data) : null;
  const exists = inPrompt || Boolean(summary?.data) || (status !== null && hasSummary(status.data));
  // A status `none` outranks a context that was read before.
  if (!exists || status?.data.state === 'none') return { kind: 'none', said: null, ageMs: null, ...NO_NEWER };
  const age = summaryAgeMs({ status, summary, prompt }, now);
  // A context without a summary says nothing about the summary that the other answers know.
  if (!prompt || inPrompt === false) return { kind: 'unknown', said: null, ageMs: age, ...NO_NEWER };
  const { isStale, recentMessageCount } = prompt.data;
  return {
    kind: freshness({ isStale, newerMessages: recentMessageCount }),
    said: isStale,
    ageMs: age,
    ...newerMessages(prompt),
  };
}

/** True for a completed run, and for one in progress or failed that follows an earlier version. */
export function hasSummary(status: CompactionStatus): boolean {
  return status.state === 'completed' || (status.latestVersion ?? 0) > 0;
}

/**
 * Whether the context holds a summary. `available` does not tell: it is also true for a conversation that was never
 * compacted. Null where nothing tells.
 */
export function promptHasSummary(prompt: ContextForPrompt): boolean | null {
  const { compactionAgeSeconds, compactedMessageCount } = prompt;
  if (compactionAgeSeconds !== null || (compactedMessageCount ?? 0) > 0) return true;
  return compactedMessageCount === 0 || !prompt.available ? false : null;
}

const NO_NEWER = { newer: null, newerSince: null, newerTokens: null };

function newerMessages({ data, meta }: Answer<ContextForPrompt>): Pick<SummaryFreshness, keyof typeof NO_NEWER> {
  const { recentMessages, recentMessageCount: newer } = data;
  if (newer === null || newer === 0 || recentMessages.length !== newer) return { ...NO_NEWER, newer };
  const times = recentMessages.map(({ timestamp }) => timestamp).filter((time) => time !== null);
  return {
    newer,
    newerSince: times.length === newer ? ourTime(Math.min(...times), meta.serverSkewMs) : null,
    newerTokens: recentMessages.reduce((sum, { content }) => sum + estimateTokens(content), 0),
  };
}

/** The age that Synap reported plus the time since; else the time since the run ended, or the summary was made. */
function summaryAgeMs({ status, summary, prompt }: Held, now: number): number | null {
  const counted = prompt?.data.compactionAgeSeconds ?? null;
  if (prompt && counted !== null) return Math.max(0, counted * 1000 + now - prompt.meta.retrievedAt);
  if (status?.data.state === 'completed' && status.data.completedAt !== null) {
    return ageMs(status.data.completedAt, now, status.meta.serverSkewMs);
  }
  const made = summary?.data?.createdAt ?? null;
  return summary && made !== null ? ageMs(made, now, summary.meta.serverSkewMs) : null;
}
