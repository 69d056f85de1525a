import { heldAnswers } from '../../facts/conversation-facts.ts';
import { sdkLagUntil } from '../../facts/freshness/sdk-lag.ts';
import { t } from '../../format/i18n.ts';
import { clockTime, countdownText } from '../../format/times.ts';
import { useNow } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';

/** Until when an app's SDK may still serve what was there before the latest run. */
export function SdkLag({ model }: { model: ConversationModel }) {
  const now = useNow();
  const until = sdkLagUntil(heldAnswers(model).status, now);
  if (until === null) return null;
  const body = t('lagBody', clockTime(until, now), countdownText(until - now));
  return (
    <p class="note tone-mute sdk-lag" title={body}>
      <span>
        <strong>{t('lagTitle')}</strong> {body}
      </span>
    </p>
  );
}
