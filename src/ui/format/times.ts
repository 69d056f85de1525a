import { perLanguage, t } from './i18n.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * `2 min ago`, and after 30 days the date. Under 5 s it is "just now", because the seconds would only flicker. So is
 * what a clock puts into the future: everything told here has happened.
 */
export function agoText(then: number, now: number): string {
  const passed = now - then;
  if (passed > 30 * DAY) return dayText(then, now);
  return passed < 5 * SECOND ? t('timeNow') : t('timeAgo', roughText(passed));
}

/** One unit: `40 s`, `2 min`, `3 h`, `5 days`. */
function roughText(ms: number): string {
  if (ms < MINUTE) return t('timeSeconds', Math.floor(ms / SECOND));
  if (ms < HOUR) return t('timeMinutes', Math.floor(ms / MINUTE));
  if (ms < 2 * DAY) return t('timeHours', Math.floor(ms / HOUR));
  return t('timeDays', Math.floor(ms / DAY));
}

/** At most two units: `850 ms`, `9 s`, `4 min 41 s`, `2 h 5 min`, `3 days 4 h`. */
export function durationText(ms: number): string {
  const size = Math.max(0, ms);
  if (size < SECOND) return t('timeMs', Math.round(size));
  if (size < 10 * SECOND) return t('timeSeconds', Math.round(size / 100) / 10);
  const seconds = Math.round(size / SECOND);
  if (seconds < 60) return t('timeSeconds', seconds);
  if (size < HOUR) return pair(t('timeMinutes', Math.floor(seconds / 60)), seconds % 60, 'timeSeconds');
  const minutes = Math.round(size / MINUTE);
  if (size < 2 * DAY) return pair(t('timeHours', Math.floor(minutes / 60)), minutes % 60, 'timeMinutes');
  const hours = Math.round(size / HOUR);
  return pair(t('timeDays', Math.floor(hours / 24)), hours % 24, 'timeHours');
}

function pair(first: string, rest: number, key: 'timeSeconds' | 'timeMinutes' | 'timeHours'): string {
  return rest === 0 ? first : t('pair', first, t(key, rest));
}

/** For a time within a sentence: no line ends between a number and its unit. */
export function unbroken(time: string): string {
  return time.replaceAll(' ', '\u00a0');
}

/** A time that has passed, in whole seconds, as `agoText` counts them. */
export function passedText(ms: number): string {
  return durationText(Math.floor(Math.max(0, ms) / SECOND) * SECOND);
}

/** A countdown in whole seconds, rounded up, so that it does not reach 0 early. */
export function countdownText(ms: number): string {
  return durationText(Math.ceil(Math.max(0, ms) / SECOND) * SECOND);
}

const dated = (format: Intl.DateTimeFormatOptions) => perLanguage((locale) => new Intl.DateTimeFormat(locale, format));

const day = dated({ day: 'numeric', month: 'short' });
const dayOfYear = dated({ day: 'numeric', month: 'short', year: 'numeric' });

/** `15 Nov`, with the year when it is another one than now, in the user's time zone. */
export function dayText(ms: number, now: number): string {
  if (Math.abs(ms) > 8.64e15) return `${ms}`;
  return new Date(ms).getFullYear() === new Date(now).getFullYear() ? day().format(ms) : dayOfYear().format(ms);
}

const exact = dated({ dateStyle: 'medium', timeStyle: 'medium' });

/** Date and time to the second, in the user's time zone. */
export function exactTime(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? exact().format(ms) : `${ms}`;
}

const clock = dated({ timeStyle: 'medium' });

/** Only the time of day for today, else date and time. */
export function clockTime(ms: number, now: number): string {
  return new Date(ms).toDateString() === new Date(now).toDateString() ? clock().format(ms) : exactTime(ms);
}

const clockShort = dated({ timeStyle: 'short' });

/** `14:05` for today, else `27 Nov`: to find a moment again, not to count from it. */
export function whenText(ms: number, now: number): string {
  const isToday = Math.abs(ms) <= 8.64e15 && new Date(ms).toDateString() === new Date(now).toDateString();
  return isToday ? clockShort().format(ms) : dayText(ms, now);
}

/** ISO 8601 in UTC; null for null, and for times outside the range of Date. */
export function isoTime(ms: number | null): string | null {
  return ms !== null && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : null;
}
