import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
} from '../../core/conversation/conversation.ts';
import {
  isMadeBefore,
  isNewer,
  isSummaryAhead,
  isSummaryBehind,
  learnRun,
  learnSummary,
  MAX_LAG_MS,
  runNews,
  type KnownRun,
} from '../../core/conversation/run-order.ts';
import { pathKey, type CachePath } from './answer-cache.ts';

/** How an answer relates to what is known: older, the same, or newer, so that the cached answer is out of date. */
export type Standing = 'old' | 'current' | 'news';

/**
 * The latest run known of each conversation. In-memory state that may be lost with the worker: what the cached status
 * tells takes its place.
 */
export interface KnownRuns {
  /** `path` is the conversation's; `held` its cached status. */
  get(path: CachePath, held: Answer<CompactionStatus> | null): KnownRun | null;
  hearStatus(path: CachePath, held: Answer<CompactionStatus> | null, told: CompactionStatus): Standing;
  hearSummary(path: CachePath, held: Answer<CompactionStatus> | null, told: CompactedSummary | null): Standing;
  hearPrompt(path: CachePath, held: Answer<CompactionStatus> | null, told: Answer<ContextForPrompt>): Standing;
  /** A run was begun, or found in progress. */
  begin(path: CachePath, run: KnownRun): void;
  clear(): void;
}

const MAX_KNOWN = 500;

interface Known {
  run: KnownRun;
  /** When an answer last told it, in epoch ms. */
  toldAt: number;
}

export function createKnownRuns(now: () => number): KnownRuns {
  const runs = new Map<string, Known>();
  const find = (path: CachePath, held: Answer<CompactionStatus> | null): Known | null =>
    runs.get(pathKey(path)) ?? (held && { run: learnRun(null, held.data), toldAt: held.meta.retrievedAt });
  const note = (path: CachePath, run: KnownRun) => {
    const key = pathKey(path);
    runs.delete(key);
    runs.set(key, { run, toldAt: now() });
    const [oldest] = runs.keys();
    if (runs.size > MAX_KNOWN && oldest !== undefined) runs.delete(oldest);
  };
  const mayLag = ({ toldAt }: Known) => Math.abs(now() - toldAt) < MAX_LAG_MS;
  return {
    get: (path, held) => find(path, held)?.run ?? null,
    hearStatus: (path, held, told) => {
      const known = find(path, held);
      const isOld = known !== null && runNews(known.run, told) === 'older';
      if (isOld && mayLag(known)) return 'old';
      note(path, learnRun(isOld ? null : (known?.run ?? null), told));
      return known !== null && (isOld || isNewer(known.run, told)) ? 'news' : 'current';
    },
    hearSummary: (path, held, told) => {
      const known = find(path, held);
      if (known === null) return 'current';
      if (isSummaryBehind(known.run, told)) return mayLag(known) ? 'old' : 'current';
      if (told === null || !isSummaryAhead(known.run, told)) return 'current';
      note(path, learnSummary(known.run, told));
      return 'news';
    },
    hearPrompt: (path, held, { data, meta }) => {
      const known = find(path, held);
      if (known === null || data.compactionAgeSeconds === null) return 'current';
      const compactedAt = meta.retrievedAt + meta.serverSkewMs - data.compactionAgeSeconds * 1000;
      return isMadeBefore(known.run, compactedAt) && mayLag(known) ? 'old' : 'current';
    },
    begin: note,
    clear: () => runs.clear(),
  };
}
