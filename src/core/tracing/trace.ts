import type { Slices } from '../slices.ts';
import { wordsOf } from '../words/words.ts';

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
  /** Best first, three at most; empty when no message supports it. */
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
const SUPPORTED_FROM = 0.35;
const SPEAKER_SHARE = 0.15;
const NEIGHBOUR_SHARE = 0.25;
const BATCH = 50;

/** Where each statement likely came from, by the words of both: nothing is certain here. */
export function* trace(messages: readonly Said[], statements: readonly string[]): Slices<Trace> {
  const index = new Map<string, Map<number, number>>();
  const lengths: number[] = [];
  for (const [at, { text }] of messages.entries()) {
    const words = wordsOf(text);
    lengths.push(words.length);
    for (const { stem } of words) {
      const found = index.get(stem) ?? new Map<number, number>();
      index.set(stem, found.set(at, (found.get(at) ?? 0) + 1));
    }
    if (at % BATCH === 0) yield;
  }
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const speakers = messages.map(({ speaker }) => wordsOf(speaker ?? '').map(({ stem }) => stem));
  const traces: StatementTrace[] = [];
  for (const [at, statement] of statements.entries()) {
    traces.push(traceOne(new Set(wordsOf(statement).map(({ stem }) => stem)), { index, lengths, mean, speakers }));
    if (at % BATCH === 0) yield;
  }
  return { statements: traces, ...keptOf(messages.length, traces) };
}

interface Index {
  index: ReadonlyMap<string, ReadonlyMap<number, number>>;
  lengths: readonly number[];
  mean: number;
  speakers: readonly (readonly string[])[];
}

function traceOne(stems: ReadonlySet<string>, { index, lengths, mean, speakers }: Index): StatementTrace {
  const count = lengths.length;
  const own = new Float64Array(count);
  let most = 0;
  for (const stem of stems) {
    const found = index.get(stem);
    const inverse = Math.log(1 + (count - (found?.size ?? 0) + 0.5) / ((found?.size ?? 0) + 0.5));
    most += inverse;
    for (const [at, times] of found ?? []) {
      const norm = 0.4 + 0.6 * ((lengths[at] ?? 0) / mean);
      own[at] = (own[at] ?? 0) + (inverse * times * 2) / (times + norm);
    }
  }
  if (most === 0) return { sources: [], support: 0, isSupported: false };
  const scored: Source[] = [];
  for (const [at, score] of own.entries()) {
    if (score === 0) continue;
    const near = Math.max(own[at - 1] ?? 0, own[at + 1] ?? 0) * NEIGHBOUR_SHARE;
    const spoke = speakers[at]?.some((name) => stems.has(name)) ? SPEAKER_SHARE : 0;
    scored.push({ message: at, score: Math.min(1, (score + near) / most / 1.5 + spoke) });
  }
  scored.sort((a, b) => b.score - a.score || a.message - b.message);
  const support = scored[0]?.score ?? 0;
  return { sources: scored.slice(0, MAX_SOURCES), support, isSupported: support >= SUPPORTED_FROM };
}

function keptOf(count: number, traces: readonly StatementTrace[]): Pick<Trace, 'kept' | 'keptBy'> {
  const by = Array.from({ length: count }, (): { statement: number; score: number }[] => []);
  for (const [statement, { sources }] of traces.entries()) {
    for (const { message, score } of sources) by[message]?.push({ statement, score });
  }
  for (const found of by) found.sort((a, b) => b.score - a.score || a.statement - b.statement);
  return {
    kept: by.map(([best]) => best?.score ?? 0),
    keptBy: by.map((found) => found.map(({ statement }) => statement)),
  };
}
