import type { AppError } from '../../../core/errors.ts';
import type { Savings } from '../../../core/conversation/savings.ts';
import { useApp } from '../../model/app.ts';
import { formatDollars, formatPrice } from '../../format/dollars.ts';
import { formatTokens } from '../../format/numbers.ts';
import { t, tn } from '../../format/i18n.ts';
import type { ConversationFacts } from '../../facts/conversation-facts.ts';
import { errorInShort } from '../../facts/error-facts.ts';
import { keptText } from '../../facts/fact-texts.ts';

interface TokensCardProps {
  facts: ConversationFacts;
  loading: boolean;
  /** Why the counts could not be loaded. */
  error: AppError | null;
}

/** Tokens original → compacted, as numbers, as a bar and in words. */
export function TokensCard({ facts: { savings, earlierVersion }, loading, error }: TokensCardProps) {
  const { store } = useApp();
  const price = store.overview.value?.settings.pricePerMillionTokens ?? 0;
  const { original, compacted, keptRatio } = savings;
  const counts =
    original === null || compacted === null ? null : t('fromTo', formatTokens(original), formatTokens(compacted));
  const share = keptRatio === null ? 0 : Math.min(1, keptRatio);
  return (
    <section class="card tokens-card">
      <h2>{earlierVersion === null ? t('tokensTitle') : t('tokensOfVersion', earlierVersion)}</h2>
      <p class="big">{counts ?? (loading ? '…' : '–')}</p>
      {counts === null && !loading ? (
        <p class="mut">{error ? t('errorTold', errorInShort(error)) : t('tokensUnknown')}</p>
      ) : null}
      <div class="track" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <p class="tokens-words">
        {keptText(savings) ?? (loading || error ? ' ' : t('ratioUnknown'))} <Saved savings={savings} price={price} />
      </p>
    </section>
  );
}

/** `21,141 fewer tokens, ≈ $0.063 per turn`, with the price in the hint. */
function Saved({ savings: { savedTokens }, price }: { savings: Savings; price: number }) {
  if (savedTokens === null || savedTokens === 0) return null;
  if (savedTokens < 0) return <span class="mut">{tn('tokensAdded', -savedTokens)}</span>;
  return (
    <>
      <span class="tokens-saved">{tn('tokensFewer', savedTokens)}</span>
      {price > 0 ? (
        <span class="tokens-saved" title={t('tokensPriceHint', formatPrice(price))}>
          {t('tokensPrice', formatDollars((savedTokens * price) / 1_000_000))}
        </span>
      ) : null}
    </>
  );
}
