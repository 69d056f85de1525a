import { useEffect, useRef, useState } from 'preact/hooks';
import { type CreditBalance, EXPECTED_KEPT, STRATEGIES, type Strategy } from '../core/conversation.ts';
import type { AppError, Outcome } from '../core/errors.ts';
import { useApp } from './app.ts';
import { parseTargetTokens } from './compact-input.ts';
import type { ConversationModel } from './conversation-model.ts';
import { ErrorNote } from './ErrorNote.tsx';
import { percent } from './numbers.ts';
import { t, type TextKey } from './text.ts';
import './CompactDialog.css';

interface CompactDialogProps {
  model: ConversationModel;
  /** The active profile: what it was as the dialog opened is what is confirmed. */
  profileId: string;
  onClose: () => void;
}

const HINTS: Readonly<Record<Strategy, TextKey>> = {
  aggressive: 'strategyAggressive',
  balanced: 'strategyBalanced',
  conservative: 'strategyConservative',
  adaptive: 'strategyAdaptive',
};

/** Asks before it sends, and sends once: a compaction costs credits. */
export function CompactDialog({ model, profileId: active, onClose }: CompactDialogProps) {
  const { store } = useApp();
  const [profileId] = useState(active);
  const [era] = useState(store.era.value);
  const dialog = useRef<HTMLDialogElement>(null);
  const [strategy, setStrategy] = useState<Strategy>('balanced');
  const [target, setTarget] = useState('');
  const [force, setForce] = useState(false);
  const [sending, setSending] = useState(false);
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => dialog.current?.showModal(), []);
  // Only a dialog that was closed, not just removed, gives the focus back.
  const close = () => dialog.current?.close();
  // Another profile or key has other credits: it is confirmed anew. How a compaction ended that was sent is said all the same.
  const over = era !== store.era.value && !sending && !error;
  useEffect(() => (over ? close() : undefined), [over]);

  const targetTokens = parseTargetTokens(target);
  const wrong = tried && targetTokens === 'wrong';
  const send = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (sending || targetTokens === 'wrong') return;
    setSending(true);
    setError(null);
    const outcome = await store.backend.ask('compact', { profileId, conversationId: model.id, strategy, targetTokens, force });
    setSending(false);
    // Whether it was started or found running, its state is news.
    if (outcome.ok || outcome.error.kind === 'conflict') void model.load({ kind: 'status' }, 'fresh');
    if (outcome.ok) close();
    else setError(outcome.error);
  };
  const done = error?.kind === 'conflict';
  return (
    <dialog ref={dialog} class="compact-dialog" aria-labelledby="compact-title" onClose={onClose}>
      <form onSubmit={(event) => void send(event)} noValidate>
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
        {error ? <ErrorNote error={error} onRetry={() => setError(null)} /> : null}
        <div class="row compact-buttons">
          <button type="button" class="btn" onClick={close}>
            {done ? t('close') : t('cancel')}
          </button>
          {done ? null : (
            <button type="submit" class="btn primary" aria-disabled={sending} aria-busy={sending}>
              {sending ? t('compactSending') : t('compactSend')}
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}

function TargetField({ text, wrong, onChange }: { text: string; wrong: boolean; onChange: (text: string) => void }) {
  return (
    <label class="compact-field">
      <span>{t('targetTokens')}</span>
      <input
        class="field"
        inputMode="numeric"
        autocomplete="off"
        value={text}
        placeholder={t('targetPlaceholder')}
        aria-invalid={wrong}
        aria-describedby="compact-target-hint"
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {/* By the key another element: only what is new is read out as an alert. */}
      <span key={wrong ? 'wrong' : 'hint'} id="compact-target-hint" class={wrong ? 'compact-wrong' : 'mut'} role={wrong ? 'alert' : undefined}>
        {wrong ? t('targetWrong') : t('targetHint')}
      </span>
    </label>
  );
}

function StrategyChoice({ strategy, onChange }: { strategy: Strategy; onChange: (strategy: Strategy) => void }) {
  return (
    <fieldset class="compact-strategies">
      <legend>{t('runStrategy')}</legend>
      {STRATEGIES.map((value) => {
        const kept = EXPECTED_KEPT[value];
        return (
          <label key={value} class="compact-check">
            <input type="radio" name="strategy" value={value} checked={value === strategy} onChange={() => onChange(value)} />
            <span>
              {value} <span class="mut">{kept === null ? t(HINTS[value]) : `${t('strategyKeeps', percent(kept))} ${t(HINTS[value])}`}</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

/** That it costs, and what there is to pay with. */
function Cost() {
  const { store } = useApp();
  const [balance, setBalance] = useState<Outcome<CreditBalance> | null>(null);
  const load = async () => {
    setBalance(null);
    const outcome = await store.backend.ask('balance', {});
    setBalance(outcome.ok ? { ok: true, value: outcome.value.data } : outcome);
  };
  useEffect(() => void load(), []);
  const low = balance?.ok && (balance.value.warningLow || balance.value.balanceCredits <= 0);
  return (
    <div class={`note ${low ? 'tone-warn' : 'tone-mute'} compact-cost`}>
      <div class="grow">
        <strong>{t('compactCosts')}</strong>{' '}
        <span role="status">
          {balance === null ? t('balanceAsking') : null}
          {balance?.ok ? t('balanceIs', balance.value.balanceCredits.toLocaleString('en')) : null}
          {low ? ` ${t('balanceLow')}` : null}
        </span>
        {balance && !balance.ok ? (
          <>
            <p>{t('balanceUnknown')}</p>
            <ErrorNote error={balance.error} onRetry={() => void load()} compact />
          </>
        ) : null}
      </div>
    </div>
  );
}
