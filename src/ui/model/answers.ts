import { batch, type Signal } from '@preact/signals';
import type { Answer, CompactedSummary, CompactionStatus } from '../../core/conversation/conversation.ts';
import { STATUS, type AnyPartData, type Part } from '../../core/conversation/part.ts';
import { hasNewSummary, isBehind, isOfLatest } from './slots/newer-version.ts';
import { learnEstimate, type RunEstimate } from './slots/run-estimate.ts';
import { isGone } from './slots/slot.ts';
import type { Slots } from './slots/slots.ts';

export type Put = (part: Part, answer: Answer<AnyPartData>) => void;

interface Answers {
  put: Put;
  /** Marks the answers about the latest version as possibly out of date. */
  supersede(): void;
  startOver(): void;
}

/**
 * Puts answers into their slots, and keeps apart which version they are of. `readStatus` is called when the status is
 * behind the latest summary, `reload` when what is shown may be: the worker tells of a version once, perhaps before the
 * status does.
 */
export function createAnswers(
  slots: Slots,
  run: Signal<RunEstimate | null>,
  { readStatus, reload }: { readStatus: () => void; reload: () => void },
): Answers {
  const status = slots.typed<'status'>(STATUS);
  /** The newest version whose status was requested. */
  let followed = 0;
  const follow = (summary: CompactedSummary | null) => {
    const version = summary?.version ?? 0;
    const { answer } = status.peek();
    if (!answer || version <= followed || !isBehind(answer.data, summary)) return;
    followed = version;
    readStatus();
  };
  return {
    put: (part, answer) =>
      batch(() => {
        const before = status.peek().answer;
        slots.of(part).put(answer);
        const after = status.peek().answer;
        if (part.kind === 'status') run.value = estimateOf(run.peek(), after);
        if (before && after && hasNewSummary(after.data, before.data)) {
          slots.supersedeLatest();
          reload();
        }
        if (part.kind === 'summary' && isOfLatest(part)) {
          follow(slots.typed<'summary'>(part).peek().answer?.data ?? null);
        }
      }),
    supersede: () => {
      const { answer } = status.peek();
      // A run in progress or a failed one has made no newer version.
      const hasNone = answer !== null && ['in_progress', 'failed'].includes(answer.data.state);
      if (!hasNone || isGone(status.peek())) slots.supersedeLatest();
    },
    startOver: () => {
      followed = 0;
    },
  };
}

/** The estimate of the current run, refined by each answer; null while none is known. */
function estimateOf(known: RunEstimate | null, answer: Answer<CompactionStatus> | null): RunEstimate | null {
  return answer?.data.state === 'in_progress' ? learnEstimate(known, answer.data, answer.meta) : null;
}
