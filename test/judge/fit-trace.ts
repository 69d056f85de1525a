/**
 * `npm run fit:trace -- FOLDER`: finds the weights of tracing on annotated conversations: on all of them, and on each half, of
 * which it tells how well they do on the other half.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { finish } from '../../src/core/slices.ts';
import { createFinder } from '../../src/core/tracing/ranking/candidates.ts';
import { createCorpus, type Corpus } from '../../src/core/tracing/ranking/corpus.ts';
import { settle } from '../../src/core/tracing/ranking/settle.ts';
import { TRACE_WEIGHTS, type TraceWeights } from '../../src/core/tracing/ranking/weights.ts';

const CONVERSATION = v.object({
  messages: v.array(v.object({ ref: v.string(), content: v.string(), speaker: v.string() })),
  sessions: v.array(
    v.object({
      facts: v.array(v.object({ content: v.string(), source_evidence: v.union([v.string(), v.array(v.string())]) })),
    }),
  ),
});

interface Known {
  corpus: Corpus;
  /** By statement: the messages that it is from. */
  sources: ReadonlySet<number>[];
}

const ROUNDS = 3;
const FACTORS = [0.7, 0.85, 1.2, 1.4];
/** Keeps a source that was not found from counting as infinitely bad. */
const LEAST_SHARE = 1e-3;

export function main([folder]: readonly string[]): number {
  if (!folder) {
    process.stderr.write('usage: npm run fit:trace -- FOLDER\n');
    return 2;
  }
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted();
  const all = names.map((name) => read(join(folder, name)));
  const halves = [0, 1].map((half) => all.filter((_, at) => at % 2 === half));
  tell('as the product has them, all', TRACE_WEIGHTS, all);
  for (const [at, half] of halves.entries()) {
    const other = halves[1 - at] ?? [];
    tell('as the product has them, a half', TRACE_WEIGHTS, half);
    tell('chosen on the other half', chosenOn(other), half);
  }
  tell('chosen on all', chosenOn(all), all);
  return 0;
}

function read(file: string): Known {
  const { messages, sessions } = v.parse(CONVERSATION, JSON.parse(readFileSync(file, 'utf8')));
  const places = new Map(messages.map(({ ref }, at) => [ref, at]));
  const facts = sessions
    .flatMap((session) => session.facts)
    .map(({ content, source_evidence: refs }) => ({
      content,
      sources: new Set(
        [refs]
          .flat()
          .flatMap((ref) => ref.split(/[,;\s]+/))
          .flatMap((ref) => places.get(ref) ?? []),
      ),
    }))
    .filter(({ sources }) => sources.size > 0);
  const said = messages.map(({ content, speaker }) => ({ text: content, speaker }));
  const corpus = finish(createCorpus({ messages: said, statements: facts.map(({ content }) => content) }));
  return { corpus, sources: facts.map(({ sources }) => sources) };
}

/** Each weight in turn is made more or less for as long as that helps. */
function chosenOn(known: readonly Known[]): TraceWeights {
  let best = TRACE_WEIGHTS;
  let most = scoreOf(best, known).likelihood;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of Object.keys(TRACE_WEIGHTS) as (keyof TraceWeights)[]) {
      const from = best;
      for (const factor of FACTORS) {
        const tried = { ...from, [name]: Number((from[name] * factor).toPrecision(3)) };
        const { likelihood } = scoreOf(tried, known);
        if (likelihood > most) [most, best] = [likelihood, tried];
      }
    }
  }
  return best;
}

function scoreOf(weights: TraceWeights, known: readonly Known[]): { likelihood: number; first: number; third: number } {
  const sums = { likelihood: 0, first: 0, third: 0 };
  let count = 0;
  for (const { corpus, sources } of known) {
    const finder = createFinder(corpus, weights);
    const found = corpus.statements.map((_, at) => finish(finder.find(at)));
    for (const [at, candidates] of finish(settle(found, corpus.messages.length, weights.claim)).entries()) {
      const isSource = ({ message }: { message: number }) => sources[at]?.has(message) ?? false;
      const share = candidates.filter(isSource).reduce((sum, one) => sum + one.share, 0);
      sums.likelihood += Math.log(share + LEAST_SHARE);
      sums.first += Number(candidates.slice(0, 1).some(isSource));
      sums.third += Number(candidates.slice(0, 3).some(isSource));
      count += 1;
    }
  }
  return { likelihood: sums.likelihood / count, first: sums.first / count, third: sums.third / count };
}

function tell(what: string, weights: TraceWeights, known: readonly Known[]): void {
  const { likelihood, first, third } = scoreOf(weights, known);
  const figures = `recall@1 ${first.toFixed(3)}  recall@3 ${third.toFixed(3)}  log share ${likelihood.toFixed(4)}`;
  process.stdout.write(`${what.padEnd(32)} ${figures}  ${JSON.stringify(weights)}\n`);
}
