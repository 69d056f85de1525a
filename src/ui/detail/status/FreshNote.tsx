import { PROMPT } from '../../../core/conversation/part.ts';
import { freshnessSentences } from '../../facts/fact-texts.ts';
import type { SummaryFreshness } from '../../facts/conversation-facts.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { t } from '../../format/i18n.ts';

interface FreshNoteProps {
  model: ConversationModel;
  freshness: SummaryFreshness;
  onPrompt: () => void;
}

const TONES = { stale: 'warn', fresh: 'ok', unknown: 'mute' } as const;
const TITLES = { stale: 'freshStale', fresh: 'freshFresh', unknown: 'freshUnknown' } as const;

/** Whether the summary still reflects the conversation, and why. */
export function FreshNote({ model, freshness, onPrompt }: FreshNoteProps) {
  const { answer, loading } = model.slot(PROMPT).value;
  // Before Synap's answer, the age alone would often say "stale", only to be corrected.
  if (!answer && loading) return <p class="note tone-mute">{t('freshAsking')}</p>;
  const { state, newerMessages } = freshness;
  return (
    <div class={`note fresh-note tone-${TONES[state]}`}>
      <strong>{t(TITLES[state])}</strong>
      <div class="grow">
        <span>{freshnessSentences(freshness).join(' ') || t('freshNoFacts')}</span>
        {state === 'stale' && (newerMessages ?? 0) > 0 ? (
          <>
            {' '}
            <button type="button" class="fresh-note-link" onClick={onPrompt}>
              {t('freshSeePrompt')}
            </button>
          </>
        ) : null}
      </div>
    </div>
  );
}
