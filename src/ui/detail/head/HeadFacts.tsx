import { PROMPT, STATUS } from '../../../core/conversation/part.ts';
import type { CompactionStatus } from '../../../core/conversation/conversation.ts';
import type { AppError } from '../../../core/errors.ts';
import { StatusChip } from '../../components/basics/StatusChip.tsx';
import type { ConversationFacts } from '../../facts/conversation-facts.ts';
import { countsText, versionName, versionText } from '../../facts/fact-texts.ts';
import { FRESHNESS_TONES, freshnessText } from '../../facts/freshness/freshness-texts.ts';
import { qualityVerdict, verdictWord } from '../../facts/quality-verdict.ts';
import { t } from '../../format/i18n.ts';
import { formatScore, formatTokens, percent } from '../../format/numbers.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { unknownWord, type ShownStatus } from '../../model/slots/slot.ts';

interface HeadFactsProps {
  model: ConversationModel;
  status: ShownStatus;
  facts: ConversationFacts;
  line: string | null;
}

/** State, freshness, tokens and score in one row, which is cut at its end. */
export function HeadFacts({ model, status, facts, line }: HeadFactsProps) {
  const slot = model.slot(STATUS).value;
  const { answer, error } = slot;
  const data = answer?.data ?? null;
  return (
    <div class="head-facts">
      <StatusChip
        status={status}
        word={goneWord(error) ?? unknownWord(slot)}
        version={chipVersion(data, status, facts)}
      />
      <FreshChip facts={facts} loading={model.slot(PROMPT).value.loading} />
      <span class="head-numbers ellipsis" title={line ?? countsText(facts.savings) ?? undefined}>
        <Tokens facts={facts} /> <Score facts={facts} />
      </span>
    </div>
  );
}

/** Hidden while the freshness is not known yet. */
function FreshChip({ facts: { freshness }, loading }: { facts: ConversationFacts; loading: boolean }) {
  const { kind } = freshness;
  if (kind === 'none' || (kind === 'unknown' && loading)) return null;
  return <span class={`chip fresh-chip tone-${FRESHNESS_TONES[kind]}`}>{freshnessText(freshness)}</span>;
}

/** Names each state as the list does. */
function goneWord(error: AppError | null): string | null {
  if (error?.kind === 'unknown-conversation') return t('stateNotFound');
  return error?.kind === 'no-messages' ? t('stateNoMessages') : null;
}

/** A failed run made no version, and an error says nothing of one. */
function chipVersion(
  data: CompactionStatus | null,
  status: ShownStatus,
  { version }: ConversationFacts,
): string | null {
  return status === 'completed' || status === 'in_progress' ? versionText(data, version) : null;
}

/** Beside a run that made no version (yet), the figures are an earlier one's. */
function Tokens({ facts: { savings, earlierVersion } }: { facts: ConversationFacts }) {
  const { original, compacted, keptRatio } = savings;
  const kept = keptRatio === null ? null : percent(keptRatio);
  if (original === null || compacted === null) return kept === null ? null : <span>{t('lineKept', kept)}</span>;
  return (
    <span>
      {earlierVersion === null ? null : <span class="mut">{versionName(earlierVersion)} </span>}
      {t('fromTo', formatTokens(original), formatTokens(compacted))}{' '}
      {kept === null ? null : <span class="mut">{t('aside', kept)}</span>}
    </span>
  );
}

function Score({ facts: { quality } }: { facts: ConversationFacts }) {
  const verdict = qualityVerdict(quality);
  if (quality.score === null && verdict !== 'failed') return null;
  return (
    <span class={`head-score verdict-${verdict}`}>
      {quality.score === null ? null : formatScore(quality.score)}{' '}
      <span class="head-verdict">{verdictWord(verdict)}</span>
    </span>
  );
}
