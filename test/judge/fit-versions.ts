/**
 * `npm run fit -- VERSIONS.json [ANSWERS.json]`: finds the weights by which statements of two versions are paired, from annotated
 * pairs of versions and from light-edits.json, and prints them. ANSWERS.json gets, for each pair of versions, what weights found
 * without it say.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import * as v from 'valibot';
import { finish } from '../../src/core/slices.ts';
import { findCandidates } from '../../src/core/versions/candidates.ts';
import { pairStatements } from '../../src/core/versions/match.ts';
import { featuresOf, judge, type PairWeights } from '../../src/core/versions/pair-model.ts';
import { findTwins } from '../../src/core/versions/twins.ts';
import { decoded } from './decoded.ts';

const ANNOTATED = v.object({
  id: v.string(),
  before: v.array(v.string()),
  after: v.array(v.string()),
  pairs: v.array(v.tuple([v.number(), v.number(), v.picklist(['same', 'reworded', 'updated'])])),
});
type Annotated = v.InferOutput<typeof ANNOTATED>;

/** Keeps weights small: what little data says loudly is mostly chance. */
const RESTRAINT = 2;
const ROUNDS = 500;
const PACE = 0.3;
const MOMENTUM = 0.9;
/** Statements that were only touched up are simple, and so many of them in a version are rare. */
const LIGHT_SHARE = 0.5;

interface Sample {
  features: number[];
  reworded: number;
  updated: number;
  counts: number;
}

export function main([file, answersFile]: readonly string[]): number {
  if (!file) {
    process.stderr.write('usage: npm run fit -- VERSIONS.json [ANSWERS.json]\n');
    return 2;
  }
  const [all, light] = [read(file), read(new URL('light-edits.json', import.meta.url))];
  const samples = new Map(
    [...all, ...light].map((one) => [one, samplesOf(one, light.includes(one) ? LIGHT_SHARE : 1)]),
  );
  process.stdout.write(`${JSON.stringify(fit([...samples.values()].flat()))}\n`);
  if (answersFile) {
    const answers = [...samples.keys()].map((one) => {
      const others = [...samples].flatMap(([other, own]) => (other === one ? [] : own));
      const pairs = finish(pairStatements(one.before, one.after, fit(others)));
      return { id: one.id, pairs: pairs.map((pair) => [pair.before, pair.after, pair.kind, pair.isSure]) };
    });
    writeFileSync(answersFile, `${JSON.stringify(answers)}\n`);
  }
  return 0;
}

function read(file: string | URL): Annotated[] {
  const all: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return decoded(v.object({ all: v.array(ANNOTATED) }), { id: String(file), all }).all;
}

function fit(samples: readonly Sample[]): PairWeights {
  const size = samples[0]?.features.length ?? 0;
  const scales = Array.from({ length: size }, (_, at) => scaleOf(samples.map(({ features }) => features[at] ?? 0)));
  const scaled = samples.map((sample) => ({
    ...sample,
    features: sample.features.map((value, at) =>
      at === 0 ? 1 : (value - (scales[at]?.mean ?? 0)) / (scales[at]?.spread ?? 1),
    ),
  }));
  const none = () => ({ reworded: Array<number>(size).fill(0), updated: Array<number>(size).fill(0) });
  const [weights, pace] = [none(), none()];
  for (let round = 0; round < ROUNDS; round += 1) improve(weights, pace, scaled);
  const unscaled = (own: readonly number[]) => {
    const slopes = own.map((weight, at) => (at === 0 ? weight : weight / (scales[at]?.spread ?? 1)));
    const offset = slopes.reduce((sum, slope, at) => (at === 0 ? sum : sum + slope * (scales[at]?.mean ?? 0)), 0);
    return slopes.map((slope, at) => Number((at === 0 ? slope - offset : slope).toFixed(2)));
  };
  return { reworded: unscaled(weights.reworded), updated: unscaled(weights.updated) };
}

function samplesOf({ before, after, pairs }: Annotated, counts: number): Sample[] {
  const kinds = new Map(pairs.map(([mine, theirs, kind]) => [`${mine} ${theirs}`, kind]));
  return finish(findCandidates(before, after, findTwins(before, after))).found.map((candidate) => {
    const kind = kinds.get(`${candidate.before} ${candidate.after}`);
    return {
      features: featuresOf(candidate),
      reworded: Number(kind === 'reworded'),
      updated: Number(kind === 'updated'),
      counts,
    };
  });
}

function scaleOf(values: readonly number[]): { mean: number; spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, spread: Math.sqrt(variance) || 1 };
}

type Weights = Record<'reworded' | 'updated', number[]>;

/** One step of gradient descent with momentum. */
function improve(weights: Weights, pace: Weights, samples: readonly Sample[]): void {
  const slopes: Weights = { reworded: weights.reworded.map(() => 0), updated: weights.updated.map(() => 0) };
  for (const sample of samples) {
    const said = judge(sample.features, weights);
    for (const kind of ['reworded', 'updated'] as const) {
      const miss = (said[kind] - sample[kind]) * sample.counts;
      for (const [at, feature] of sample.features.entries()) {
        slopes[kind][at] = (slopes[kind][at] ?? 0) + miss * feature;
      }
    }
  }
  for (const kind of ['reworded', 'updated'] as const) {
    pace[kind] = pace[kind].map((own, at) => {
      const restraint = at === 0 ? 0 : RESTRAINT * (weights[kind][at] ?? 0);
      return MOMENTUM * own - (PACE * ((slopes[kind][at] ?? 0) + restraint)) / samples.length;
    });
    weights[kind] = weights[kind].map((weight, at) => weight + (pace[kind][at] ?? 0));
  }
}
