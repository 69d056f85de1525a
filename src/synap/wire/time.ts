/** Parses times on the wire into epoch milliseconds. */

const ISO_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?$/i;

/**
 * An ISO 8601 time. Without a zone it is UTC: Synap's backend writes naive UTC times, which `Date.parse` would read as
 * local. Fractions finer than a millisecond are cut, because engines disagree on them.
 */
export function parseIsoTime(text: string): number | null {
  const match = ISO_TIME.exec(text.trim());
  if (match === null) return null;
  const [, date = '', minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = match;
  const millis = fraction.slice(0, 3).padEnd(3, '0');
  return epochMs(Date.parse(`${date}T${minutes}:${seconds}.${millis}${fullZone(zone)}`));
}

function fullZone(zone: string): string {
  if (zone.length === 1) return 'Z';
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  return `${zone.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d\d:\d\d:\d\d/i;

/** The date of a `Date` or `Retry-After` header, in any of the three forms of RFC 9110, all of them GMT. */
export function parseHttpDate(text: string): number | null {
  const date = text.trim();
  // `Date.parse` alone finds a date in nearly anything that contains a number.
  if (!HTTP_DATE.test(date)) return null;
  return epochMs(Date.parse(date.replace(/( GMT)?$/i, ' GMT')));
}

function epochMs(parsed: number): number | null {
  return Number.isNaN(parsed) ? null : parsed;
}
