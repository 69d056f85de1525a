import { useEffect, useMemo, useState } from 'preact/hooks';
import { PROMPT, SUMMARY } from '../../../core/conversation/part.ts';
import type { CompactedSummary, ContextForPrompt } from '../../../core/conversation/conversation.ts';
import { statementsOf } from '../../../core/conversation/statements.ts';
import type { ReportInput } from '../../../core/tracing/report/report.ts';
import { CompactButton } from '../../compact/CompactButton.tsx';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { completenessOf } from '../../facts/content/message-facts.ts';
import { t } from '../../format/i18n.ts';
import { useApp, usePart } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { messagesOf } from '../../model/messages/messages.ts';
import type { TabProps } from '../reading/detail-view.ts';
import { onDemand } from '../reading/on-demand.tsx';
import { Skeleton } from '../reading/Skeleton.tsx';
import { SlotState } from '../reading/SlotState.tsx';
import { completenessParts } from './completeness.ts';
import { KeptView } from './KeptView.tsx';
import { useDemoMessages } from '../reading/messages/use-demo-messages.ts';
import { useReport } from './report/use-report.ts';
import { useSame } from '../reading/messages/use-same.ts';
import { useTextBefore } from './report/use-text-before.ts';
import './Kept.css';
import './lists/Lists.css';

const addDialog = onDemand(() => import('./add/AddMessages.tsx').then((module) => module.AddMessages));

/** What the compaction kept, lost and may have made up. */
export function KeptTab({ model, onCompact }: TabProps) {
  usePart(model, SUMMARY);
  usePart(model, PROMPT);
  const summary = model.slot(SUMMARY).value;
  const prompt = model.slot(PROMPT).value;
  return (
    <div class="kept-tab">
      <SlotState slot={summary} onRetry={() => void model.load(SUMMARY, 'fresh')}>
        {(made) =>
          made === null ? (
            <NoSummary model={model} onCompact={onCompact} />
          ) : (
            <SlotState slot={prompt} onRetry={() => void model.load(PROMPT, 'fresh')}>
              {(read) => <Compared model={model} summary={made} prompt={read} />}
            </SlotState>
          )
        }
      </SlotState>
    </div>
  );
}

interface ComparedProps {
  model: ConversationModel;
  summary: CompactedSummary;
  prompt: ContextForPrompt;
}

function Compared({ model, ...answers }: ComparedProps) {
  const summary = useSame(answers.summary);
  const prompt = useSame(answers.prompt);
  const known = messagesOf(useApp(), model.id);
  useDemoMessages(model.id, known);
  const transcript = known.transcript.value;
  const before = useTextBefore(model, summary);
  const { counted } = completenessOf(transcript, prompt);
  const input = useMemo(
    (): ReportInput | null =>
      transcript.messages.length === 0
        ? null
        : { messages: transcript.messages, summary, statements: statementsOf(summary), before, prompt, counted },
    [transcript, summary, prompt, before, counted],
  );
  const analysed = useReport(input);
  const lost = analysed === null ? null : analysed.report.fates.lost;
  useEffect(() => {
    model.lostCount.value = lost;
  }, [model, lost]);
  const completeness = completenessParts(transcript, counted);
  const [isAdding, setAdding] = useState(false);
  const openAdd = () => void addDialog.prepare().then(() => setAdding(true));
  return (
    <>
      {!known.isLoaded.value ? (
        <Skeleton cards={3} />
      ) : input === null ? (
        <EmptyState title={t('keptNoneTitle')} body={<HowToKnow />} actions={<AddButton onAdd={openAdd} />} />
      ) : analysed === null ? (
        <p class="kept-analysing" role="status">
          {t('keptAnalysing')}
        </p>
      ) : (
        <KeptView conversation={model} {...analysed} completeness={completeness} onAdd={openAdd} />
      )}
      {isAdding ? <addDialog.component model={model} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function AddButton({ onAdd }: { onAdd: () => void }) {
  return (
    <button type="button" class="btn primary" title={t('keptAddHint')} onClick={onAdd}>
      {t('keptAddLong')}
    </button>
  );
}

function HowToKnow() {
  return (
    <>
      <p>{t('keptNoneBody')}</p>
      <ul class="kept-ways">
        <li>{t('keptWayPage')}</li>
        <li>{t('keptWayFile')}</li>
        <li>{t('keptWayFirst')}</li>
      </ul>
    </>
  );
}

function NoSummary({ model, onCompact }: { model: ConversationModel; onCompact: () => void }) {
  return (
    <EmptyState
      title={t('noSummaryTitle')}
      body={<p>{t('keptNoSummaryBody')}</p>}
      actions={<CompactButton model={model} onCompact={onCompact} primary />}
    />
  );
}
