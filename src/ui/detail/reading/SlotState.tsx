import type { ComponentChildren } from 'preact';
import { queuedText } from '../../facts/queue-texts.ts';
import { refreshFailedText } from '../../facts/error-facts.ts';
import { useApp, useNow } from '../../model/app.ts';
import type { Cut } from '../../../core/conversation/conversation.ts';
import { CutNote } from '../../components/notices/CutNote.tsx';
import { ErrorNote } from '../../components/notices/ErrorNote.tsx';
import type { Slot } from '../../model/slots/slot.ts';
import { t } from '../../format/i18n.ts';
import { Skeleton } from './Skeleton.tsx';

interface SlotStateProps<T extends { cut: Cut[] } | null> {
  slot: Slot<T>;
  onRetry: () => void;
  /** Renders the answer's data once there is one. */
  children: (data: T) => ComponentChildren;
}

/** The frame around a part: waiting, failed, or loaded; the last answer stays visible under an error. */
export function SlotState<T extends { cut: Cut[] } | null>({ slot, onRetry, children }: SlotStateProps<T>) {
  // An earlier version's answer must not appear under the new version's name while that is loading.
  const now = useNow();
  const shown = slot.superseded && !slot.error ? null : slot.answer;
  return (
    <>
      <Waiting until={slot.queuedUntil} />
      {slot.error ? <ErrorNote error={slot.error} onRetry={onRetry} note={refreshFailedText(slot, now)} /> : null}
      {shown && slot.superseded ? <p class="note tone-warn">{t('outdatedAnswer')}</p> : null}
      <CutNote cut={shown?.data?.cut} />
      {shown ? children(shown.data) : slot.error ? null : <Skeleton cards={3} />}
    </>
  );
}

function Waiting({ until }: { until: number | null }) {
  const { store } = useApp();
  const text = queuedText(until, store.budget.value, useNow());
  return text === null ? null : <p class="note tone-mute">{text}</p>;
}
