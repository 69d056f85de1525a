import type { ComponentChildren } from 'preact';
import { useNow } from '../../model/app.ts';
import { ErrorNote } from '../../components/notices/ErrorNote.tsx';
import type { Slot } from '../../model/slot.ts';
import { t } from '../../format/i18n.ts';
import { countdownText } from '../../format/times.ts';
import { Skeleton } from './Skeleton.tsx';

interface SlotStateProps<T> {
  slot: Slot<T>;
  onRetry: () => void;
  /** Renders the answer's data once there is one. */
  children: (data: T) => ComponentChildren;
}

/** The frame around a part: waiting, failed, or loaded; the last answer stays visible under an error. */
export function SlotState<T>({ slot, onRetry, children }: SlotStateProps<T>) {
  return (
    <>
      {slot.queuedUntil === null ? null : <Waiting until={slot.queuedUntil} />}
      {slot.error ? <ErrorNote error={slot.error} onRetry={onRetry} /> : null}
      {slot.answer ? children(slot.answer.data) : slot.error ? null : <Skeleton cards={3} />}
    </>
  );
}

function Waiting({ until }: { until: number }) {
  const now = useNow();
  return <p class="note tone-mute">{t('waitingBudget', countdownText(until - now))}</p>;
}
