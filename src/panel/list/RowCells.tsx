import { shortText } from '../../core/cut-text.ts';
import { STATUS } from '../../core/conversation/part.ts';
import { TriangleAlert } from 'lucide';
import { visibleText } from '../../core/visible-text.ts';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { useApp, useNow, useRunProgress } from '../../ui/model/app.ts';
import { freshnessText } from '../../ui/facts/freshness/freshness-texts.ts';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { SafeText } from '../../ui/components/basics/SafeText.tsx';
import { percent } from '../../ui/format/numbers.ts';
import { formatNumber, perLanguage, t, tn } from '../../ui/format/i18n.ts';
import { agoText, exactTime } from '../../ui/format/times.ts';
import type { RowState } from './list-order.ts';
import { lastChange, refreshFailure, rowFact, shortRunFact, statusOf } from './row-facts.ts';

const roughly = perLanguage((locale) => new Intl.NumberFormat(locale, { notation: 'compact' }));
const MAX_WORD_CHARS = 40;
const MAX_HINT_CHARS = 300;

/** The columns after the name, each with one known fact. */
export function rowCells(row: RowState) {
  const changedAt = lastChange(row.slot);
  return (
    <>
      {versionCell(row)}
      {factCell(row, changedAt === null)}
      {row.saved !== null && (
        <span class="cell-saved" title={tn('panelSavedTitle', row.saved)}>
          {roughly().format(row.saved)}
        </span>
      )}
      {freshnessCell(row)}
      {changedAt !== null && <ChangedCell at={changedAt} />}
    </>
  );
}

function versionCell({ slot, version }: RowState) {
  if (statusOf(slot)?.state === 'in_progress') {
    return <span class="cell-version">{t('fromToShort', version ?? '–', (version ?? 0) + 1)}</span>;
  }
  return version === null ? null : <span class="cell-version">{formatNumber(version)}</span>;
}

/** Shows the share kept, or says why there is none. */
function factCell(row: RowState, isLast: boolean) {
  const { slot, keptRatio } = row;
  const reach = isLast ? 'is-last' : isFreshnessKnown(row) ? 'is-short' : '';
  const status = statusOf(slot);
  const state = status?.state;
  const failure = refreshFailure(slot);
  const sign = failure && (
    <span class="cell-warning" title={failure}>
      {Icon({ node: TriangleAlert, size: 11 })}
    </span>
  );
  if (state === 'completed') {
    return (
      <span class="cell-kept" title={rowFact(slot, keptRatio, null)}>
        {sign}
        {keptRatio === null ? '–' : percent(keptRatio)}
      </span>
    );
  }
  // The notice below the list says so once for all, with a button.
  if (!status && slot.error?.kind === 'key-refused') return null;
  const failed = state === 'failed' ? status?.errorMessage : null;
  const fact = rowFact(slot, null, null);
  return (
    <span class={`cell-words ellipsis ${reach}`} title={visibleText(shortText(failed || fact, MAX_HINT_CHARS))}>
      {sign}
      {state === 'in_progress' ? (
        <RunningFact id={row.found.id} />
      ) : (
        SafeText({ text: shortText(fact, MAX_WORD_CHARS) })
      )}
    </span>
  );
}

/** A component of its own, so that only runs in progress render every second. */
function RunningFact({ id }: { id: ConversationId }) {
  const model = useApp().store.conversation(id);
  const run = useRunProgress(model);
  return <span title={rowFact(model.slot(STATUS).value, null, run)}>{shortRunFact(run)}</span>;
}

function isFreshnessKnown({ freshness }: RowState): boolean {
  return freshness === 'stale' || freshness === 'fresh';
}

function freshnessCell({ freshness, newer }: RowState) {
  if (freshness !== 'stale' && freshness !== 'fresh') return null;
  const title = freshnessText({ kind: freshness, newer }) ?? undefined;
  if (freshness === 'fresh') {
    return (
      <span class="cell-freshness mut" title={title}>
        {t('freshFresh')}
      </span>
    );
  }
  return (
    <span class="cell-freshness" title={title}>
      <span class="cell-stale tone-warn">{t('freshStale')}</span>
    </span>
  );
}

const AGE_EVERY_MS = 10_000;
const MINUTE_MS = 60_000;

function ChangedCell({ at }: { at: number }) {
  const { shell } = useApp();
  // Seconds keep pace with the detail's; later, many rows need not be drawn each second.
  const now = useNow(shell.now() - at < MINUTE_MS ? 1000 : AGE_EVERY_MS);
  return (
    <span class="cell-changed" title={exactTime(at)}>
      {agoText(at, now)}
    </span>
  );
}
