import type { Slices } from '../slices.ts';
import { createFinder, type Candidate } from './ranking/candidates.ts';
import { createCorpus } from './ranking/corpus.ts';
import { settle, type Settled } from './ranking/settle.ts';
import { TRACE_WEIGHTS } from './ranking/weights.ts';

export interface Said {
  text: string;
  speaker: string | null;
}

interface Source {
  /** Index of the message. */
  message: number;
  /** 0–1. */
  score: number;
}

interface StatementTrace {
  /** Best first, three at most; the closest ones where none supports it, and none where nothing is alike. */
  sources: Source[];
  /** 0–1. */
  support: number;
  isSupported: boolean;
}

export interface Trace {
  statements: StatementTrace[];
  /** Per message, 0–1: how sure that a statement keeps what it said. */
  kept: number[];
  /** Per message: statements that keep it, best first. */
  keptBy: number[][];
}

const MAX_SOURCES = 3;
/** Flags 0.7 % of the annotated statements, and 61 % of those that were mixed in from other conversations. */
const SUPPORTED_FROM = 0.2;

/** Where each statement likely came from, by the words of both: nothing is certain here. */
export function* trace(messages: readonly Said[], statements: readonly string[]): Slices<Trace> {
  const corpus = yield* createCorpus({ messages, statements });
  const finder = createFinder(corpus, TRACE_WEIGHTS);
  const found: Candidate[][] = [];
  for (const at of statements.keys()) found.push(yield* finder.find(at));
  const settled = yield* settle(found, messages.length, TRACE_WEIGHTS.claim);
  return { statements: settled.map(traceOf), ...keptOf(messages.length, settled) };
}

function traceOf(candidates: readonly Settled[]): StatementTrace {
  const sources: Source[] = [];
  for (const { message, share, likelihood } of candidates.slice(0, MAX_SOURCES)) {
    const alike = likelihood * Math.sqrt(share / (candidates[0]?.share ?? 1));
    // Who spoke, and what else the message says, may rank a message above one that is closer by its words.
    sources.push({ message, score: Math.min(sources.at(-1)?.score ?? 1, rounded(alike)) });
  }
  const support = sources[0]?.score ?? 0;
  return { sources, support, isSupported: support >= SUPPORTED_FROM };
}

function keptOf(count: number, settled: readonly (readonly Settled[])[]): Pick<Trace, 'kept' | 'keptBy'> {
  const kept = Array.from({ length: count }, () => 0);
  const by = Array.from({ length: count }, (): { statement: number; sure: number }[] => []);
  for (const [statement, candidates] of settled.entries()) {
    for (const [rank, { message, share, likelihood }] of candidates.entries()) {
      const sure = rounded(share * likelihood);
      kept[message] = Math.max(kept[message] ?? 0, sure);
      if (rank < MAX_SOURCES) by[message]?.push({ statement, sure });
    }
  }
  for (const found of by) found.sort((a, b) => b.sure - a.sure || a.statement - b.statement);
  return { kept, keptBy: by.map((found) => found.map(({ statement }) => statement)) };
}

/** Sums depend on the order of their terms in the last digits; what is told must not. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
