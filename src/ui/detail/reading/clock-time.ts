import { exactTime } from '../../format/times.ts';

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** Time of the day alone when it was today. */
export function clockTime(ms: number, now: number): string {
  return new Date(ms).toDateString() === new Date(now).toDateString() ? clock.format(ms) : exactTime(ms);
}
