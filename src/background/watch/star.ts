import type { KnownRun } from '../../core/conversation/run-order.ts';
import { fail, succeed, type Outcome } from '../../core/errors.ts';
import type { ScheduleDeps } from './poll-schedule.ts';
import { starred, type NewWatch, type WatchRecord } from './watch-record.ts';

/** The maximum number of stars in all profiles together. */
const MAX_STARS = 200;

/**
 * Sets a star. Where there are as many as there can be, the oldest whose run has ended makes way, if the user has heard
 * of that; else the star is refused.
 */
export async function setStar(
  { watches, clock }: Pick<ScheduleDeps, 'watches' | 'clock'>,
  wish: NewWatch,
  known: KnownRun | null,
): Promise<Outcome<undefined>> {
  let isFull = false;
  const makesWay: WatchRecord[] = [];
  await watches.changeStored(wish.profileId, wish.conversationId, (before, all) => {
    const others = [...all].filter((record) => record.starred && record !== before);
    const surplus = others.length - (MAX_STARS - 1);
    if (surplus > 0 && !before?.starred) {
      const oldestFirst = others.filter(isDone).sort((a, b) => a.since - b.since);
      makesWay.push(...oldestFirst.slice(0, surplus));
      isFull = makesWay.length < surplus;
    }
    return isFull ? before : starred(before, wish, clock.now(), known);
  });
  if (isFull) return fail({ kind: 'too-many-watches', limit: MAX_STARS });
  for (const { profileId, conversationId } of makesWay)
    await watches.change(profileId, conversationId, (record) => (record && isDone(record) ? null : record));
  return succeed(undefined);
}

function isDone({ nextAt, unseen, untold }: WatchRecord): boolean {
  return nextAt === null && !unseen && !untold;
}
