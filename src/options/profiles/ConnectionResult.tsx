import { CircleCheck } from 'lucide';
import type { Outcome } from '../../core/errors.ts';
import type { RequestOutput } from '../../protocol/requests.ts';
import { ErrorNote } from '../../ui/components/notices/ErrorNote.tsx';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { SafeText } from '../../ui/components/basics/SafeText.tsx';
import { t, tn } from '../../ui/format/i18n.ts';
import { durationText } from '../../ui/format/times.ts';
import { wordsHere } from './words-here.ts';

interface Props {
  tested: Outcome<RequestOutput<'test-connection'>>;
  onRetry: () => void;
}

/** The key's owner and balance, or why they could not be read. */
export function ConnectionResult({ tested, onRetry }: Props) {
  if (!tested.ok) return <ErrorNote error={tested.error} instead={wordsHere(tested.error)} onRetry={onRetry} />;
  const { whoami, balance, tookMs } = tested.value;
  return (
    <div class="opt-tested">
      <p class="note tone-ok" role="status">
        <Icon node={CircleCheck} />
        <span>
          {t('optionsTestWorks', durationText(tookMs))} {t('optionsTestNext')}
        </span>
      </p>
      <dl>
        <dt>{t('optionsClientId')}</dt>
        <dd class="mono">
          <SafeText text={whoami.clientId ?? t('optionsNotSaid')} />
        </dd>
        <dt>{t('optionsInstanceId')}</dt>
        <dd class="mono">
          <SafeText text={whoami.instanceId ?? t('optionsNotSaid')} />
        </dd>
        <dt>{t('optionsBalance')}</dt>
        <dd>
          {balance ? tn('creditsLeft', balance.balanceCredits) : t('optionsNoBalance')}{' '}
          {balance?.warningLow && <span class="chip tone-warn">{t('optionsLow')}</span>}
        </dd>
      </dl>
    </div>
  );
}
