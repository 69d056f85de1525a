import type { ContextForPrompt } from '../../../core/conversation/conversation.ts';
import { conversationFacts, heldAnswers } from '../../facts/conversation-facts.ts';
import { FRESHNESS_TONES, freshnessText } from '../../facts/freshness/freshness-texts.ts';
import type { PromptFacts, Tokens } from '../../facts/content/prompt-facts.ts';
import { joined, t, tn } from '../../format/i18n.ts';
import { useNow } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';

interface PromptSharesProps {
  model: ConversationModel;
  prompt: ContextForPrompt;
  facts: PromptFacts;
}

/** The tokens of the text, and which part of them comes from the summary and which from recent messages. */
export function PromptShares({ model, prompt, facts }: PromptSharesProps) {
  const { summary, recent, total, missing, missingTokens } = facts;
  const told = joined('sentences', notes(prompt, facts));
  const share = total.count === 0 ? 0 : summary.count / total.count;
  return (
    <section class="card prompt-shares">
      <div class="row wrap">
        <span class="big">{tokensText(total)}</span>
        {facts.hasSummary ? <FreshChip model={model} /> : <span class="chip tone-mute">{t('promptNoSummary')}</span>}
      </div>
      <div class="track prompt-bar" aria-hidden="true">
        <span class="prompt-bar-summary" style={{ width: `${share * 100}%` }} />
        <span class="prompt-bar-recent" style={{ width: `${total.count === 0 ? 0 : (1 - share) * 100}%` }} />
      </div>
      <ul class="prompt-legend">
        {facts.hasSummary ? (
          <li>
            <span class="prompt-key prompt-bar-summary" aria-hidden="true" />
            {t('promptFromSummary', tokensText(summary))} <SummaryMessages count={prompt.compactedMessageCount} />
          </li>
        ) : null}
        <li>
          <span class="prompt-key prompt-bar-recent" aria-hidden="true" />
          {t(facts.hasSummary ? 'promptFromRecent' : 'promptFromMessages', tokensText(recent))}{' '}
          <span class="mut">{recentText(facts)}</span>
        </li>
        {missing.length > 0 ? (
          <li class="prompt-missing">
            <span class="prompt-key prompt-bar-missing" aria-hidden="true" />
            {t('promptNotInText', tokensText({ count: missingTokens, isCounted: false }))}{' '}
            <span class="mut">{tn('promptRecent', missing.length)}</span>
          </li>
        ) : null}
      </ul>
      <p class="mut" title={told}>
        {told}
      </p>
    </section>
  );
}

function FreshChip({ model }: { model: ConversationModel }) {
  const { freshness } = conversationFacts(heldAnswers(model), useNow());
  if (freshness.kind === 'none') return null;
  return <span class={`chip tone-${FRESHNESS_TONES[freshness.kind]}`}>{freshnessText(freshness)}</span>;
}

function SummaryMessages({ count }: { count: number | null }) {
  return count ? <span class="mut">{tn('promptCompacted', count)}</span> : null;
}

/** `5,523 tokens` by Synap's count, `≈ 3,150 tokens` by an estimate; none are none by either. */
function tokensText({ count, isCounted }: Tokens): string {
  return tn(isCounted || count === 0 ? 'tokensCounted' : 'tokensAbout', count);
}

/** `86 messages`, or `30 of 217 messages`, where Synap counts more than it lists. */
function recentText({ counted, listed, missing }: PromptFacts): string {
  if (listed < counted) return t('promptListed', listed, counted);
  return tn('promptRecent', listed - missing.length);
}

function notes(prompt: ContextForPrompt, facts: PromptFacts): string[] {
  const { total, summary, hasSummary, unchecked } = facts;
  return [
    ...(hasSummary || total.count === 0 ? [] : [t('promptAllMessages')]),
    ...(summary.isCounted ? [t('promptCounted')] : []),
    ...(total.isCounted ? [] : [t('promptEstimate')]),
    ...(prompt.totalMessageCount === null ? [] : [tn('promptTotal', prompt.totalMessageCount)]),
    ...(unchecked > 0 ? [tn('promptUnchecked', unchecked)] : []),
  ];
}
