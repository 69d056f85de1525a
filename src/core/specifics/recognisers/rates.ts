import { unitOf, type Unit } from './tables/units.ts';

const RATE = /^(?: ?\/ ?| (?:per|pro|por|a|an|al|je|im|am|à) )([A-Za-zÀ-ɏµμ²³]+)/u;
const NIGHT = /^(?:night|Nacht|noche)$/u;
const NIGHTLY: Unit = { kind: 'duration', per: 'D', count: 1, name: 'night' };

/** Rents and interest are told so: £900 pcm, 4 % p.a. */
const SHORT = /^ ?(?:(pcm|p\.c\.m\.?)|(pw|p\.w\.?)|(p\. ?a\.?|per annum))(?![\p{L}\d])/u;
const SHORT_NAMES = ['month', 'week', 'year'];

/** What an amount is for each of, by what stands after it: a month, an hour, a litre. */
export function rateOf(after: string, unit: Unit | undefined): { name: string; length: number } {
  const short = SHORT.exec(after);
  if (short && unit?.kind === 'amount' && (unit.isMoney || unit.name === '%')) {
    const name = SHORT_NAMES[short.slice(1).findIndex((one) => one !== undefined)];
    return { name: `/${name}`, length: short[0].length };
  }
  const rate = RATE.exec(after);
  const per = rate?.[1] ? (NIGHT.test(rate[1]) ? NIGHTLY : unitOf(rate[1])) : undefined;
  const isSince =
    rate !== null && /^ (?:ago|earlier|later|before|from now)(?!\p{L})/u.test(after.slice(rate[0].length));
  if (!rate || !per || isSince || (per.kind === 'amount' && per.isMoney)) return { name: '', length: 0 };
  // km/h and Mbit/s are units themselves.
  const isUnit = unit?.kind === 'amount' && !unit.isMoney && /^[hs]$/u.test(rate[1] ?? '');
  return { name: `/${isUnit ? rate[1] : per.name}`, length: rate[0].length };
}
