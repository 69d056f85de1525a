import type { ComponentChildren } from 'preact';
import { useNow } from '../../model/app.ts';
import type { Cut } from '../../../core/conversation/conversation.ts';
import { CutNote } from '../../components/notices/CutNote.tsx';
import { ErrorNote } from '../../components/notices/ErrorNote.tsx';
import type { Slot } from '../../model/slot.ts';
import { t } from '../../format/i18n.ts';
import { countdownText } from '../../format/times.ts';
import { Skeleton } from './Skeleton.tsx';

interface SlotStateProps<T extends { cut: Cut[] } | null> {
  slot: Slot<T>;
  onRetry: () => void;
  /** Renders the answer's data once there is one. */
  children: (data: T) => ComponentChildren;
}

/** The frame around a part: waiting, failed, or loaded; the last answer stays visible under an error. */
export function SlotState<T extends { cut: Cut[] } | null>({ slot, onRetry, children }: SlotStateProps<T>) {
  // What is of an earlier version must not stand under the new one's name while that is loading.
  const shown = slot.superseded && !slot.error ? null : slot.answer;
  return (
    <>
      {slot.queuedUntil === null ? null : <Waiting until={slot.queuedUntil} />}
      {slot.error ? <ErrorNote error={slot.error} onRetry={onRetry} /> : null}
      {shown && slot.superseded ? <p class="note tone-warn">{t('outdatedAnswer')}</p> : null}
      <CutNote cut={shown?.data?.cut} />
      {shown ? children(shown.data) : slot.error ? null : <Skeleton cards={3} />}
    </>
  );
}

function Waiting({ until }: { until: number }) {
  const now = useNow();
  return <p class="note tone-mute">{t('waitingBudget', countdownText(until - now))}</p>;
}
