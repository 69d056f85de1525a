import { finish, type Slices } from '../slices.ts';
import type { Language } from '../words/language.ts';
import { dates } from './recognisers/calendar.ts';
import { clockTimes } from './recognisers/clock.ts';
import { codes } from './recognisers/codes.ts';
import { commands } from './recognisers/commands.ts';
import { idioms } from './recognisers/idioms.ts';
import { ids, passwords, versions } from './recognisers/ids.ts';
import { names } from './recognisers/names.ts';
import { quantities } from './recognisers/quantities.ts';
import { quarterHours } from './recognisers/quarter-hours.ts';
import { byLanguage, type Claim, type Recogniser, type SlowRecogniser } from './recognisers/recogniser.ts';
import { carried } from './recognisers/ranges.ts';
import { web } from './recognisers/web.ts';
import type { Specific } from './specific.ts';

/** Of two that claim the same words, the one that stands first here has them. */
const recognisersOf = byLanguage<Recogniser | SlowRecogniser>((language) => [
  ...idioms,
  passwords,
  ...web,
  ...commands,
  ...dates(language),
  ...clockTimes(language),
  ...quarterHours(language),
  ...versions,
  ...codes,
  ...ids,
  quantities,
  ...names(language),
]);

/** Patterns are compiled when they are first used, and again when the browser has let go of them: some take 20 ms. */
const RECOGNISERS_A_SLICE = 4;
/** In a longer text, each may find thousands. */
const LONG_CHARS = 10_000;

/** The specifics of a text, in order. Where two claim the same words, the longer one has them, and nothing is in it. */
export function* readSpecifics(text: string, language: Language): Slices<Specific[]> {
  const found = longest(withoutCodeInNames(yield* claimsOf(text, language)), text.length);
  yield;
  const ranges = yield* carried(text, language, found, (part) => finish(claimsOf(part, language)));
  // The first number of a range was taken for another kind.
  const all = ranges.length === 0 ? found : longest([...ranges, ...found], text.length);
  const hasRelease = all.some(({ kind }) => kind === 'version');
  const hasStatus = all.some(({ kind, value }) => kind === 'code' && STATUS.test(value));
  return all
    .map((claim) => likeOthers(claim, text.slice(claim.start, claim.end), hasRelease, hasStatus))
    .flatMap(({ kind, value, start, end }) =>
      kind === 'none' ? [] : [{ kind, text: text.slice(start, end), value, start, end }],
    );
}

/** The same, at once. */
export const findSpecifics = (text: string, language: Language): Specific[] => finish(readSpecifics(text, language));

/** A name that reaches over a piece of code is none, nor one that ends within an identifier. */
function withoutCodeInNames(claims: readonly Claim[]): Claim[] {
  const ends = new Map<number, number>();
  for (const { kind, start, end } of claims) {
    const until = kind === 'code' || kind === 'version' ? Number.POSITIVE_INFINITY : kind === 'id' ? end : 0;
    ends.set(start, Math.max(until, ends.get(start) ?? 0));
  }
  return claims.filter(({ kind, start, end }) => kind !== 'name' || !hasEndBeyond(ends, start + 1, end));
}

function hasEndBeyond(ends: ReadonlyMap<number, number>, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if ((ends.get(at) ?? 0) > to) return true;
  return false;
}

const STATUS = /^[1-5]\d\d$/u;

/** Beside a release, 3.9 is another; beside a status, so is 429. */
function likeOthers(claim: Claim, text: string, hasRelease: boolean, hasStatus: boolean): Claim {
  if (claim.kind === 'number' && hasRelease && /^\d+\.\d+$/u.test(text))
    return { ...claim, kind: 'version', value: text };
  if (claim.kind === 'number' && hasStatus && /^[45]\d\d$/u.test(text)) return { ...claim, kind: 'code' };
  return claim;
}

function* claimsOf(text: string, language: Language): Slices<Claim[]> {
  const claims: Claim[] = [];
  for (const [at, recognise] of recognisersOf(language).entries()) {
    if (at % RECOGNISERS_A_SLICE === 0 || text.length > LONG_CHARS) yield;
    const found = recognise(text, language);
    for (const claim of Array.isArray(found) ? found : yield* found) claims.push(claim);
  }
  return claims;
}

function longest(claims: readonly Claim[], length: number): Claim[] {
  const isTaken = new Uint8Array(length);
  return claims
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))
    .filter(({ start, end }) => {
      // Whatever overlaps is at least as long, and so reaches over one of the ends.
      if (end <= start || isTaken[start] || isTaken[end - 1]) return false;
      isTaken.fill(1, start, end);
      return true;
    })
    .sort((a, b) => a.start - b.start);
}
