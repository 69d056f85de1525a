import { shortText } from '../../../core/cut-text.ts';
import { useState } from 'preact/hooks';
import type { RecentMessage } from '../../../core/conversation/conversation.ts';
import { ourTime } from '../../../core/conversation/freshness.ts';
import { Ago } from '../../components/basics/Ago.tsx';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { SafeText } from '../../components/basics/SafeText.tsx';
import type { PromptFacts } from '../../facts/content/prompt-facts.ts';
import { t } from '../../format/i18n.ts';
import { LongText, MoreButton } from '../reading/Marked.tsx';

const FIRST_MESSAGES = 200;

/** Recent messages that the text does not hold. */
export function MissingMessages({ facts: { missing }, skewMs }: { facts: PromptFacts; skewMs: number }) {
  const [shown, setShown] = useState(FIRST_MESSAGES);
  const rest = missing.length - shown;
  if (missing.length === 0) return null;
  return (
    <section class="card">
      <h2>{t('promptMissingTitle')}</h2>
      <p class="note tone-warn">{t('promptMissingBody')}</p>
      <ol class="prompt-messages">
        {missing.slice(0, shown).map((message, index) => (
          <li key={message.messageId ?? index}>
            <div class="row">
              <strong>
                <SafeText text={shortText(message.role, 40)} />
              </strong>
              <span class="grow" />
              <MessageTools message={message} skewMs={skewMs} />
            </div>
            <LongText text={message.content} />
          </li>
        ))}
      </ol>
      {rest > 0 ? <MoreButton label={t('moreItems', rest)} onMore={() => setShown(shown + FIRST_MESSAGES)} /> : null}
    </section>
  );
}

/** When it was recorded, and a button that copies it alone. */
export function MessageTools({ message, skewMs }: { message: RecentMessage; skewMs: number }) {
  return (
    <span class="row prompt-message-tools">
      {message.timestamp === null ? null : (
        <span class="mut">
          <Ago at={ourTime(message.timestamp, skewMs)} />
        </span>
      )}
      <CopyButton text={() => message.content} label={t('copyMessage')} />
    </span>
  );
}
