import { useApp, useRunProgress } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { t } from '../../format/i18n.ts';
import { countdownText, durationText, passedText } from '../../format/times.ts';
import type { RunProgress } from '../../model/slots/run-estimate.ts';

/** A run in progress against its estimate; once it exceeds the estimate, no percentage is claimed. */
export function RunningNote({ model }: { model: ConversationModel }) {
  const { store } = useApp();
  const progress = useRunProgress(model);
  if (!progress) return null;
  const overview = store.overview.value;
  const usual = overview?.typicalRunSeconds ?? null;
  const gaveUp = overview?.watches.some((watch) => watch.conversationId === model.id && watch.state === 'gave-up');
  return (
    <section class={`card running-note ${progress.over ? 'over' : ''}`}>
      <h2>{t('runningTitle')}</h2>
      <p class="row wrap">
        <strong>{t('runningFor', passedText(progress.ranMs))}</strong>
        <span class="mut">
          {leftText(progress)}
          {usual === null ? '' : ` · ${t('runningUsual', durationText(usual * 1000))}`}
        </span>
      </p>
      <div
        class="track thin"
        role="progressbar"
        aria-label={t('runningTitle')}
        aria-valuetext={leftText(progress)}
        {...(progress.share === null || progress.over
          ? {}
          : { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': Math.round(progress.share * 100) })}
      >
        <span style={{ width: `${(progress.share ?? 0) * 100}%` }} />
      </div>
      {gaveUp ? <p role="status">{t('runningGaveUp')}</p> : null}
    </section>
  );
}

function leftText({ leftMs, over }: RunProgress): string {
  if (over) return t('runningOver');
  return leftMs === null ? t('runningNoEstimate') : t('runningLeft', countdownText(leftMs));
}
