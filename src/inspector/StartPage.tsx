import type { ConversationId } from '../core/conversation/conversation.ts';
import { SELECTION_LIMIT_CHARS } from '../core/conversation/uuid.ts';
import type { ClickPlace } from '../core/discovery/click-place.ts';
import { shortText } from '../core/cut-text.ts';
import { UNSCANNABLE_REASONS } from '../core/errors.ts';
import { lacksKey } from '../ui/model/active-profile.ts';
import { useApp } from '../ui/model/app.ts';
import { EmptyState } from '../ui/components/basics/EmptyState.tsx';
import { KeyPrompt } from '../ui/components/notices/KeyPrompt.tsx';
import { SafeText } from '../ui/components/basics/SafeText.tsx';
import { scanWords } from '../ui/format/error-messages.ts';
import { formatTokens } from '../ui/format/numbers.ts';
import { joined, t, tn, type TextKey } from '../ui/format/i18n.ts';
import type { InspectorTarget } from './inspector-target.ts';

interface StartPageProps {
  target: Exclude<InspectorTarget, { kind: 'one' }>;
  /** The names that are known. */
  labels: ReadonlyMap<ConversationId, string>;
  onPick: (id: ConversationId) => void;
}

/** Without a conversation: the reason, and how to get to one. */
export function StartPage({ target, labels, onPick }: StartPageProps) {
  const { store } = useApp();
  const overview = store.overview.value;
  return (
    <div class="inspector-start">
      <Why target={target} labels={labels} onPick={onPick} />
      {overview && lacksKey(overview) ? <KeyPrompt /> : null}
    </div>
  );
}

function Why({ target, labels, onPick }: StartPageProps) {
  switch (target.kind) {
    case 'start':
      return <EmptyState title={t('startTitle')} body={<Help />} />;
    case 'nothing-found':
      return (
        <EmptyState
          title={t(target.place === null ? 'startNoneTitle' : NONE_TITLES[target.place])}
          body={
            <>
              <p>{whyNone(target)}</p>
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
                  <SafeText text={shortText(target.text, 200)} />
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
          body={target.place === null ? t('startChoiceWhich') : t(CHOICE_TEXTS[target.place])}
          actions={
            <ul class="inspector-choices">
              {target.ids.map((id) => (
                <li key={id}>
                  {labels.has(id) ? (
                    <strong>
                      <SafeText text={labels.get(id) ?? ''} />
                    </strong>
                  ) : null}
                  <button type="button" class="btn mono" onClick={() => onPick(id)}>
                    {id}
                  </button>
                </li>
              ))}
              {target.more > 0 && <li class="mut">{tn('startChoiceMore', target.more)}</li>}
            </ul>
          }
        />
      );
  }
}

const NONE_TITLES = {
  selection: 'startNoneSelection',
  link: 'startNoneLink',
  page: 'startNonePage',
  frame: 'startNoneFrame',
  around: 'startNoneFrame',
  typed: 'startNoneTitle',
  notice: 'startNoneTitle',
} as const satisfies Record<ClickPlace, TextKey>;

const NONE_BODIES = {
  selection: 'startNoneBody',
  link: 'startNoneLinkBody',
  page: 'startNonePageBody',
  frame: 'startNoneFrameBody',
  around: 'startNoneFrameBody',
  typed: 'startNonePageBody',
  notice: 'startNonePageBody',
} as const satisfies Record<ClickPlace, TextKey>;

const CHOICE_TEXTS = {
  selection: 'startChoiceBody',
  link: 'startChoiceLink',
  page: 'startChoicePage',
  frame: 'startChoiceFrame',
  around: 'startChoiceAround',
  typed: 'startChoiceTyped',
  notice: 'startChoiceNotice',
} as const satisfies Record<ClickPlace, TextKey>;

function whyNone({ place, why }: Extract<InspectorTarget, { kind: 'nothing-found' }>): string {
  if (why === 'cut') return t('startNoneCut', formatTokens(SELECTION_LIMIT_CHARS));
  const reason = UNSCANNABLE_REASONS.find((known) => known === why);
  if (reason !== undefined && reason !== 'no-answer') {
    const { why: because, next = t('errorNotScannableNext') } = scanWords(reason);
    return joined('sentences', [because, next]);
  }
  if (reason !== undefined) return joined('sentences', [t('errorNoAnswerWhy'), t('errorNoAnswerNext')]);
  return t(place === null ? 'startNoneBody' : NONE_BODIES[place]);
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
