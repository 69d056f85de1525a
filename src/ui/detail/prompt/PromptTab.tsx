import { useRef, useState } from 'preact/hooks';
import {
  type ContextForPrompt,
  PROMPT_STYLES,
  type PromptStyle,
  type RecentMessage,
} from '../../../core/conversation/conversation.ts';
import { estimateTokens } from '../../../core/conversation/savings.ts';
import { ourTime } from '../../../core/conversation/freshness.ts';
import { Ago } from '../../components/basics/Ago.tsx';
import { usePart } from '../../model/app.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { formatTokens } from '../../format/numbers.ts';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t, type TextKey, tn } from '../../format/i18n.ts';
import { withPart, type TabProps } from '../reading/detail-view.ts';
import { FindBar } from '../reading/FindBar.tsx';
import { FindContext, LongText, MoreButton } from '../reading/Marked.tsx';
import { Segmented } from '../reading/Segmented.tsx';
import { SlotState } from '../reading/SlotState.tsx';
import { warningText } from '../../facts/summary-facts.ts';
import './PromptTab.css';

const STYLES: Readonly<Record<PromptStyle, TextKey>> = {
  structured: 'formatStructured',
  narrative: 'formatNarrative',
  bullet_points: 'styleBullets',
};
const FIRST_MESSAGES = 200;

/** The context that the model receives, in each style. */
export function PromptTab({ model, view, onChange }: TabProps) {
  const scope = useRef<HTMLDivElement>(null);
  const part = view.parts.prompt;
  usePart(model, part);
  const slot = model.slot(part).value;
  const data = slot.answer?.data ?? null;
  const skewMs = slot.answer?.meta.serverSkewMs ?? 0;
  return (
    <div class="prompt-tab">
      <div class="tab-tools">
        <Segmented
          label={t('styleLabel')}
          options={PROMPT_STYLES.map((value) => ({ value, label: t(STYLES[value]) }))}
          value={part.style}
          onChange={(style) => onChange(withPart(view, { ...part, style }))}
        />
        {data?.context ? (
          <CopyButton text={() => data.context ?? ''} label={t('copyContext')} word={t('copyContext')} />
        ) : null}
        <FindBar view={view} onChange={onChange} scope={scope} />
      </div>
      <div ref={scope} class="prompt-tab">
        <FindContext.Provider value={view.query}>
          <SlotState slot={slot} onRetry={() => void model.load(part, 'fresh')}>
            {(prompt) => <PromptContent prompt={prompt} skewMs={skewMs} />}
          </SlotState>
        </FindContext.Provider>
      </div>
    </div>
  );
}

function PromptContent({ prompt, skewMs }: { prompt: ContextForPrompt; skewMs: number }) {
  const shares = promptShares(prompt);
  const warning = warningText(prompt.qualityWarning);
  return (
    <>
      <section class="card prompt-shares">
        <div class="row wrap">
          <span class="big">{t('tokensAbout', formatTokens(shares.totalTokens))}</span>
          <span class={`chip ${prompt.available ? 'tone-ok' : 'tone-mute'}`}>
            {prompt.available ? t('promptAvailable') : t('promptNotAvailable')}
          </span>
          {prompt.isStale === null ? null : (
            <span class={`chip ${prompt.isStale ? 'tone-warn' : 'tone-ok'}`}>
              {prompt.isStale ? t('freshStale') : t('freshFresh')}
            </span>
          )}
        </div>
        <div class="track prompt-bar" aria-hidden="true">
          <span class="prompt-bar-summary" style={{ width: `${shares.summaryShare * 100}%` }} />
          <span
            class="prompt-bar-recent"
            style={{ width: `${shares.totalTokens === 0 ? 0 : (1 - shares.summaryShare) * 100}%` }}
          />
        </div>
        <ul class="prompt-legend">
          <li>
            <span class="prompt-key prompt-bar-summary" aria-hidden="true" />
            {t('promptFromSummary', formatTokens(shares.summaryTokens))}{' '}
            <span class="mut">
              {prompt.compactedMessageCount === null ? '' : tn('promptCompacted', prompt.compactedMessageCount)}
            </span>
          </li>
          <li>
            <span class="prompt-key prompt-bar-recent" aria-hidden="true" />
            {t('promptFromRecent', formatTokens(shares.recentTokens))}{' '}
            <span class="mut">{tn('promptRecent', prompt.recentMessageCount ?? prompt.recentMessages.length)}</span>
          </li>
        </ul>
        <p class="mut">
          {t('promptEstimate')} {prompt.totalMessageCount === null ? '' : tn('promptTotal', prompt.totalMessageCount)}
        </p>
      </section>
      {warning ? (
        <p class="note tone-warn">
          <strong>{t('qualityWarning')}</strong> <SafeText text={warning.slice(0, 2000)} />
        </p>
      ) : null}
      <section class="card">
        <h2>{t('promptSummaryTitle')}</h2>
        {prompt.context ? <LongText text={prompt.context} /> : <p class="mut">{t('promptNoContext')}</p>}
      </section>
      <Messages messages={prompt.recentMessages} skewMs={skewMs} />
    </>
  );
}

function Messages({ messages, skewMs }: { messages: RecentMessage[]; skewMs: number }) {
  const [shown, setShown] = useState(FIRST_MESSAGES);
  const rest = messages.length - shown;
  return (
    <section class="card">
      <h2>{t('promptRecentTitle')}</h2>
      {messages.length === 0 ? <p class="mut">{t('promptNoRecent')}</p> : null}
      <ol class="prompt-messages">
        {messages.slice(0, shown).map((message, index) => (
          <li key={message.messageId ?? index}>
            <div class="row">
              <strong>
                <SafeText text={message.role.slice(0, 40)} />
              </strong>
              {message.timestamp === null ? null : (
                <span class="mut">
                  <Ago at={ourTime(message.timestamp, skewMs)} />
                </span>
              )}
              <span class="grow" />
              <CopyButton text={() => message.content} label={t('copyMessage')} />
            </div>
            <LongText text={message.content} />
          </li>
        ))}
      </ol>
      {rest > 0 ? (
        <MoreButton
          label={t('moreItems', rest.toLocaleString('en'))}
          hits={0}
          onMore={() => setShown(shown + FIRST_MESSAGES)}
        />
      ) : null}
    </section>
  );
}

/** The context that the model receives, by origin. Token counts are estimates: Synap sends none here. */
export interface PromptShares {
  summaryTokens: number;
  recentTokens: number;
  totalTokens: number;
  /** Share of the summary, 0–1; 0 when both are empty. */
  summaryShare: number;
}

export function promptShares(prompt: ContextForPrompt): PromptShares {
  const summaryTokens = estimateTokens(prompt.context ?? '');
  const recentTokens = prompt.recentMessages.reduce((sum, message) => sum + estimateTokens(message.content), 0);
  const totalTokens = summaryTokens + recentTokens;
  return {
    summaryTokens,
    recentTokens,
    totalTokens,
    summaryShare: totalTokens === 0 ? 0 : summaryTokens / totalTokens,
  };
}
