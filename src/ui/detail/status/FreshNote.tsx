import { PROMPT } from '../../../core/conversation/part.ts';
import { errorInShort } from '../../facts/error-facts.ts';
import type { SummaryFreshness } from '../../facts/freshness/freshness-facts.ts';
import { FRESHNESS_TONES, freshnessSentences, freshnessWord } from '../../facts/freshness/freshness-texts.ts';
import { useNow } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import type { TabProps } from '../reading/detail-view.ts';
import { joined, t } from '../../format/i18n.ts';

interface FreshNoteProps {
  model: ConversationModel;
  freshness: SummaryFreshness;
  onTab: TabProps['onTab'];
}

/** Whether the summary still reflects the conversation, and why; nothing without a summary. */
export function FreshNote({ model, freshness, onTab }: FreshNoteProps) {
  const now = useNow();
  const { loading, error } = model.slot(PROMPT).value;
  const { kind, newer } = freshness;
  if (kind === 'none') return null;
  if (kind === 'unknown' && loading) return <p class="note tone-mute">{t('freshAsking')}</p>;
  const isRead = kind === 'stale' && (newer ?? 0) > 0;
  const sentences = [
    ...(kind === 'unknown' && error ? [t('freshFailed', errorInShort(error))] : []),
    ...freshnessSentences(freshness, now),
    ...(isRead ? [t('freshInFull')] : []),
  ];
  return (
    <div class={`note fresh-note tone-${FRESHNESS_TONES[kind]}`}>
      <strong>{freshnessWord(freshness)}</strong>
      <div class="grow">
        <span>{joined('sentences', sentences) || t('freshNoFacts')}</span>
        {isRead ? (
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
