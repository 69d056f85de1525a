import type { Language } from '../words/language.ts';

const known = new Map<Language, ReadonlyMap<string, string>>();

/** The names of months and days of the week as they are written, each with one form for its long and short name. */
export function namedDays(language: Language): ReadonlyMap<string, string> {
  const found = known.get(language) ?? readNames(language);
  known.set(language, found);
  return found;
}

function readNames(language: Language): Map<string, string> {
  const names = new Map<string, string>();
  const add = (form: Intl.DateTimeFormatOptions, month: number, day: number, value: string) => {
    const date = new Date(Date.UTC(2024, month, day));
    const name = new Intl.DateTimeFormat(language, { ...form, timeZone: 'UTC' }).format(date);
    // Some short names are other words without a capital: el mar. In Japanese a month is a number.
    const isShort = (form.month ?? form.weekday) === 'short';
    if (!/^[^\d\s.]{3,}$/u.test(name) || (isShort && /^\p{Ll}/u.test(name))) return;
    names.set(name, value);
    if (form.weekday) names.set(`${name}s`, value);
  };
  for (const style of ['short', 'long'] as const) {
    for (let month = 0; month < 12; month += 1) add({ month: style }, month, 1, `month ${month + 1}`);
    for (let day = 1; day <= 7; day += 1) add({ weekday: style }, 0, day, `day ${day}`);
  }
  return names;
}
