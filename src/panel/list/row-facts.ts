/** The facts that a row shows about its conversation: pure, from the answers held. */
import type { CompactionState, CompactionStatus } from '../../core/conversation/conversation.ts';
import type { ErrorKind } from '../../core/errors.ts';
import { ourTime } from '../../core/conversation/freshness.ts';
import { errorInShort } from '../../ui/facts/error-facts.ts';
import { isGone, refreshFailed, type Slot } from '../../ui/model/slots/slot.ts';
import type { RunProgress } from '../../ui/model/slots/run-estimate.ts';
import { percent } from '../../ui/format/numbers.ts';
import { t, type TextKey } from '../../ui/format/i18n.ts';
import { countdownText, passedText } from '../../ui/format/times.ts';

/**
 * The filter chip under which a conversation is counted. `unknown`: Synap does not know it, or its status is a word that
 * this version does not know. `error`: the lookup failed.
 */
export const CATEGORIES = [
  'in_progress',
  'completed',
  'none',
  'failed',
  'unknown',
  'error',
  'not_looked_up',
] as const satisfies (CompactionState | 'error' | 'not_looked_up')[];
export type Category = (typeof CATEGORIES)[number];

/** The last good answer, even if a refresh failed; null once Synap says that it has no such conversation. */
export function statusOf(slot: Slot<CompactionStatus>): CompactionStatus | null {
  return isGone(slot) ? null : (slot.answer?.data ?? null);
}

export function categoryOf(slot: Slot<CompactionStatus>): Category {
  const status = statusOf(slot);
  if (status) return status.state;
  if (!slot.error) return 'not_looked_up';
  return isGone(slot) ? 'unknown' : 'error';
}

/** Whether a request was made: answered, failed, or still on its way. */
export function wasAsked(slot: Slot<CompactionStatus>): boolean {
  return slot.answer !== null || slot.error !== null || slot.loading || slot.queuedUntil !== null;
}

const TEMPORARY: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'rate-limited',
  'offline',
  'cancelled',
  'key-refused',
  'no-credits',
]);

/**
 * Whether no automatic lookup is needed. A temporary error says nothing about the conversation, so it does not count.
 */
export function isSettled(slot: Slot<CompactionStatus>): boolean {
  const { error, loading, queuedUntil } = slot;
  const isTemporary = error !== null && TEMPORARY.has(error.kind) && !loading && queuedUntil === null;
  return wasAsked(slot) && !isTemporary;
}

/** When the conversation's compaction last changed, by our clock. */
export function lastChange(slot: Slot<CompactionStatus>): number | null {
  if (!slot.answer || isGone(slot)) return null;
  const { data, meta } = slot.answer;
  const at = data.state === 'in_progress' ? data.latestCreatedAt : (data.completedAt ?? data.latestCreatedAt);
  return at === null ? null : ourTime(at, meta.serverSkewMs);
}

const STATE_FACT: Record<Exclude<CompactionState, 'in_progress' | 'unknown'>, TextKey> = {
  none: 'panelFactNever',
  completed: 'panelFactCompleted',
  failed: 'panelFactFailed',
};

/** Why the last refresh failed, if an older answer is still shown; null if it did not fail. */
export function refreshFailure(slot: Slot<CompactionStatus>): string | null {
  const failed = refreshFailed(slot);
  return failed && t('panelRefreshFailed', errorInShort(failed.error));
}

/** The most important fact at a glance; while a refresh runs or after one that failed, the last answer's. */
export function rowFact(slot: Slot<CompactionStatus>, keptRatio: number | null, run: RunProgress | null): string {
  const status = statusOf(slot);
  if (!status) return factWithoutAnswer(slot);
  if (status.state === 'in_progress') return runFact(run);
  if (status.state === 'unknown') return status.statusWord;
  if (status.state === 'completed' && keptRatio !== null) return t('lineKept', percent(keptRatio));
  return t(STATE_FACT[status.state]);
}

function factWithoutAnswer({ queuedUntil, error, loading }: Slot<CompactionStatus>): string {
  if (queuedUntil !== null) return t('panelFactQueued');
  if (error) return errorInShort(error);
  return t(loading ? 'panelFactLoading' : 'panelFactNotAsked');
}

function runFact(run: RunProgress | null): string {
  if (!run) return t('panelFactRunning');
  if (run.leftMs !== null) return t('panelFactLeft', countdownText(run.leftMs));
  return t('panelFactRunningFor', passedText(run.ranMs));
}

const MINUTE_MS = 60_000;

/** `~58 s`, `~2 min`: what is left of a run, where there is room for little. */
export function shortRunFact(run: RunProgress | null): string {
  const leftMs = run?.leftMs ?? null;
  if (leftMs === null) return t('panelFactRunning');
  const isLong = leftMs > 1.5 * MINUTE_MS;
  return t('panelFactAbout', countdownText(isLong ? Math.ceil(leftMs / MINUTE_MS) * MINUTE_MS : leftMs));
}
