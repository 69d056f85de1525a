import { useMemo, useRef } from 'preact/hooks';
import { type ContextForPrompt, PROMPT_STYLES, type PromptStyle } from '../../../core/conversation/conversation.ts';
import type { Part } from '../../../core/conversation/part.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { heldAnswers } from '../../facts/conversation-facts.ts';
import { promptFacts } from '../../facts/content/prompt-facts.ts';
import { warningText } from '../../facts/warning-text.ts';
import { t, type TextKey } from '../../format/i18n.ts';
import { usePart } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { withPart, type TabProps } from '../reading/detail-view.ts';
import { FindBar } from '../reading/find/FindBar.tsx';
import { FindContext } from '../reading/Marked.tsx';
import { Segmented } from '../reading/Segmented.tsx';
import { SlotState } from '../reading/SlotState.tsx';
import { MissingMessages } from './MissingMessages.tsx';
import { PromptShares } from './PromptShares.tsx';
import { SdkLag } from './SdkLag.tsx';
import { PromptText } from './PromptText.tsx';
import './PromptTab.css';

const STYLES: Readonly<Record<PromptStyle, TextKey>> = {
  structured: 'formatStructured',
  narrative: 'formatNarrative',
  bullet_points: 'styleBullets',
};

/** The context that the model receives, in each style. */
export function PromptTab({ model, view, onChange }: TabProps) {
  const scope = useRef<HTMLDivElement>(null);
  const part = view.parts.prompt;
  usePart(model, part);
  const slot = model.slot(part).value;
  const data = slot.superseded ? null : (slot.answer?.data ?? null);
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
            {(prompt) => <PromptContent model={model} part={part} prompt={prompt} />}
          </SlotState>
        </FindContext.Provider>
      </div>
    </div>
  );
}

interface PromptContentProps {
  model: ConversationModel;
  part: Part<'prompt'>;
  prompt: ContextForPrompt;
}

function PromptContent({ model, part, prompt }: PromptContentProps) {
  const held = heldAnswers(model);
  // Looking messages up in a long text takes a while, so not again for every answer.
  const facts = useMemo(() => promptFacts(prompt, part.style, held), [prompt, held.status, held.summary]);
  const skewMs = model.slot(part).value.answer?.meta.serverSkewMs ?? 0;
  const warning = warningText(prompt.qualityWarning);
  return (
    <>
      <SdkLag model={model} />
      <PromptShares model={model} prompt={prompt} facts={facts} />
      {warning ? (
        <p class="note tone-warn">
          <strong>{t('qualityWarning')}</strong> <SafeText text={warning} />
        </p>
      ) : null}
      <PromptText prompt={prompt} facts={facts} skewMs={skewMs} />
      <MissingMessages facts={facts} skewMs={skewMs} />
    </>
  );
}
