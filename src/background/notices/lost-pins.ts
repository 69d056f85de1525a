import { within, type Clock } from '../../core/clock.ts';
import type { CompactedSummary } from '../../core/conversation/conversation.ts';
import { SUMMARY } from '../../core/conversation/part.ts';
import { isSummaryBehind } from '../../core/conversation/run-order.ts';
import { statementsOf } from '../../core/conversation/statements.ts';
import { checkMustKeep } from '../../core/versions/must-keep.ts';
import type { Pins } from '../history/pins.ts';
import type { Lookups } from '../lookup/lookups.ts';
import type { WatchRecord } from '../watch/watch-record.ts';

interface LostPinsDeps {
  clock: Clock;
  pins: Pins;
  read: Lookups['read'];
}

/** A notification waits no longer than this for a summary, which may be held back by the budget. */
const READ_LIMIT_MS = 20_000;

/**
 * The texts of the pins that a run's version has lost. None where that is not known: of a failed run, or where its
 * summary cannot be read.
 */
export async function lostPins({ clock, pins, read }: LostPinsDeps, ended: WatchRecord): Promise<string[]> {
  const { profileId, conversationId, status, known } = ended;
  const pinned = status?.state === 'completed' ? await pins.of(profileId, conversationId) : [];
  if (pinned.length === 0) return [];
  const request = { profileId, conversationId, part: SUMMARY, mode: 'cached', priority: 'automatic' } as const;
  const answer = await within(clock, READ_LIMIT_MS, read(request), null);
  // A summary was asked for.
  const summary = answer?.ok ? ((answer.value?.data ?? null) as CompactedSummary | null) : null;
  if (summary === null || (known !== null && isSummaryBehind(known, summary))) return [];
  const statements = statementsOf(summary).map(({ text }) => text);
  return pinned.map(({ text }) => text).filter((text) => checkMustKeep(text, statements).state === 'lost');
}
