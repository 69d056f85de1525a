/** The time before a name, as chats are exported: `[31/12/2023, 22:15:07] Ann: …`, `2024-05-01 10:00 - Ann: …`. */

const DATE = String.raw`(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})`;
const TIME = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d{1,6})?\s*([ap])?\.?(?:m\b\.?)?`;
const STAMP = new RegExp(
  String.raw`^[\u200e\u200f\s]*\[?(?:${DATE}(?:,|T|\s)\s*)?${TIME}(?:Z|\s?[+-]\d{2}:?\d{2})?\]?(?:\s*[-–—|])?\s+`,
  'i',
);

export interface Stamp {
  /** The characters that it takes. */
  length: number;
  /** Null where it has no date. */
  date: { first: number; second: number; third: number; separator: string } | null;
  hours: number;
  minutes: number;
  seconds: number;
}

/** Null where the line begins with no time. */
export function stampOf(line: string): Stamp | null {
  const match = STAMP.exec(line.slice(0, 60));
  if (!match) return null;
  const [whole, first, separator = '', second, third, hour, minute, second60, half] = match;
  const isPm = half?.toLowerCase() === 'p';
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (isPm ? 12 : 0);
  const minutes = Number(minute);
  const seconds = Number(second60 ?? 0);
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const date =
    first === undefined ? null : { first: Number(first), second: Number(second), third: Number(third), separator };
  return { length: whole.length, date, hours, minutes, seconds };
}

type DayOrder = 'day-first' | 'month-first';

/** Whether `3/4/2024` is in April or in March: a day beyond 12 tells. Dots are written day first, else slashes month first. */
export function dayOrderOf(stamps: readonly Stamp[]): DayOrder {
  const dates = stamps.map(({ date }) => date).filter((date) => date !== null && date.first < 1000);
  if (dates.some((date) => (date?.first ?? 0) > 12)) return 'day-first';
  if (dates.some((date) => (date?.second ?? 0) > 12)) return 'month-first';
  return dates.some((date) => date?.separator === '/') ? 'month-first' : 'day-first';
}

/** Epoch ms in the local time of the reader, as the export was written; null without a date. */
export function timeAt({ date, hours, minutes, seconds }: Stamp, order: DayOrder): number | null {
  if (date === null) return null;
  const isYearFirst = date.first > 999;
  const year = isYearFirst ? date.first : date.third < 100 ? 2000 + date.third : date.third;
  const isMonthFirst = isYearFirst || order === 'month-first';
  const month = isYearFirst ? date.second : isMonthFirst ? date.first : date.second;
  const day = isYearFirst ? date.third : isMonthFirst ? date.second : date.first;
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return new Date(year, month - 1, day, hours, minutes, seconds).getTime();
}
