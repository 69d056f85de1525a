import { STATUS, SUMMARY } from '../../../core/conversation/part.ts';
import type { CompactionStatus } from '../../../core/conversation/conversation.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { isGone } from '../../model/slot.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { CutNote } from '../../components/notices/CutNote.tsx';
import { ErrorNote } from '../../components/notices/ErrorNote.tsx';
import { KeyPrompt } from '../../components/notices/KeyPrompt.tsx';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import { conversationFacts, heldAnswers } from '../../facts/conversation-facts.ts';
import { hasSummary } from '../../facts/freshness-facts.ts';
import { oneLine } from '../../facts/status-line.ts';
import { useNow } from '../../model/app.ts';
import { FailedNote, NeverCompacted } from './NoResult.tsx';
import { FreshNote } from './FreshNote.tsx';
import { QualityCard } from './QualityCard.tsx';
import { RunCard } from './RunCard.tsx';
import { RunningNote } from './RunningNote.tsx';
import { Skeleton } from '../reading/Skeleton.tsx';
import { TokensCard } from './TokensCard.tsx';
import './StatusTab.css';

interface StatusTabProps {
  model: ConversationModel;
  onCompact: () => void;
  onPrompt: () => void;
}

export function StatusTab({ model, onCompact, onPrompt }: StatusTabProps) {
  const { error, answer } = model.slot(STATUS).value;
  if (error?.kind === 'no-key') return <KeyPrompt />;
  // Refreshes all parts, because the others may have failed for the same reason.
  const retry = () => void model.refresh();
  const gone = isGone({ error });
  return (
    <div class="status-tab">
      {error ? <ErrorNote error={error} onRetry={retry} /> : null}
      {gone || hasOwnLine(answer?.data) ? null : <StatusLine model={model} />}
      {answer && !gone ? <Known model={model} status={answer.data} onCompact={onCompact} onPrompt={onPrompt} /> : null}
      {!answer && !error ? <Skeleton cards={4} /> : null}
    </div>
  );
}

/** What is said of these states says it all: nothing is told twice. */
function hasOwnLine(status: CompactionStatus | undefined): boolean {
  return status?.state === 'none' || status?.state === 'failed';
}

/** What there is to say in one line, ready to copy. */
function StatusLine({ model }: { model: ConversationModel }) {
  const line = oneLine(heldAnswers(model), useNow());
  if (line === null) return null;
  return (
    <p class="status-line">
      <span>{line}</span>
      <CopyButton text={() => line} label={t('copyLine')} />
    </p>
  );
}

function Known({ model, status, onCompact, onPrompt }: StatusTabProps & { status: CompactionStatus }) {
  if (status.state === 'none') return <NeverCompacted model={model} onCompact={onCompact} />;
  return (
    <>
      {status.state === 'in_progress' ? <RunningNote model={model} /> : null}
      {status.state === 'failed' ? <FailedNote model={model} status={status} onCompact={onCompact} /> : null}
      {status.state === 'unknown' ? <UnknownNote word={status.statusWord} /> : null}
      <CutNote cut={status.cut} />
      <Cards model={model} status={status} onPrompt={onPrompt} />
    </>
  );
}

function Cards({ model, status, onPrompt }: Omit<StatusTabProps, 'onCompact'> & { status: CompactionStatus }) {
  const now = useNow();
  const { error, loading } = model.slot(SUMMARY).value;
  const facts = conversationFacts(heldAnswers(model), now);
  const isCounted = facts.summary !== null || facts.savings.keptRatio !== null || loading;
  return (
    <div class="status-tab-columns">
      <div class="status-tab-column">
        {isCounted ? <TokensCard facts={facts} loading={loading} /> : null}
        <FreshNote model={model} freshness={facts.freshness} onPrompt={onPrompt} />
        {error && hasSummary(status) ? (
          <ErrorNote error={error} onRetry={() => void model.load(SUMMARY, 'cached', 'user')} compact />
        ) : null}
        <QualityCard quality={facts.quality} />
      </div>
      <div class="status-tab-column">
        <RunCard model={model} status={status} facts={facts} />
      </div>
    </div>
  );
}

/** A status that the API's documentation does not list. */
function UnknownNote({ word }: { word: string }) {
  return (
    <p class="note tone-mute">
      <span>
        {t('unknownWord')}{' '}
        <strong>
          <SafeText text={word} />
        </strong>
        . {t('unknownWordWhy')}
      </span>
    </p>
  );
}
