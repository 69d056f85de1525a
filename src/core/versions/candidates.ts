import { createNearest } from '../nearest.ts';
import type { Slices } from '../slices.ts';
import { languageOf } from '../words/language.ts';
import { createComparison, type Likeness } from './likeness.ts';
import type { WordId } from './relatives.ts';
import type { Twins } from './twins.ts';
import { readStatements, type Profile, type Vocabulary } from './vocabulary.ts';

/** Two statements that may be one. */
export interface Candidate {
  before: number;
  after: number;
  likeness: Likeness;
  /** How much more they overlap than either does with its next best; of the two the better. */
  lead: number;
  /** Both begin with one heading, which no other statement of their versions has. */
  isHeaded: boolean;
}

/**
 * How much of one of a pair the other has, and none of its own partner, 0–1. One of the two has such a partner already:
 * that is the whole, which the other may be a part of.
 */
export type OwnShare = (
  pair: { before: number; after: number },
  partner: { before: number | undefined; after: number | undefined },
) => number;

/** So many of the nearest of each statement are compared closely. */
const NEAREST = 5;
/** A word that more statements have brings no two together. */
const MAX_WITH_WORD = 100;
const COMPARED_A_SLICE = 20;
const MAX_LEAD = 0.3;
const SAMPLE_CHARS = 2000;
const NOTHING: Profile = {
  words: [],
  own: [],
  total: 0,
  values: [],
  isNegated: false,
  tellsChange: false,
  outlook: null,
};

/** The pairs of statements without a twin that have words in common. */
export function* findCandidates(
  before: readonly string[],
  after: readonly string[],
  twins: Pick<Twins, 'before' | 'after'>,
): Slices<{ found: Candidate[]; ownShare: OwnShare }> {
  const texts = [...before, ...after];
  const { profiles, vocabulary } = yield* readStatements(texts, languageOf(sampleOf(texts)));
  const { compare, ownShare } = createComparison(vocabulary);
  const profileOf = (version: readonly string[], index: number | undefined): Profile =>
    profiles.get(version[index ?? -1] ?? '') ?? NOTHING;
  const theirs = twins.after.map((index) => profileOf(after, index));
  const nearest = createIndex(theirs, vocabulary);
  const [myHeadings, theirHeadings] = [loneHeadings(before), loneHeadings(after)];
  yield;
  const found: Candidate[] = [];
  let compared = 0;
  for (const index of twins.before) {
    const mine = profileOf(before, index);
    for (const place of nearest(mine)) {
      const likeness = compare(mine, theirs[place] ?? NOTHING);
      if (likeness.overlap === 0) continue;
      const other = twins.after[place] ?? 0;
      const heading = myHeadings.get(index);
      const isHeaded = heading !== undefined && heading === theirHeadings.get(other);
      found.push({ before: index, after: other, likeness, lead: 0, isHeaded });
    }
    compared += 1;
    if (compared % COMPARED_A_SLICE === 0) yield;
  }
  setLeads(found);
  yield;
  return {
    found,
    ownShare(pair, partner) {
      const [mine, other] = [profileOf(before, pair.before), profileOf(after, pair.after)];
      return partner.before === undefined
        ? ownShare(other, mine, profileOf(after, partner.after))
        : ownShare(mine, other, profileOf(before, partner.before));
    },
  };
}

/** What a statement is about, where it says so before a colon: _Rent: 900 euros_. */
const HEADING = /^[^\p{L}]{0,4}(\p{L}[^:：.;]*)(?::\s|：)/u;
const HEADING_CHARS = 48;
/** These say what kind of statement it is, and not what it is about. */
const KINDS =
  /^(?:the )?(?:notes?|facts?|info|important|warning|decisions?|decided|rules?|constraints?|preferences?|user|customer|client|assistant|agent|to-?dos?|tasks?|actions?|next steps?|step \S+|questions?|risks?|issues?|updates?|reminders?|summary|context|hinweis|notiz|wichtig|entscheidung|regel|aufgabe|frage|risiko|nutzer(?:in)?|kund(?:e|in)|nota|importante|decisión|regla|tarea|pregunta|riesgo|usuari[oa]|cliente|注意|メモ|決定|重要|ユーザー|备注|决定|用户)$/;

/** By statement: its heading, if no other has the same. */
function loneHeadings(version: readonly string[]): Map<number, string> {
  const places = new Map<string, number | null>();
  for (const [index, text] of version.entries()) {
    const start = text.slice(0, HEADING_CHARS);
    if (!start.includes(':') && !start.includes('：')) continue;
    const heading = HEADING.exec(start)?.[1]?.toLowerCase();
    if (heading && !KINDS.test(heading)) places.set(heading, places.has(heading) ? null : index);
  }
  return new Map([...places].flatMap(([heading, index]) => (index === null ? [] : [[index, heading]])));
}

/** Enough to tell the language by. */
function sampleOf(texts: readonly string[]): string {
  let sample = '';
  for (let at = 0; at < texts.length && sample.length < SAMPLE_CHARS; at += 1) sample += `${texts[at]?.slice(0, 200)} `;
  return sample;
}

/** Finds the nearest of some statements, by the words they share, whole or in parts. */
function createIndex(
  profiles: readonly Profile[],
  { size, weights, relatives }: Vocabulary,
): (mine: Profile) => Int32Array {
  const { starts, places } = holdersOf(profiles, size);
  const totals = Float64Array.from(profiles, ({ total }) => total);
  const shared = new Float64Array(profiles.length);
  const nearest = createNearest(NEAREST);
  const count = (id: WordId, weight: number): void => {
    const [start, end] = [starts[id] ?? 0, starts[id + 1] ?? 0];
    if (end - start > MAX_WITH_WORD) return;
    for (let at = start; at < end; at += 1) {
      const place = places[at] ?? 0;
      shared[place] = (shared[place] ?? 0) + weight;
    }
  };
  return (mine) => {
    shared.fill(0);
    for (const id of mine.own) {
      const weight = weights[id] ?? 0;
      count(id, weight);
      const start = relatives.startOf(id);
      const end = relatives.endOf(id);
      for (let at = start; at < end; at += 1) count(relatives.ids[at] ?? 0, weight * (relatives.shares[at] ?? 0));
    }
    nearest.clear();
    let least = 0;
    for (let place = 0; place < shared.length; place += 1) {
      const score = (shared[place] ?? 0) / (mine.total + (totals[place] ?? 0));
      if (score > least) least = Math.max(0, nearest.add(place, score));
    }
    return nearest.places.subarray(0, nearest.count);
  };
}

/** The places that have each word: those from its start to the next word's. */
function holdersOf(profiles: readonly Profile[], size: number): { starts: Int32Array; places: Int32Array } {
  const starts = new Int32Array(size + 1);
  for (const { own } of profiles) for (const id of own) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let id = 0; id < size; id += 1) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  const places = new Int32Array(starts[size] ?? 0);
  const next = starts.slice();
  for (const [place, { own }] of profiles.entries()) {
    for (const id of own) {
      const at = next[id] ?? 0;
      places[at] = place;
      next[id] = at + 1;
    }
  }
  return { starts, places };
}

function setLeads(found: readonly Candidate[]): void {
  const best = { before: new Map<number, Best>(), after: new Map<number, Best>() };
  for (const { before, after, likeness } of found) {
    note(best.before, before, likeness.overlap);
    note(best.after, after, likeness.overlap);
  }
  for (const candidate of found) {
    const { overlap } = candidate.likeness;
    const lead = Math.max(
      leadOf(best.before.get(candidate.before), overlap),
      leadOf(best.after.get(candidate.after), overlap),
    );
    candidate.lead = Math.max(-MAX_LEAD, Math.min(MAX_LEAD, lead));
  }
}

function leadOf(own: Best | undefined, overlap: number): number {
  return overlap - (overlap === own?.first ? own.second : (own?.first ?? 0));
}

interface Best {
  first: number;
  second: number;
}

function note(best: Map<number, Best>, index: number, overlap: number): void {
  const own = best.get(index);
  if (!own) best.set(index, { first: overlap, second: 0 });
  else if (overlap > own.first) [own.first, own.second] = [overlap, own.first];
  else own.second = Math.max(own.second, overlap);
}
