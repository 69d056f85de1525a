import { PROMPT, STATUS, SUMMARY } from '../../../core/conversation/part.ts';
import type { CompactionStatus } from '../../../core/conversation/conversation.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { later } from '../../components/basics/later.tsx';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { CutNote } from '../../components/notices/CutNote.tsx';
import { ErrorNote } from '../../components/notices/ErrorNote.tsx';
import { KeyPrompt } from '../../components/notices/KeyPrompt.tsx';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import { conversationFacts, heldAnswers } from '../../facts/conversation-facts.ts';
import { distinctErrors, refreshFailedText } from '../../facts/error-facts.ts';
import { hasSummary } from '../../facts/freshness/freshness-facts.ts';
import { oneLine } from '../../facts/status-line.ts';
import { useNow } from '../../model/app.ts';
import { isGone, shownStatus } from '../../model/slots/slot.ts';
import { FreshNote } from './FreshNote.tsx';
import { QualityCard } from './QualityCard.tsx';
import { RunCard } from './RunCard.tsx';
import type { TabProps } from '../reading/detail-view.ts';
import { Skeleton } from '../reading/Skeleton.tsx';
import { TokensCard } from './TokensCard.tsx';
import './StatusTab.css';

/** Their code is not needed before a status is known. */
const MoneyCard = later(() => import('./MoneyCard.tsx').then((module) => module.MoneyCard));
const RunningNote = later(() => import('./RunningNote.tsx').then((module) => module.RunningNote));
const NeverCompacted = later(() => import('./NoResult.tsx').then((module) => module.NeverCompacted));
const FailedNote = later(() => import('./NoResult.tsx').then((module) => module.FailedNote));

type StatusTabProps = Pick<TabProps, 'model' | 'onCompact' | 'onTab'>;

export function StatusTab({ model, onCompact, onTab }: StatusTabProps) {
  const slot = model.slot(STATUS).value;
  const { error, answer } = slot;
  // Synap may not know the conversation (any more), whatever an answer says.
  const isKnown = answer !== null && !isGone(slot) && shownStatus(slot, model.slot(PROMPT).value) === answer.data.state;
  if (error?.kind === 'no-key') return <KeyPrompt />;
  return (
    <div class="status-tab">
      <Errors model={model} />
      {isKnown && !hasOwnLine(answer.data) ? <StatusLine model={model} /> : null}
      {isKnown ? <Known model={model} status={answer.data} onCompact={onCompact} onTab={onTab} /> : null}
      {!answer && !error ? <Skeleton cards={4} /> : null}
    </div>
  );
}

/** Tells whether the state has a line of its own, which the status line must not repeat. */
function hasOwnLine(status: CompactionStatus): boolean {
  return status.state === 'none' || status.state === 'failed';
}

/** Lists each cause once, because the parts often fail alike. */
function Errors({ model }: { model: ConversationModel }) {
  const now = useNow();
  const status = model.slot(STATUS).value;
  const summary = model.slot(SUMMARY).value;
  const prompt = model.slot(PROMPT).value;
  const failed = refreshFailedText(status, now);
  const has = status.answer !== null && hasSummary(status.answer.data) && !isGone(status);
  const others = distinctErrors([has ? summary.error : null, isGone(prompt) ? prompt.error : null]);
  const rest = others.filter(({ kind }) => kind !== status.error?.kind && !isGone(status));
  return (
    <>
      {status.error ? (
        // Refreshes all parts, because the others may have failed for the same reason.
        <ErrorNote error={status.error} onRetry={() => void model.refresh()} note={failed} />
      ) : null}
      {rest.map((error) => (
        <ErrorNote key={error.kind} error={error} onRetry={() => void model.refresh()} compact={!isGone({ error })} />
      ))}
    </>
  );
}

/** Shows the conversation's state in one line, ready to copy. */
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

function Known({ model, status, onCompact, onTab }: StatusTabProps & { status: CompactionStatus }) {
  if (status.state === 'none') {
    return (
      <>
        <NeverCompacted model={model} onCompact={onCompact} />
        <MoneyCard model={model} isRunNext />
      </>
    );
  }
  return (
    <>
      {status.state === 'in_progress' ? <RunningNote model={model} /> : null}
      {status.state === 'failed' ? <FailedNote model={model} status={status} onCompact={onCompact} /> : null}
      {status.state === 'unknown' ? <UnknownNote word={status.statusWord} /> : null}
      <CutNote cut={status.cut} />
      <Cards model={model} status={status} onTab={onTab} />
    </>
  );
}

function Cards({ model, status, onTab }: Omit<StatusTabProps, 'onCompact'> & { status: CompactionStatus }) {
  const now = useNow();
  const { error, loading } = model.slot(SUMMARY).value;
  const facts = conversationFacts(heldAnswers(model), now);
  const isCounted =
    facts.summary !== null || facts.savings.keptRatio !== null || loading || (error !== null && hasSummary(status));
  return (
    <div class="status-tab-columns">
      <div class="status-tab-column">
        {isCounted ? <TokensCard facts={facts} loading={loading} error={error} /> : null}
        <FreshNote model={model} freshness={facts.freshness} onTab={onTab} />
        <MoneyCard model={model} isRunNext={facts.freshness.kind === 'stale' || status.state === 'failed'} />
      </div>
      <div class="status-tab-column">
        <RunCard model={model} status={status} facts={facts} />
        <QualityCard quality={facts.quality} />
      </div>
    </div>
  );
}

/** A status that the API's documentation does not list. */
function UnknownNote({ word }: { word: string }) {
  return (
    <p class="note tone-mute">
      <span>
        <strong>
          <SafeText text={t('lineUnknown', word)} />
        </strong>{' '}
        {t('unknownWordWhy')}
      </span>
    </p>
  );
}
