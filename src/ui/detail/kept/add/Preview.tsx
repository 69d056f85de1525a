import type { ConversationId } from '../../../../core/conversation/conversation.ts';
import { shortText } from '../../../../core/cut-text.ts';
import type { TranscriptPreview } from '../../../../core/transcript/read-transcript.ts';
import { SafeText } from '../../../components/basics/SafeText.tsx';
import { formatNumber, t, tn, type TextKey } from '../../../format/i18n.ts';
import { exactTime } from '../../../format/times.ts';
import { leftOutText } from './problem-texts.ts';

const FORMS: Readonly<Record<TranscriptPreview['form'], TextKey>> = {
  'synap-message': 'addFormSynapMessage',
  'synap-batch': 'addFormSynapBatch',
  'synap-ingest': 'addFormSynapIngest',
  'synap-prompt': 'addFormSynapPrompt',
  'synap-context': 'addFormSynapContext',
  archive: 'addFormArchive',
  'openai-chat': 'addFormOpenAiChat',
  'openai-responses': 'addFormOpenAiResponses',
  anthropic: 'addFormAnthropic',
  'vercel-ai': 'addFormVercel',
  langchain: 'addFormLangChain',
  gemini: 'addFormGemini',
  'chatgpt-export': 'addFormChatGpt',
  messages: 'addFormMessages',
  table: 'addFormTable',
  lines: 'addFormLines',
};
const MAX_ROLES = 6;
const EXCERPT_CHARS = 120;

interface PreviewProps {
  preview: TranscriptPreview;
  /** The conversation they are added to. */
  id: ConversationId;
}

/** What was understood, and what was left out and why. */
export function Preview({ preview, id }: PreviewProps) {
  const { messages, form, roles, from, to, leftOut, conversationId } = preview;
  const first = messages[0];
  const last = messages.at(-1);
  const shown = roles.slice(0, MAX_ROLES);
  return (
    <div class="add-preview" role="status">
      <p>
        <strong>{tn('addFound', messages.length)}</strong> <span class="mut">· {t(FORMS[form])}</span>
      </p>
      <dl class="add-facts">
        <dt>{t('addSpeakers')}</dt>
        <dd>
          {shown.map(({ role, count }, at) => (
            <span key={role}>
              {at > 0 ? ' · ' : ''}
              {formatNumber(count)} <SafeText text={role} />
            </span>
          ))}
          {roles.length > shown.length ? ` · ${tn('addMoreSpeakers', roles.length - shown.length)}` : ''}
        </dd>
        <dt>{t('addWhen')}</dt>
        <dd>{from === null || to === null ? t('addNoTimes') : t('addFromTo', exactTime(from), exactTime(to))}</dd>
        {first && last ? (
          <>
            <dt>{t('addFirst')}</dt>
            <dd class="ellipsis">
              <SafeText text={shortText(first.text, EXCERPT_CHARS)} />
            </dd>
            <dt>{t('addLast')}</dt>
            <dd class="ellipsis">
              <SafeText text={shortText(last.text, EXCERPT_CHARS)} />
            </dd>
          </>
        ) : null}
        {leftOut.length > 0 ? (
          <>
            <dt>{t('addLeftOut')}</dt>
            <dd>
              <ul>
                {leftOut.map((each) => (
                  <li key={each.reason}>
                    <SafeText text={leftOutText(each)} />
                  </li>
                ))}
              </ul>
            </dd>
          </>
        ) : null}
      </dl>
      {conversationId !== null && conversationId !== id ? (
        <p class="note tone-warn">{t('addElsewhere', conversationId)}</p>
      ) : null}
    </div>
  );
}
