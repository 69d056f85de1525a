import { STATUS } from '../../core/conversation/part.ts';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Strategy } from '../../core/conversation/conversation.ts';
import { UNSURE_ENDS, type AppError, type ErrorKind } from '../../core/errors.ts';
import type { RequestInput } from '../../protocol/requests.ts';
import { useApp, useNow } from '../model/app.ts';
import { Cost } from './CompactCost.tsx';
import { parseTargetTokens, StrategyChoice, TargetField } from './CompactFields.tsx';
import type { ConversationModel } from '../model/conversation-model.ts';
import { errorMessage } from '../format/error-messages.ts';
import { ErrorNote } from '../components/notices/ErrorNote.tsx';
import { dataStatus } from '../model/slot.ts';
import { statusAppearance } from '../format/status-appearance.ts';
import { t } from '../format/i18n.ts';
import './CompactDialog.css';

interface CompactDialogProps {
  model: ConversationModel;
  /** The active profile. The user confirms the one that was active when the dialog opened. */
  profileId: string;
  onClose: () => void;
}

/** Also when the worker stopped before it could answer. */
const UNSURE: ReadonlySet<ErrorKind> = new Set<ErrorKind>([...UNSURE_ENDS, 'worker-gone', 'outdated', 'cancelled']);

/** Confirms before sending, and sends once: a compaction costs credits. */
export function CompactDialog({ model, profileId, onClose }: CompactDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [strategy, setStrategy] = useState<Strategy>('balanced');
  const [target, setTarget] = useState('');
  const [force, setForce] = useState(false);
  const [tried, setTried] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  // The focus returns only when the dialog is closed, not when it is just removed.
  const close = () => dialog.current?.close();
  const { sending, error, send, isOurs, dismiss } = useCompaction(model, profileId, close);

  const targetTokens = parseTargetTokens(target);
  const wrong = tried && targetTokens === 'wrong';
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!sending && targetTokens !== 'wrong') void send({ strategy, targetTokens, force });
  };
  // A compaction that is being sent cannot be taken back.
  const stay = (event: Event) => sending && event.preventDefault();
  useEscape(() => !sending && close());
  return (
    <dialog ref={dialog} class="compact-dialog" aria-labelledby="compact-title" onClose={onClose} onCancel={stay}>
      <form onSubmit={submit} noValidate>
        <h2 id="compact-title">{t('compactTitle')}</h2>
        <p class="mono mut ellipsis">{model.id}</p>
        <StrategyChoice strategy={strategy} onChange={setStrategy} />
        <TargetField text={target} wrong={wrong} onChange={setTarget} />
        <label class="compact-check">
          <input type="checkbox" checked={force} onChange={(event) => setForce(event.currentTarget.checked)} />
          <span>
            {t('forceLabel')} <span class="mut">{t('forceHint')}</span>
          </span>
        </label>
        <Cost />
        {error ? <Failure model={model} error={error} isOurs={isOurs} onRetry={dismiss} /> : null}
        <Buttons sending={sending} done={error?.kind === 'conflict'} onClose={close} />
      </form>
    </dialog>
  );
}

/** Takes every Escape before DevTools, which listens at the document and would open its drawer. */
function useEscape(onEscape: () => void): void {
  const latest = useRef(onEscape);
  latest.current = onEscape;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      latest.current();
    };
    document.body.addEventListener('keydown', onKey, true);
    return () => document.body.removeEventListener('keydown', onKey, true);
  }, []);
}

type Choice = Pick<RequestInput<'compact'>, 'strategy' | 'targetTokens' | 'force'>;

/**
 * One compaction, under the profile and key that were active when the dialog opened: the user confirmed their credits.
 */
function useCompaction(model: ConversationModel, active: string, close: () => void) {
  const { store } = useApp();
  const [profileId] = useState(active);
  const [epoch] = useState(store.epoch.value);
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  // The dialog closes on another profile or key, unless it has a compaction's outcome to report.
  const over = epoch !== store.epoch.value && !sending && !error;
  useEffect(() => (over ? close() : undefined), [over]);
  /** Another profile's status would not be this conversation's. */
  const isOurs = () => store.overview.value?.activeProfileId === profileId;
  const send = async (choice: Choice) => {
    setSending(true);
    setError(null);
    const outcome = await store.backend.ask('compact', { profileId, conversationId: model.id, ...choice });
    setSending(false);
    // A run was started, found running, or may have begun: the status needs a refresh.
    const isNews = outcome.ok || outcome.error.kind === 'conflict' || UNSURE.has(outcome.error.kind);
    if (isNews && isOurs()) void model.load(STATUS, 'fresh');
    if (outcome.ok) close();
    else setError(outcome.error);
  };
  return { sending, error, send, isOurs: isOurs(), dismiss: () => setError(null) };
}

/** Why it failed; if the run may have begun nevertheless, what to check before sending again. */
function Failure({
  model,
  error,
  isOurs,
  onRetry,
}: {
  model: ConversationModel;
  error: AppError;
  isOurs: boolean;
  onRetry: () => void;
}) {
  // A compaction is never retried automatically.
  const message = errorMessage(error, useNow(), false);
  // Cancelled because the profile changed: it was not sent.
  if (!UNSURE.has(error.kind) || (error.kind === 'cancelled' && !isOurs))
    return <ErrorNote error={error} instead={message} onRetry={onRetry} />;
  const slot = model.slot(STATUS).value;
  // A status that could not be read again does not show whether the compaction began.
  const status = dataStatus(slot);
  // Unlike a read, it was sent only once.
  const why = error.kind === 'unavailable' ? { why: t('errorUnavailableOnce', error.status) } : {};
  const instead = { ...message, ...why, next: t('compactUnsure') };
  return (
    <>
      <ErrorNote error={error} instead={instead} onRetry={onRetry} />
      {isOurs ? (
        <p role="status">
          {slot.loading || !status ? t('detailAsking') : t('detailStateNow', statusAppearance(status).label)}
        </p>
      ) : null}
    </>
  );
}

/** `done`: nothing is left to send. */
function Buttons({ sending, done, onClose }: { sending: boolean; done: boolean; onClose: () => void }) {
  return (
    <div class="row wrap compact-buttons">
      <span role="status" class="mut grow">
        {sending ? t('compactOnItsWay') : ''}
      </span>
      <button type="button" class="btn" disabled={sending} onClick={onClose}>
        {done ? t('close') : t('cancel')}
      </button>
      {done ? null : (
        <button type="submit" class="btn primary" aria-disabled={sending} aria-busy={sending}>
          {sending ? t('compactSending') : t('compactSend')}
        </button>
      )}
    </div>
  );
}
