import { shortText } from '../../core/cut-text.ts';
import type { CompactionStatus } from '../../core/conversation/conversation.ts';
import type { Savings } from '../../core/conversation/savings.ts';
import { visibleText } from '../../core/visible-text.ts';
import { formatScore, formatTokens, percent } from '../format/numbers.ts';
import { t } from '../format/i18n.ts';
import { agoText, countdownText } from '../format/times.ts';
import { learnEstimate, runProgress, type RunProgress } from '../model/slots/run-estimate.ts';
import { freshnessText } from './freshness/freshness-texts.ts';
import { conversationFacts, type ConversationFacts, type HeldAnswers } from './conversation-facts.ts';

const MAX_ERROR_CHARS = 160;

/** A one-line summary, ready to copy; null while no status is held. `now` is our clock's, in epoch milliseconds. */
export function oneLine(held: HeldAnswers, now: number): string | null {
  if (!held.status) return null;
  // Relative to the server's clock, which dated the run.
  const serverNow = now + held.status.meta.serverSkewMs;
  const facts = conversationFacts(held, now);
  const parts = facts.statusBehind
    ? completed(null, facts, serverNow)
    : lineParts(held.status.data, facts, serverNow, runOf(held, now));
  return visibleText(parts.join(' · ').replace(/\s+/g, ' '));
}

/** Returns what happened and when, for a view that shows the rest below; null while no status is held. */
export function headline(held: HeldAnswers, now: number): string | null {
  if (!held.status) return null;
  const { status, summary } = held;
  const { state, completedAt, latestCreatedAt } = status.data;
  const serverNow = now + status.meta.serverSkewMs;
  const facts = conversationFacts(held, now);
  if (facts.statusBehind) return [compacted(facts), ...ago(summary?.data?.createdAt ?? null, serverNow)].join(' · ');
  switch (state) {
    case 'completed':
      return [compacted(facts), ...ago(completedAt ?? facts.summary?.createdAt ?? null, serverNow)].join(' · ');
    case 'failed':
      return [t('lineFailed'), ...ago(completedAt ?? latestCreatedAt, serverNow)].join(' · ');
    case 'in_progress':
      return t('lineRunning');
    default:
      return oneLine(held, now);
  }
}

function compacted({ version }: ConversationFacts): string {
  return version === null ? t('lineCompacted') : t('lineCompactedVersion', version);
}

function lineParts(status: CompactionStatus, facts: ConversationFacts, now: number, run: RunProgress | null): string[] {
  switch (status.state) {
    case 'none':
      return [t('lineNone')];
    case 'unknown':
      return [t('lineUnknown', status.statusWord)];
    case 'failed':
      return [
        t('lineFailed'),
        ...(status.errorMessage ? [shortText(status.errorMessage, MAX_ERROR_CHARS)] : []),
        ...ago(status.completedAt ?? status.latestCreatedAt, now),
      ];
    case 'in_progress':
      return running(status, run);
    case 'completed':
      return completed(status, facts, now);
  }
}

/** The run in progress, by the same estimate as everywhere. */
function runOf({ status, run }: HeldAnswers, now: number): RunProgress | null {
  const estimate = run ?? (status && learnEstimate(null, status.data, status.meta));
  return estimate && runProgress(estimate, now);
}

function running(status: CompactionStatus, run: RunProgress | null): string[] {
  const line = [t('lineRunning')];
  if (!run) return line;
  if (status.latestCreatedAt !== null) line.push(t('lineStarted', agoText(0, run.ranMs)));
  if (run.leftMs !== null) line.push(t('lineEstimate', countdownText(run.leftMs)));
  else if (run.over) line.push(t('runningOver'));
  return line;
}

/** Returns null for a version that the status does not report yet. */
function completed(status: CompactionStatus | null, facts: ConversationFacts, now: number): string[] {
  const { strategy, summary, quality, freshness } = facts;
  const line = [compacted(facts)];
  if (strategy) line.push(strategy);
  line.push(...tokens(facts.savings));
  if (quality.score !== null) line.push(t('lineScore', formatScore(quality.score)));
  const stale = freshness.kind === 'stale' ? freshnessText(freshness) : null;
  return [...line, ...ago(status?.completedAt ?? summary?.createdAt ?? null, now), ...(stale === null ? [] : [stale])];
}

function tokens({ original, compacted, keptRatio }: Savings): string[] {
  if (original === null || compacted === null) return keptRatio === null ? [] : [t('lineKept', percent(keptRatio))];
  const counts = t('lineTokens', formatTokens(original), formatTokens(compacted));
  return [keptRatio === null ? counts : t('noted', counts, t('lineKept', percent(keptRatio)))];
}

function ago(then: number | null, now: number): string[] {
  return then === null ? [] : [agoText(then, now)];
}
