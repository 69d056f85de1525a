const DAY_MS = 86_400_000;
/** Of `2026-06-07`, for a day, a month and a year. */
const LENGTHS: Readonly<Record<string, number>> = { d: 10, m: 7, y: 4 };
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * The values with which a date may be said elsewhere: `relative:-1d` is a day of the calendar once it is known when it
 * was said, and a date with its year is also one without.
 */
export function dateForms(value: string, at: number | null): string[] {
  const days = at === null ? [] : calendarDays(value, at);
  return [...new Set([value, ...days].flatMap(withoutYear))];
}

function withoutYear(value: string): string[] {
  const month = /^\d{4}(-\d{2}(?:-\d{2})?)$/.exec(value)?.[1];
  return month === undefined ? [value] : [value, `-${month}`];
}

function calendarDays(value: string, at: number): string[] {
  const [, count, unit] = /^relative:([+-]\d{1,5})([dmy])$/.exec(value) ?? [];
  if (count !== undefined) return steppedBy(Number(count), unit ?? 'd', at);
  const weekday = WEEKDAYS.indexOf(/^relative:([a-z]{3})$/.exec(value)?.[1] ?? '');
  if (weekday === -1) return [];
  const ahead = (weekday - new Date(at).getUTCDay() + 7) % 7;
  // "On Friday" is the coming one, or the last.
  return [ahead, ahead - 7].flatMap((days) => steppedBy(days, 'd', at));
}

function steppedBy(count: number, unit: string, at: number): string[] {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const stepped =
    unit === 'd'
      ? new Date(at + count * DAY_MS)
      : new Date(unit === 'm' ? Date.UTC(year, month + count, 1) : Date.UTC(year + count, 0, 1));
  // A year of five digits is no date that anybody says.
  const iso = Number.isNaN(stepped.getTime()) ? '' : stepped.toISOString();
  return /^\d{4}-/.test(iso) ? [iso.slice(0, LENGTHS[unit])] : [];
}
