import { PART_KINDS, PARTS, PROMPT, STATUS, type PartKind } from '../../core/conversation/part.ts';
import { useState } from 'preact/hooks';
import { visibleText } from '../../core/visible-text.ts';
import { useApp, useNow } from '../../ui/model/app.ts';
import type { ConversationModel } from '../../ui/model/conversation-model.ts';
import { CopyButton } from '../../ui/components/basics/CopyButton.tsx';
import { ErrorNote } from '../../ui/components/notices/ErrorNote.tsx';
import { conversationFacts, heldAnswers, type HeldAnswers } from '../../ui/facts/conversation-facts.ts';
import { distinctErrors, refreshFailedText } from '../../ui/facts/error-facts.ts';
import { FRESHNESS_TONES, freshnessText } from '../../ui/facts/freshness/freshness-texts.ts';
import { headline, oneLine } from '../../ui/facts/status-line.ts';
import { SafeText } from '../../ui/components/basics/SafeText.tsx';
import { dataStatus, shownStatus, unknownWord } from '../../ui/model/slots/slot.ts';
import { StatusChip } from '../../ui/components/basics/StatusChip.tsx';
import { t } from '../../ui/format/i18n.ts';
import { WatchButton } from '../../ui/components/controls/WatchButton.tsx';
import { AnswerFactsList } from './AnswerFactsList.tsx';
import { useCode } from '../use-code.ts';
import { useAnswer } from './use-answer.ts';

interface Props {
  model: ConversationModel;
  label: string | null;
  /** Whether Synap may be asked; otherwise only the cache is read. */
  ask: boolean;
  /** Increased by every click that refreshes. */
  turn: number;
}

/** The whole answer for one conversation, at one glance. */
export function AnswerCard({ model, label, ask, turn }: Props) {
  const { store, shell } = useApp();
  const [refreshes, setRefreshes] = useState(0);
  // A click asks, whatever happens by itself.
  const isAsked = ask || refreshes > 0;
  useAnswer(model, isAsked, turn + refreshes);
  const status = model.slot(STATUS).value;
  const prompt = model.slot(PROMPT).value;
  const shown = shownStatus(status, prompt) ?? (isAsked ? 'loading' : null);
  const held = heldAnswers(model);
  const now = useNow();
  const errors = distinctErrors([
    store.overview.value?.pause?.error,
    ...PART_KINDS.map((kind) => model.slot<PartKind>(PARTS[kind]).value.error),
  ]);
  const failed = refreshFailedText(status, now);
  const isUnknown = shown === 'unknown' && unknownWord(status) === null;
  const isLookedUp = isAsked || shown !== null;
  return (
    <section
      class="answer"
      aria-label={t('popupAnswer')}
      data-conversation-id={model.id}
      data-status={dataStatus(status, prompt) ?? shown ?? undefined}
      data-source={status.answer?.meta.source}
    >
      <div class="row">
        <span role="status">
          <StatusChip status={shown} word={unknownWord(status)} />
        </span>
        <span class="grow" />
        <WatchButton model={model} label={label} />
        <button class="btn" type="button" aria-busy={status.loading} onClick={() => setRefreshes(refreshes + 1)}>
          {t(isLookedUp ? 'popupRefresh' : 'idBoxLookUp')}
        </button>
      </div>
      <Title model={model} label={label} held={isUnknown ? null : held} isWaiting={shown === 'loading'} />
      {isLookedUp ? null : <p class="note tone-mute">{t('popupNotAsked')}</p>}
      {errors.map((error) => (
        <ErrorNote
          key={error.kind}
          error={error}
          onRetry={() => setRefreshes(refreshes + 1)}
          note={error.kind === status.error?.kind ? failed : null}
        />
      ))}
      {!isLookedUp || (errors.length > 0 && (!status.answer || isUnknown)) ? null : (
        <AnswerFactsList model={model} shown={shown} />
      )}
      {shown === 'none' && <FirstCompactionOnDemand model={model} />}
      <button class="btn" type="button" onClick={() => shell.openFullView(model.id)}>
        {t('popupOpenFull')}
      </button>
    </section>
  );
}

const loadFirstCompaction = () => import('./FirstCompaction.tsx');

/** Most conversations have been compacted, so its code comes when it is shown. */
function FirstCompactionOnDemand({ model }: { model: ConversationModel }) {
  const code = useCode(loadFirstCompaction);
  return code && <code.FirstCompaction model={model} />;
}

interface TitleProps {
  model: ConversationModel;
  label: string | null;
  /** Null: there is nothing to say about it. */
  held: HeldAnswers | null;
  /** Its room is kept while there may yet be something. */
  isWaiting: boolean;
}

/** The copied line says everything; the shown one leaves out the facts in the rows below. */
function Title({ model, label, held, isWaiting }: TitleProps) {
  const now = useNow();
  const line = held && oneLine(held, now);
  return (
    <div class="answer-title">
      <h2 class="ellipsis" title={label === null ? undefined : visibleText(label)}>
        {/* The page's label arrives with the scan; a placeholder keeps its space. */}
        {label === null ? t('popupUntitled') : <SafeText text={label} />}
      </h2>
      <div class="row">
        <span class="mono mut ellipsis">{model.id}</span>
        <CopyButton text={() => model.id} label={t('popupCopyId')} />
      </div>
      {line === null && !isWaiting ? null : (
        <div class="row answer-line">
          <span class="ellipsis" title={line ?? undefined}>
            {held && headline(held, now)}
          </span>
          {held && <FreshChip model={model} held={held} />}
          <span class="grow" />
          {line !== null && <CopyButton text={() => line} label={t('popupCopyLine')} />}
        </div>
      )}
    </div>
  );
}

/** Hidden while the freshness is not known yet. */
function FreshChip({ model, held }: { model: ConversationModel; held: HeldAnswers }) {
  const { freshness } = conversationFacts(held, useNow());
  const { kind } = freshness;
  if (kind === 'none' || (kind === 'unknown' && model.slot(PROMPT).value.loading)) return null;
  return <span class={`chip fresh-chip tone-${FRESHNESS_TONES[kind]}`}>{freshnessText(freshness)}</span>;
}
