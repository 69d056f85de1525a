import type { Answer, CompactionStatus, ContextForPrompt } from '../../../core/conversation/conversation.ts';
import { ageMs, freshness, type FreshnessReason } from '../../../core/conversation/freshness.ts';
import { useNow } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { t, tn } from '../../format/i18n.ts';
import { durationText } from '../../format/times.ts';
import type { TabName } from '../DetailTabs.tsx';

interface FreshNoteProps {
  model: ConversationModel;
  status: CompactionStatus;
  onTab: (tab: TabName) => void;
}

/** Is the summary still what the conversation says, and why (not). */
export function FreshNote({ model, status, onTab }: FreshNoteProps) {
  const now = useNow();
  const slot = model.prompt('structured').value;
  const skew = model.status.value.answer?.meta.serverSkewMs ?? 0;
  const age = summaryAgeMs(status, slot.answer, now, skew);
  const prompt = slot.answer?.data ?? null;
  const { state, reasons } = freshness({
    isStale: prompt?.isStale ?? null,
    newerMessages: prompt?.available ? prompt.recentMessageCount : null,
    ageMs: age,
  });
  // Until Synap has answered, age alone would often say "stale" and then take it back.
  if (!prompt && slot.loading) return <p class="note tone-mute">{t('freshAsking')}</p>;
  const stale = state === 'stale';
  return (
    <div class={`note fresh-note ${stale ? 'tone-warn' : state === 'fresh' ? 'tone-ok' : 'tone-mute'}`}>
      <strong>{stale ? t('freshStale') : state === 'fresh' ? t('freshFresh') : t('freshUnknown')}</strong>
      <div class="grow">
        <span>{reasonsText(reasons, age) || t('freshNoFacts')}</span>
        {stale && (prompt?.recentMessageCount ?? 0) > 0 ? (
          <>
            {' '}
            <button type="button" class="fresh-note-link" onClick={() => onTab('prompt')}>
              {t('freshSeePrompt')}
            </button>
          </>
        ) : null}
      </div>
    </div>
  );
}

/** The age Synap counted, and what has passed since; else by when the run ended. */
export function summaryAgeMs(
  status: CompactionStatus,
  prompt: Answer<ContextForPrompt> | null,
  now: number,
  skewMs: number,
): number | null {
  const counted = prompt?.data.compactionAgeSeconds ?? null;
  if (prompt && counted !== null) return Math.max(0, counted * 1000 + now - prompt.meta.retrievedAt);
  return status.state === 'completed' && status.completedAt !== null ? ageMs(status.completedAt, now, skewMs) : null;
}

export function reasonsText(reasons: FreshnessReason[], age: number | null): string {
  const sentences: string[] = [];
  for (const reason of reasons) {
    if (reason.kind === 'newer-messages') sentences.push(`${tn('newerMessages', reason.count)}.`);
    if (reason.kind === 'said') sentences.push(reason.stale ? t('freshSaidStale') : t('freshSaidFresh'));
    if (reason.kind === 'old') sentences.push(t('freshOld', durationText(reason.ageMs)));
  }
  if (age !== null && !reasons.some((reason) => reason.kind === 'old'))
    sentences.push(t('freshAge', durationText(age)));
  return sentences.join(' ');
}
