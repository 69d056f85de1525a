import type { CompactionStatus, ContextForPrompt } from '../../../core/conversation/conversation.ts';
import { PROMPT } from '../../../core/conversation/part.ts';
import { estimateTokens } from '../../../core/conversation/savings.ts';
import { CompactButton } from '../../compact/CompactButton.tsx';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { heldAnswers } from '../../facts/conversation-facts.ts';
import { oneLine } from '../../facts/status-line.ts';
import { joined, t, tn } from '../../format/i18n.ts';
import { agoText } from '../../format/times.ts';
import { useNow, usePart } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';

interface NoResultProps {
  model: ConversationModel;
  onCompact: () => void;
}

/**
 * Shows how much there is to compact, and what may start the first run. Only an answer about its messages shows that
 * Synap knows the conversation: any id has a status `none`.
 */
export function NeverCompacted({ model, onCompact }: NoResultProps) {
  usePart(model, PROMPT);
  const prompt = model.slot(PROMPT).value.answer?.data ?? null;
  const size = prompt ? sizeText(prompt) : null;
  return (
    <EmptyState
      title={t('noneTitle')}
      body={
        <>
          {size === null ? null : <p class="none-size">{size}</p>}
          <p>{t(prompt ? 'noneBody' : 'noneBodyUnsure')}</p>
          <p class="mut">{t('noneThreshold')}</p>
        </>
      }
      actions={<CompactButton model={model} onCompact={onCompact} primary />}
    />
  );
}

/** `10 messages, ≈ 153 tokens`; null while neither is known. */
function sizeText({ totalMessageCount, recentMessageCount, recentMessages }: ContextForPrompt): string | null {
  const count = totalMessageCount ?? recentMessageCount ?? recentMessages.length;
  if (count === 0) return null;
  const messages = tn('noneMessages', count);
  // Without a compaction all messages are recent ones.
  if (recentMessages.length !== count) return messages;
  const tokens = recentMessages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
  return joined('inTurn', [messages, tn('tokensAbout', tokens)]);
}

/** The status line of a failed run with its whole reason, and the way out. */
export function FailedNote({ model, status, onCompact }: NoResultProps & { status: CompactionStatus }) {
  const now = useNow();
  const held = heldAnswers(model);
  const ended = status.completedAt ?? status.latestCreatedAt;
  const skew = held.status?.meta.serverSkewMs ?? 0;
  return (
    <div class="note tone-bad status-tab-failed">
      <div class="grow">
        <p class="failed-reason">
          <strong>{t('lineFailed')}</strong>
          {' · '}
          <SafeText text={status.errorMessage || t('failedNoWords')} />
          {ended === null ? null : ` · ${agoText(ended, now + skew)}`}{' '}
          <CopyButton text={() => oneLine(held, now) ?? ''} label={t('copyLine')} />
        </p>
        <div class="row wrap">
          <CompactButton model={model} onCompact={onCompact} word={t('compactAgain')} />
          <span>{t('failedNext')}</span>
        </div>
      </div>
    </div>
  );
}
