import { useRef, useState } from 'preact/hooks';
import { ErrorNote } from '../../../components/notices/ErrorNote.tsx';
import { queuedText } from '../../../facts/queue-texts.ts';
import { t, tn } from '../../../format/i18n.ts';
import { useApp, useNow } from '../../../model/app.ts';
import type { ConversationModel } from '../../../model/conversation-model.ts';
import { versionPart } from '../../../model/versions/read-versions.ts';
import { useReading } from '../../../model/versions/use-reading.ts';

interface CheckVersionsProps {
  model: ConversationModel;
  /** The versions that were not read, newest first. */
  unread: readonly number[];
}

/** Reads what was not read yet, so that every version says what it does with the pinned texts. */
export function CheckVersions({ model, unread }: CheckVersionsProps) {
  const root = useRef<HTMLDivElement>(null);
  const [isDone, setDone] = useState(false);
  const reading = useReading(model);
  const { progress } = reading;
  const slots = unread.map((version) => model.slot(versionPart(version)).value);
  const failed = slots.filter(({ error }) => error !== null);
  const [first] = failed;
  const start = () => {
    setDone(false);
    reading.start(unread, () => {
      // The button goes once all are read, and its focus would be lost.
      if (root.current?.contains(document.activeElement)) root.current.focus();
      setDone(true);
    });
  };
  if (unread.length === 0 && progress === null && !isDone) return null;
  return (
    <div class="pin-check" ref={root} tabIndex={-1}>
      {progress === null && first?.error ? (
        <ErrorNote error={first.error} onRetry={start} compact note={tn('pinsNotRead', failed.length)} />
      ) : null}
      <div class="row wrap">
        {progress !== null ? (
          <>
            <button type="button" class="btn" onClick={reading.stop}>
              {t('cancel')}
            </button>
            <Progress {...progress} queuedUntil={slots.find(({ queuedUntil }) => queuedUntil)?.queuedUntil ?? null} />
          </>
        ) : unread.length > 0 ? (
          <>
            <button type="button" class="btn" onClick={start}>
              {t('pinsCheckAll')}
            </button>
            {failed.length === 0 ? <span class="mut">{tn('pinsUnread', unread.length)}</span> : null}
          </>
        ) : null}
        <span class="mut" role="status">
          {isDone && progress === null && unread.length === 0 ? t('pinsAllRead') : ''}
        </span>
      </div>
    </div>
  );
}

function Progress({ done, of, queuedUntil }: { done: number; of: number; queuedUntil: number | null }) {
  const { store } = useApp();
  const text = t('pinsRead', done, of);
  const queued = queuedText(queuedUntil, store.budget.value, useNow());
  return (
    <div class="grow pin-check-progress">
      <span class="mut">{text}</span> {queued === null ? null : <span class="mut">{queued}</span>}
      <div
        class="track thin"
        role="progressbar"
        aria-label={t('pinsReading')}
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={done}
        aria-valuetext={text}
      >
        <span style={{ width: `${(100 * done) / of}%` }} />
      </div>
    </div>
  );
}
