import { STATUS } from '../../core/conversation/part.ts';
import { UNSURE_ENDS, type AppError, type ErrorKind } from '../../core/errors.ts';
import { ErrorNote } from '../components/notices/ErrorNote.tsx';
import { errorMessage } from '../format/error-messages.ts';
import { t } from '../format/i18n.ts';
import { statusAppearance } from '../format/status-appearance.ts';
import { useNow } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { dataStatus } from '../model/slots/slot.ts';

/** Also when the worker stopped before it could answer. */
export const UNSURE: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  ...UNSURE_ENDS,
  'worker-gone',
  'outdated',
  'cancelled',
]);
/** The usual note of these errors retries by itself, which a compaction must not. */
const BY_ITSELF: ReadonlySet<ErrorKind> = new Set<ErrorKind>(['rate-limited', 'offline']);

interface FailureProps {
  model: ConversationModel;
  error: AppError;
  /** The profile under which it was sent is still the active one. */
  isOurs: boolean;
  onDismiss: () => void;
  onSend: (force?: boolean) => void;
}

/** Why it failed; if the run may have begun nevertheless, what to check before sending again. */
export function Failure({ model, error, isOurs, onDismiss, onSend }: FailureProps) {
  // A compaction is never retried automatically.
  const message = errorMessage(error, useNow(), false);
  if (error.kind === 'too-short') {
    const action = { label: t('compactAnyway'), kind: 'retry' } as const;
    return <ErrorNote error={error} instead={{ ...message, action }} onRetry={() => onSend(true)} />;
  }
  // Cancelled because the profile changed: it was not sent.
  if (!UNSURE.has(error.kind) || (error.kind === 'cancelled' && !isOurs)) {
    const again = BY_ITSELF.has(error.kind) || !isOurs ? onDismiss : () => onSend();
    return <ErrorNote error={error} instead={message} onRetry={again} />;
  }
  // Unlike a read, it was sent only once.
  const why = error.kind === 'unavailable' ? { why: t('errorUnavailableOnce', error.status) } : {};
  const action = { label: t('compactCheck'), kind: 'retry' } as const;
  const instead = { ...message, ...why, next: t('compactUnsure'), action: isOurs ? action : null };
  return (
    <>
      <ErrorNote error={error} instead={instead} onRetry={() => void model.load(STATUS, 'fresh')} />
      {isOurs ? <StatusNow model={model} /> : null}
    </>
  );
}

function StatusNow({ model }: { model: ConversationModel }) {
  const slot = model.slot(STATUS).value;
  // A status that could not be read again does not show whether the compaction began.
  const status = dataStatus(slot);
  return (
    <p role="status">
      {slot.loading || !status ? t('detailAsking') : t('detailStateNow', statusAppearance(status).label)}
    </p>
  );
}
