import { heldAnswers } from '../../facts/conversation-facts.ts';
import { dollarsOf, turnTokens, type Prices, type TurnTokens } from '../../facts/money/money-facts.ts';
import { t, tn } from '../../format/i18n.ts';
import { aboutDollars, formatPrice } from '../../format/dollars.ts';
import { formatTokens } from '../../format/numbers.ts';
import { useApp } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { useRunPrice } from '../../model/money/run-price.ts';
import './MoneyCard.css';

interface MoneyCardProps {
  model: ConversationModel;
  /** Whether a run is what comes next, so that its price is worth a request. */
  isRunNext: boolean;
}

/** What a turn costs with and without the summary, and what a run would cost; nothing while no count is known. */
export function MoneyCard({ model, isRunNext }: MoneyCardProps) {
  const settings = useApp().store.overview.value?.settings ?? { pricePerMillionTokens: 0, pricePerCredit: 0 };
  const turn = turnTokens(heldAnswers(model));
  const credits = useRunPrice(isRunNext ? (turn?.without ?? null) : null);
  if (turn === null) return null;
  return (
    <section class="card money-card">
      <h2>{t('moneyTitle')}</h2>
      <dl
        title={
          settings.pricePerMillionTokens > 0
            ? t('tokensPriceHint', formatPrice(settings.pricePerMillionTokens))
            : undefined
        }
      >
        <Turn turn={turn} prices={settings} />
        {credits === null ? null : (
          <>
            <dt>{t('moneyRun')}</dt>
            <dd class="money-run" title={t('moneyRunHint', formatTokens(turn.without))}>
              {tn('moneyRunPrice', credits)}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Turn({ turn, prices }: { turn: TurnTokens; prices: Prices }) {
  // Synap counts the tokens of a run; those of messages are estimated.
  const isEstimate = turn.with === null || turn.newer > 0;
  const more = { prices, isEstimate };
  return (
    <>
      <Row label={t(turn.with === null ? 'moneyAll' : 'moneyWithout')} tokens={turn.without} {...more} />
      {turn.with === null ? null : <Row label={t('moneyWith')} tokens={turn.with} {...more} isStrong />}
      {turn.with !== null && turn.newer > 0 ? (
        <Row label={t('moneyNewer')} tokens={turn.newer} {...more} hint={t('moneyNewerHint')} />
      ) : null}
    </>
  );
}

interface RowProps {
  label: string;
  tokens: number;
  prices: Prices;
  isEstimate: boolean;
  isStrong?: boolean;
  hint?: string;
}

function Row({ label, tokens, prices, isEstimate, isStrong = false, hint }: RowProps) {
  const dollars = dollarsOf(tokens, prices);
  return (
    <>
      <dt class={hint === undefined ? undefined : 'money-part'} title={hint}>
        {label}
      </dt>
      <dd class={isStrong ? 'money-strong' : undefined}>
        <span>{tn(isEstimate ? 'tokensAbout' : 'tokensCounted', tokens)}</span>
        {dollars === null ? null : <span>{aboutDollars(dollars)}</span>}
      </dd>
    </>
  );
}
