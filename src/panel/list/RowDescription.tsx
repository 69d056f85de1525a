import type { ComponentChild } from 'preact';
import { shortText } from '../../core/cut-text.ts';
import { visibleText } from '../../core/visible-text.ts';
import { useApp, useRunProgress } from '../../ui/model/app.ts';
import { versionText } from '../../ui/facts/fact-texts.ts';
import { freshnessText } from '../../ui/facts/freshness/freshness-texts.ts';
import { seenWhere } from '../../ui/facts/seen-where.ts';
import { shownStatus } from '../../ui/model/slots/slot.ts';
import { statusAppearance } from '../../ui/format/status-appearance.ts';
import { joined, t } from '../../ui/format/i18n.ts';
import { exactTime } from '../../ui/format/times.ts';
import type { RunProgress } from '../../ui/model/slots/run-estimate.ts';
import type { RowState } from './list-order.ts';
import { lastChange, refreshFailure, rowFact, statusOf } from './row-facts.ts';

const MAX_REASON_CHARS = 80;

/** Describes the row's columns for screen readers, which cannot see a cell's column head. */
export function rowDescription(row: RowState): ComponentChild {
  if (statusOf(row.slot)?.state === 'in_progress') return <RunningDescription row={row} />;
  return describe(row, null);
}

function RunningDescription({ row }: { row: RowState }) {
  const model = useApp().store.conversation(row.found.id);
  return <>{describe(row, useRunProgress(model))}</>;
}

function describe(row: RowState, run: RunProgress | null): string {
  const { slot, version, keptRatio, likely, watched, found } = row;
  const status = statusOf(slot);
  const changedAt = lastChange(slot);
  const { label: state } = statusAppearance(shownStatus(slot));
  const fact = rowFact(slot, keptRatio, run);
  const parts = [
    state,
    fact.toLowerCase() === state.toLowerCase() ? null : fact,
    refreshFailure(slot),
    versionText(status, version),
    changedAt === null ? null : t('panelChangedAt', exactTime(changedAt)),
    row.freshness !== 'unknown' ? freshnessText({ kind: row.freshness, newer: row.newer }) : null,
    status?.state === 'failed' ? status.errorMessage && shortText(status.errorMessage, MAX_REASON_CHARS) : null,
    likely || status ? null : t('panelUnlikely'),
    t('panelSeen', seenWhere(found.evidence)),
    watched ? t('panelWatched') : null,
  ];
  return visibleText(
    joined(
      'inTurn',
      parts.filter((part) => part !== null),
    ),
  );
}
