import type { ConversationId } from '../core/conversation/conversation.ts';
import { lacksKey } from '../ui/model/active-profile.ts';
import { useApp } from '../ui/model/app.ts';
import { EmptyState } from '../ui/components/basics/EmptyState.tsx';
import { KeyPrompt } from '../ui/components/notices/KeyPrompt.tsx';
import { SafeText } from '../ui/components/basics/SafeText.tsx';
import { t } from '../ui/format/i18n.ts';
import type { InspectorTarget } from './inspector-target.ts';

interface StartPageProps {
  target: Exclude<InspectorTarget, { kind: 'one' }>;
  onPick: (id: ConversationId) => void;
}

/** Without a conversation: the reason, and how to get to one. */
export function StartPage({ target, onPick }: StartPageProps) {
  const { store } = useApp();
  const overview = store.overview.value;
  return (
    <div class="inspector-start">
      <Why target={target} onPick={onPick} />
      {overview && lacksKey(overview) ? <KeyPrompt /> : null}
    </div>
  );
}

function Why({ target, onPick }: StartPageProps) {
  switch (target.kind) {
    case 'start':
      return <EmptyState title={t('startTitle')} body={<Help />} />;
    case 'nothing-selected':
      return (
        <EmptyState
          title={t('startNoneTitle')}
          body={
            <>
              <p>{t('startNoneBody')}</p>
              <Help />
            </>
          }
        />
      );
    case 'invalid':
      return (
        <div role="alert">
          <EmptyState
            title={t('startInvalidTitle')}
            body={
              <>
                <p class="mono">
                  <SafeText text={target.text.slice(0, 200)} />
                </p>
                <p>{t('startInvalidBody')}</p>
              </>
            }
          />
        </div>
      );
    case 'choice':
      return (
        <EmptyState
          title={t('startChoiceTitle')}
          body={t('startChoiceBody')}
          actions={
            <ul class="inspector-choices">
              {target.ids.map((id) => (
                <li key={id}>
                  <button type="button" class="btn mono" onClick={() => onPick(id)}>
                    {id}
                  </button>
                </li>
              ))}
            </ul>
          }
        />
      );
  }
}

function Help() {
  return (
    <ul class="inspector-help">
      <li>{t('startHelpPaste')}</li>
      <li>{t('startHelpMenu')}</li>
      <li>{t('startHelpPanel')}</li>
      <li>{t('startHelpOmnibox')}</li>
    </ul>
  );
}
