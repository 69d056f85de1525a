import { useEffect } from 'preact/hooks';
import type { CompactedSummary, SummaryFormat } from '../../../core/conversation/conversation.ts';
import { partKey, type Part } from '../../../core/conversation/part.ts';
import type { AppError } from '../../../core/errors.ts';
import { conversationFacts, heldAnswers } from '../../facts/conversation-facts.ts';
import { type Comparison, isSameComparison, latestTwo } from '../../facts/versions/comparison.ts';
import { timeLine, type TimeLineRun } from '../../facts/versions/time-line.ts';
import { versionsOf } from '../../facts/content/summary-facts.ts';
import { useApp } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import type { Slot } from '../../model/slots/slot.ts';
import { comparisonChoice } from '../../model/versions/comparison-choice.ts';
import { readVersions } from '../../model/versions/read-versions.ts';
import { useKept } from '../../model/versions/use-kept.ts';

/** One version as it was read, in some format. */
export interface Side {
  version: number;
  slot: Slot<CompactedSummary | null>;
  /** Null while it is not at hand. */
  summary: CompactedSummary | null;
  retry(): void;
}

export interface Versions {
  /** Null until the worker told what it knows. */
  line: readonly TimeLineRun[] | null;
  /** Those of its versions that were read. */
  read: ReadonlyMap<number, CompactedSummary>;
  historyError: AppError | null;
  retryHistory(): void;
  latest: number | null;
  comparison: Comparison;
  /** A version that came after the user chose another comparison than the latest two; null for none. */
  newer: number | null;
  compare(comparison: Comparison): void;
  format: SummaryFormat;
  chooseFormat(format: SummaryFormat): void;
}

/** The time line of a conversation, and what of it is compared. */
export function useVersions(model: ConversationModel): Versions {
  const { store } = useApp();
  const history = useKept('history', model.id);
  const choice = comparisonChoice(model, store.epoch.value);
  const told = conversationFacts(heldAnswers(model), 0).version;
  const kept = history.value ?? [];
  const latestKnown = Math.max(0, told ?? 0, ...kept.map(({ version }) => version ?? 0));
  const read = readVersions(model, store.epoch.value, versionsOf(latestKnown));
  const numbered = [...read].map(([version, summary]) => ({ ...summary, version }));
  const line = history.value && timeLine(history.value, told, numbered);
  const made = line?.flatMap(({ version }) => version ?? []) ?? [];
  const latest = made.length > 0 ? Math.max(...made) : told;
  const { versions, format } = choice.value;
  return {
    line: line ?? (history.error ? timeLine([], told, numbered) : null),
    read,
    historyError: history.error,
    retryHistory: history.ask,
    latest,
    comparison: versions ?? latestTwo(latest),
    newer: versions !== null && latest !== null && latest > versions.latest ? latest : null,
    compare: (comparison) => {
      const isDefault = isSameComparison(comparison, latestTwo(latest));
      choice.value = { ...choice.peek(), versions: isDefault ? null : { ...comparison, latest: latest ?? 0 } };
    },
    format,
    chooseFormat: (format) => {
      choice.value = { ...choice.peek(), format };
    },
  };
}

/** Reads one version, pinned and so from Synap, and keeps it while it is on show. A version never changes. */
export function useSide(model: ConversationModel, version: number | null, format: SummaryFormat): Side | null {
  const part = { kind: 'summary', format, version } as const satisfies Part;
  useEffect(() => {
    if (version === null) return undefined;
    const hide = model.show(part);
    const { answer, loading } = model.slot(part).peek();
    if (!answer?.data && !loading) void model.load(part, 'cached');
    return hide;
  }, [model, partKey(part), version === null]);
  if (version === null) return null;
  const slot = model.slot(part).value;
  return { version, slot, summary: slot.answer?.data ?? null, retry: () => void model.load(part, 'fresh') };
}
