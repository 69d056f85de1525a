import { useRef } from 'preact/hooks';
import type { CompactionStatus } from '../../../core/conversation/conversation.ts';
import { useApp, useNow } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { t } from '../../format/i18n.ts';
import { countdownText, durationText } from '../../format/times.ts';
import { learnEstimate, runProgress, type RunEstimate, type RunProgress } from '../../model/run-estimate.ts';

/** A run in progress against its estimate; when it takes longer, it says so and claims nothing. */
export function RunningNote({ model, status }: { model: ConversationModel; status: CompactionStatus }) {
  const { store } = useApp();
  const now = useNow();
  const known = useRef<RunEstimate | null>(null);
  const meta = model.status.value.answer?.meta;
  if (!meta) return null;
  known.current = learnEstimate(known.current, status, meta);
  const progress = runProgress(known.current, now);
  const usual = store.overview.value?.typicalRunSeconds ?? null;
  const gaveUp = store.overview.value?.watches.some(
    (watch) => watch.conversationId === model.id && watch.state === 'gave-up',
  );
  return (
    <section class={`card running-note ${progress.over ? 'over' : ''}`}>
      <h2>{t('runningTitle')}</h2>
      <p class="row wrap">
        <strong>{t('runningFor', countdownText(progress.ranMs))}</strong>
        <span class="mut">{leftText(progress)}</span>
        {usual === null ? null : <span class="mut">{t('runningUsual', durationText(usual * 1000))}</span>}
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

export function leftText({ leftMs, over }: RunProgress): string {
  if (over) return t('runningOver');
  return leftMs === null ? t('runningNoEstimate') : t('runningLeft', countdownText(leftMs));
}
