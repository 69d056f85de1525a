import { useEffect, useRef, useState } from 'preact/hooks';
import type { Strategy } from '../../core/conversation/conversation.ts';
import type { AppError } from '../../core/errors.ts';
import { useEscape } from '../components/basics/use-escape.ts';
import type { RunChoice } from '../facts/money/money-facts.ts';
import { t } from '../format/i18n.ts';
import { useApp } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { type Balance, Cost, useBalance, useCreditsUrl } from './CompactCost.tsx';
import { Failure } from './CompactFailure.tsx';
import { parseTargetTokens, StrategyChoice, TargetField } from './CompactFields.tsx';
import { CompactNow } from './CompactNow.tsx';
import { useCompaction } from './use-compaction.ts';
import './CompactDialog.css';

interface CompactDialogProps {
  model: ConversationModel;
  /** The active profile. The user confirms the one that was active when the dialog opened. */
  profileId: string;
  onClose: () => void;
}

/** Begins at the chosen strategy, where a browser would at the first. */
function open(dialog: HTMLDialogElement | null): void {
  dialog?.showModal();
  dialog?.querySelector<HTMLElement>(':checked')?.focus();
}

/** Confirms before sending, and sends once: a compaction costs credits. */
export function CompactDialog({ model, profileId, onClose }: CompactDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [strategy, setStrategy] = useState<Strategy>('balanced');
  const [target, setTarget] = useState('');
  const [force, setForce] = useState(false);
  const [tried, setTried] = useState(false);
  useEffect(() => open(dialog.current), []);
  // The focus returns only when the dialog is closed, not when it is just removed.
  const close = () => dialog.current?.close();
  const { sending, error, send, isOurs, dismiss } = useCompaction(model, profileId, close);
  const balance = useBalance();

  const targetTokens = parseTargetTokens(target);
  const submit = (forced = force) => {
    setTried(true);
    if (sending || balance.isEmpty || targetTokens === 'wrong') return;
    void send({ strategy, targetTokens, force: forced });
  };
  // A compaction that is being sent cannot be taken back.
  const stay = (event: Event) => sending && event.preventDefault();
  useEscape(() => !sending && close());
  const onSubmit = (event: Event) => {
    event.preventDefault();
    submit();
  };
  // A run is there already: nothing is left to choose.
  const done = error?.kind === 'conflict';
  return (
    <dialog ref={dialog} class="compact-dialog" aria-labelledby="compact-title" onClose={onClose} onCancel={stay}>
      <form onSubmit={onSubmit} noValidate>
        <div class="compact-body">
          <Head id={model.id} />
          {done ? null : (
            <>
              <CompactNow model={model} />
              <StrategyChoice strategy={strategy} onChange={setStrategy} />
              <div class="compact-options">
                <TargetField text={target} wrong={tried && targetTokens === 'wrong'} onChange={setTarget} />
                <label class="compact-check">
                  <input type="checkbox" checked={force} onChange={(event) => setForce(event.currentTarget.checked)} />
                  <span>
                    {t('forceLabel')} <span class="mut">{t('forceHint')}</span>
                  </span>
                </label>
              </div>
            </>
          )}
          {error ? <Failure model={model} error={error} isOurs={isOurs} onDismiss={dismiss} onSend={submit} /> : null}
        </div>
        <Foot
          model={model}
          choice={{ strategy, targetTokens: targetTokens === 'wrong' ? null : targetTokens }}
          sending={sending}
          done={done}
          error={error}
          balance={balance}
          onClose={close}
        />
      </form>
    </dialog>
  );
}

function Head({ id }: { id: string }) {
  return (
    <div class="compact-head">
      <h2 id="compact-title">{t('compactTitle')}</h2>
      <span class="mono mut ellipsis" title={id}>
        {id}
      </span>
    </div>
  );
}

interface FootProps {
  model: ConversationModel;
  choice: RunChoice;
  sending: boolean;
  /** Nothing is left to send. */
  done: boolean;
  error: AppError | null;
  balance: Balance;
  onClose: () => void;
}

/** Shows the cost and the buttons, which are always in sight. */
function Foot({ model, choice, sending, done, error, balance, onClose }: FootProps) {
  const off = sending || balance.isEmpty;
  return (
    <div class="compact-foot">
      {done ? null : <Cost model={model} choice={choice} balance={balance} />}
      <div class="row wrap compact-buttons">
        <span role="status" class="mut grow">
          {sending ? t('compactOnItsWay') : ''}
        </span>
        <button type="button" class="btn" disabled={sending} onClick={onClose}>
          {done ? t('close') : t('cancel')}
        </button>
        {balance.isEmpty && !done ? <GetCredits error={error} balance={balance} /> : null}
        {done ? null : (
          <button
            type="submit"
            class={balance.isEmpty ? 'btn' : 'btn primary'}
            aria-disabled={off}
            aria-busy={sending}
            title={balance.isEmpty ? t('balanceNone') : undefined}
          >
            {sending ? t('compactSending') : t('compactSend')}
          </button>
        )}
      </div>
    </div>
  );
}

/** Shows the link to buy credits, if Synap sent one, and reloads the balance for a user who bought some. */
function GetCredits({ error, balance }: Pick<FootProps, 'error' | 'balance'>) {
  const { shell } = useApp();
  const url = useCreditsUrl(error);
  return (
    <>
      <button type="button" class={url ? 'btn' : 'btn primary'} onClick={() => void balance.load()}>
        {t('balanceAgain')}
      </button>
      {url ? (
        <button type="button" class="btn primary" onClick={() => shell.openLink(url)}>
          {t('actionCredits')}
        </button>
      ) : null}
    </>
  );
}
