import type { CompactionStatus } from '../../../core/conversation/conversation.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { ErrorNote } from '../../components/notices/ErrorNote.tsx';
import { KeyPrompt } from '../../components/notices/KeyPrompt.tsx';
import { summaryOf } from '../../facts/status-line.ts';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import { CompactButton } from '../DetailHead.tsx';
import type { TabName } from '../DetailTabs.tsx';
import { FreshNote } from './FreshNote.tsx';
import { hasSummary } from '../reading/Prefetch.tsx';
import { QualityCard } from './QualityCard.tsx';
import { RunCard } from './RunCard.tsx';
import { RunningNote } from './RunningNote.tsx';
import { Skeleton } from '../reading/Skeleton.tsx';
import { hasLaterRun } from '../../facts/summary-facts.ts';
import { TokensCard } from './TokensCard.tsx';
import './StatusTab.css';

interface StatusTabProps {
  model: ConversationModel;
  onCompact: () => void;
  onTab: (tab: TabName) => void;
}

export function StatusTab({ model, onCompact, onTab }: StatusTabProps) {
  const { error, answer } = model.status.value;
  if (error?.kind === 'no-key') return <KeyPrompt />;
  // What the other parts ran into may have been the same.
  const retry = () => void model.refresh();
  const gone = error?.kind === 'unknown-conversation' || error?.kind === 'no-messages';
  return (
    <div class="status-tab">
      {error ? <ErrorNote error={error} onRetry={retry} /> : null}
      {answer && !gone ? <Known model={model} status={answer.data} onCompact={onCompact} onTab={onTab} /> : null}
      {!answer && !error ? <Skeleton cards={4} /> : null}
    </div>
  );
}

function Known({ model, status, onCompact, onTab }: StatusTabProps & { status: CompactionStatus }) {
  const slot = model.summary('structured', null).value;
  const summary = slot.answer?.data ?? null;
  if (status.state === 'none') {
    return (
      <EmptyState
        title={t('noneTitle')}
        body={t('noneBody')}
        actions={<CompactButton onCompact={onCompact} primary />}
      />
    );
  }
  // Of an earlier run where the last one is under way or failed: then it says so.
  const own = hasLaterRun(status) ? summary : summaryOf(status, summary);
  const counted = own !== null || status.compressionRatio !== null || slot.loading;
  return (
    <>
      {status.state === 'in_progress' ? <RunningNote model={model} status={status} /> : null}
      {status.state === 'failed' ? <FailedNote status={status} /> : null}
      {status.state === 'unknown' ? (
        <p class="note tone-mute">
          <span>
            {t('unknownWord')}{' '}
            <strong>
              <SafeText text={status.statusWord.slice(0, 200)} />
            </strong>
            . {t('unknownWordWhy')}
          </span>
        </p>
      ) : null}
      <div class="status-tab-columns">
        <div class="status-tab-column">
          {counted ? <TokensCard status={status} summary={own} loading={slot.loading} /> : null}
          {hasSummary(status) ? <FreshNote model={model} status={status} onTab={onTab} /> : null}
          {slot.error && hasSummary(status) ? (
            <ErrorNote
              error={slot.error}
              onRetry={() => void model.load({ kind: 'summary', format: 'structured', version: null }, 'cached')}
              compact
            />
          ) : null}
          <QualityCard status={status} summary={own} />
        </div>
        <div class="status-tab-column">
          <RunCard model={model} status={status} summary={own} />
        </div>
      </div>
    </>
  );
}

function FailedNote({ status }: { status: CompactionStatus }) {
  return (
    <div class="note tone-bad status-tab-failed">
      <strong>{t('stateFailed')}</strong>
      <span>{status.errorMessage ? <SafeText text={status.errorMessage.slice(0, 4000)} /> : t('failedNoWords')}</span>
    </div>
  );
}
