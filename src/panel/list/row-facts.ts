/** The facts that a row shows about its conversation: pure, from the answers held. */
import type { CompactionState, CompactionStatus } from '../../core/conversation/conversation.ts';
import type { ErrorKind } from '../../core/errors.ts';
import { ourTime } from '../../core/conversation/freshness.ts';
import type { Slot } from '../../ui/model/slot.ts';
import type { RunProgress } from '../../ui/model/run-estimate.ts';
import { percent } from '../../ui/format/numbers.ts';
import { t, type TextKey } from '../../ui/format/i18n.ts';
import { countdownText, passedText } from '../../ui/format/times.ts';

/** The filter chip under which a conversation is counted. `unknown`: no state is known, for any reason. */
export const CATEGORIES = ['in_progress', 'completed', 'failed', 'none', 'unknown'] as const;
export type Category = (typeof CATEGORIES)[number];

/** The last good answer counts, even if a newer one failed. */
export function categoryOf(slot: Slot<CompactionStatus>): Category {
  return slot.answer?.data.state ?? 'unknown';
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
  if (!slot.answer) return null;
  const { data, meta } = slot.answer;
  const at = data.state === 'in_progress' ? data.latestCreatedAt : (data.completedAt ?? data.latestCreatedAt);
  return at === null ? null : ourTime(at, meta.serverSkewMs);
}

const STATE_FACT: Record<Exclude<CompactionState, 'in_progress' | 'unknown'>, TextKey> = {
  none: 'panelFactNever',
  completed: 'panelFactCompleted',
  failed: 'panelFactFailed',
};

/** The fact on the right: the most important one at a glance. */
export function rowFact(slot: Slot<CompactionStatus>, keptRatio: number | null, run: RunProgress | null): string {
  if (slot.queuedUntil !== null) return t('panelFactQueued');
  if (slot.error) return errorFact(slot.error.kind);
  if (!slot.answer) return t(slot.loading ? 'panelFactLoading' : 'panelFactNotAsked');
  const { data } = slot.answer;
  if (data.state === 'in_progress') return runFact(run);
  if (data.state === 'unknown') return data.statusWord;
  if (data.state === 'completed' && keptRatio !== null) return t('lineKept', percent(keptRatio));
  return t(STATE_FACT[data.state]);
}

function errorFact(kind: string): string {
  if (kind === 'unknown-conversation') return t('panelFactUnknownToSynap');
  if (kind === 'no-messages') return t('panelFactNoMessages');
  if (kind === 'rate-limited') return t('panelFactRateLimited');
  return t('panelFactError');
}

function runFact(run: RunProgress | null): string {
  if (!run) return t('panelFactRunning');
  if (run.leftMs !== null) return t('panelFactLeft', countdownText(run.leftMs));
  return t('panelFactRunningFor', passedText(run.ranMs));
}
