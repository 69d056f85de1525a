import type { CompactedSummary, CompactionStatus } from '../../../core/conversation/conversation.ts';
import { dollars } from '../../../core/conversation/estimates.ts';
import { savingsOf, type Savings, wholePercent } from '../../../core/conversation/savings.ts';
import { useApp } from '../../model/app.ts';
import { formatTokens } from '../../format/numbers.ts';
import { t } from '../../format/i18n.ts';
import { formatDollars } from './format-dollars.ts';
import { earlierVersion } from '../../facts/summary-facts.ts';

interface TokensCardProps {
  status: CompactionStatus;
  summary: CompactedSummary | null;
  loading: boolean;
}

/** Tokens original → compacted, as numbers, as a bar and in words. */
export function TokensCard({ status, summary, loading }: TokensCardProps) {
  const { store } = useApp();
  const price = store.overview.value?.settings.pricePerMillionTokens ?? 0;
  const savings = savingsOf(summary, status.compressionRatio);
  const { original, compacted, keptRatio } = savings;
  const earlier = earlierVersion(status, summary);
  const share = keptRatio === null ? 0 : Math.min(1, keptRatio);
  return (
    <section class="card tokens-card">
      <h2>{earlier === null ? t('tokensTitle') : t('tokensOfVersion', earlier)}</h2>
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

/** `kept 14 % (saved 86 %)`: the two always add up. */
export function keptText({ keptRatio }: Savings): string | null {
  if (keptRatio === null) return null;
  const kept = wholePercent(keptRatio);
  return kept > 100 ? t('keptMore', kept, kept - 100) : t('keptSaved', kept, 100 - kept);
}

/** `21,141 tokens, ≈ $0.063 a turn at $3 per million`. */
export function savedText({ savedTokens }: Savings, price: number): string {
  if (savedTokens === null || savedTokens === 0) return '';
  const count = formatTokens(Math.abs(savedTokens));
  if (savedTokens < 0) return t('tokensAdded', count);
  if (price <= 0) return t('tokensSaved', count);
  return t('tokensSavedPrice', count, formatDollars(dollars(savedTokens, price)), `$${price}`);
}
