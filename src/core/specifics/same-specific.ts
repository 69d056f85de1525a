import type { Specific, SpecificKind } from './specific.ts';

type Meaning = Pick<Specific, 'kind' | 'value'>;

const DAY_MS = 86_400_000;
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Kinds whose value is the text itself: whether 8841 is a number, a build or an error says nothing about it. */
const LITERAL = new Set<SpecificKind>(['number', 'id', 'code', 'version', 'name', 'path', 'command']);

/**
 * Whether two specifics mean the same, whatever they are written like. What one of them leaves open the other may say: the
 * year of a day, the zone of a time, the first name of a person. A number alone is an amount of as much from three digits
 * on (1200 and 1200 EUR); a smaller one is too common to be the same. `saidAt`, in epoch milliseconds, is when a relative
 * date was said, if that is known.
 */
export function sameSpecific(a: Meaning, b: Meaning, saidAt: number | null = null): boolean {
  if (a.kind !== b.kind) return sameOfTwoKinds(a, b);
  if (a.value === b.value) return true;
  switch (a.kind) {
    case 'date':
      return sameDate(dayOf(a.value, saidAt), dayOf(b.value, saidAt));
    case 'time':
      return isLeftOpen(a.value, b.value, ' ');
    case 'duration':
      return inMinutes(a.value) === inMinutes(b.value);
    case 'name':
      return isPartOfName(a.value, b.value) || isPartOfName(b.value, a.value);
    case 'path':
      return a.value.endsWith(`/${b.value}`) || b.value.endsWith(`/${a.value}`);
    case 'link':
      return bareLink(a.value) === bareLink(b.value);
    case 'number':
    case 'amount':
      return false;
    default:
      return bareText(a.value) === bareText(b.value);
  }
}

function sameOfTwoKinds(a: Meaning, b: Meaning): boolean {
  if (LITERAL.has(a.kind) && LITERAL.has(b.kind)) return bareText(a.value) === bareText(b.value);
  const [number, amount] = a.kind === 'number' ? [a, b] : [b, a];
  if (number.kind !== 'number' || amount.kind !== 'amount') return false;
  return amount.value.split(' ', 1)[0] === number.value && number.value.replace(/\D/gu, '').length >= 3;
}

const bareText = (text: string) => text.toLowerCase().replace(/^#|[\s()-]/gu, '');
const bareLink = (link: string) => link.replace(/^[a-z]+:\/\/(?:www\.)?/u, '');

/** Whether one is the other with more to it. */
const isLeftOpen = (a: string, b: string, mark: string) => a.startsWith(b + mark) || b.startsWith(a + mark);

/** Lopez is Maria Lopez. */
const isPartOfName = (part: string, whole: string) => part.length > 2 && ` ${whole} `.includes(` ${part} `);

const inMinutes = (duration: string) => {
  const [, days = ''] = /^P([\d.]+)D$/u.exec(duration) ?? [];
  return days === '' ? duration : `PT${Number(days) * 1440}M`;
};

/** A year, month or day that one of them leaves open may be any. */
function sameDate(a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [partsOf(a), partsOf(b)];
  if (one.length === 0 || one.length !== other.length) return false;
  return one.every((part, at) => part === '' || other[at] === '' || part === other[at]);
}

/** Year, month or quarter, and day, as far as they are said; empty for what is no date of a calendar. */
function partsOf(date: string): string[] {
  const [, year, month, day] = /^(\d{4}|-)-(\d\d|Q\d|)(?:-(\d\d))?$/u.exec(date) ?? [];
  if (year === undefined || month === undefined) return [];
  return [year, month, ...(day === undefined ? [] : [day])].map((part) => (part === '-' ? '' : part));
}

/** The day that a relative date means, by the universal calendar; as it is where that cannot be told. */
function dayOf(date: string, saidAt: number | null): string {
  if (saidAt === null) return date;
  const dayAt = (days: number) => new Date(saidAt + days * DAY_MS).toISOString().slice(0, 10);
  const [, days] = /^relative:([+-]\d+)d$/u.exec(date) ?? [];
  if (days !== undefined) return dayAt(Number(days));
  const [, weekday = '', weeks = '0'] = /^relative:([a-z]{3})([+-]1)?$/u.exec(date) ?? [];
  const ahead = (WEEKDAYS.indexOf(weekday) - new Date(saidAt).getUTCDay() + 7) % 7;
  if (WEEKDAYS.includes(weekday)) return dayAt(weeks === '-1' ? (ahead || 7) - 7 : weeks === '+1' ? ahead || 7 : ahead);
  const [, years] = /^relative:([+-]\d+)y$/u.exec(date) ?? [];
  return years === undefined ? date : String(new Date(saidAt).getUTCFullYear() + Number(years));
}
