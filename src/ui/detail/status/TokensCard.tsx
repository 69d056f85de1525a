import type { Savings } from '../../../core/conversation/savings.ts';
import { useApp } from '../../model/app.ts';
import { formatTokens } from '../../format/numbers.ts';
import { t } from '../../format/i18n.ts';
import type { ConversationFacts } from '../../facts/conversation-facts.ts';
import { keptText } from '../../facts/fact-texts.ts';

interface TokensCardProps {
  facts: ConversationFacts;
  loading: boolean;
}

/** Tokens original → compacted, as numbers, as a bar and in words. */
export function TokensCard({ facts: { savings, earlierVersion }, loading }: TokensCardProps) {
  const { store } = useApp();
  const price = store.overview.value?.settings.pricePerMillionTokens ?? 0;
  const { original, compacted, keptRatio } = savings;
  const share = keptRatio === null ? 0 : Math.min(1, keptRatio);
  return (
    <section class="card tokens-card">
      <h2>{earlierVersion === null ? t('tokensTitle') : t('tokensOfVersion', earlierVersion)}</h2>
      <p class="big">
        {original !== null && compacted !== null
          ? `${formatTokens(original)} → ${formatTokens(compacted)}`
          : loading
            ? '…'
            : t('tokensUnknown')}
      </p>
      <div class="track" aria-hidden="true">
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <p>
        {keptText(savings) ?? (loading ? ' ' : t('ratioUnknown'))} <span class="mut">{savedText(savings, price)}</span>
      </p>
    </section>
  );
}

/** `21,141 tokens, ≈ $0.063 a turn at $3 per million`. */
export function savedText({ savedTokens }: Savings, price: number): string {
  if (savedTokens === null || savedTokens === 0) return '';
  const count = formatTokens(Math.abs(savedTokens));
  if (savedTokens < 0) return t('tokensAdded', count);
  if (price <= 0) return t('tokensSaved', count);
  return t('tokensSavedPrice', count, formatDollars((savedTokens * price) / 1_000_000), `$${price}`);
}

/** `$0.063`, `$12.40`: two significant digits below one dollar, cents above. */
export function formatDollars(amount: number): string {
  if (amount === 0) return '$0';
  const sign = amount < 0 ? '−' : '';
  const size = Math.abs(amount);
  if (size < 0.0001) return `${sign}<$0.0001`;
  if (size >= 1) return `${sign}$${size.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  return `${sign}$${Number(size.toPrecision(2))}`;
}
