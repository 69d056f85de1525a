import type { CompactedSummary, ContextForPrompt } from '../../conversation/conversation.ts';
import type { Statement } from '../../conversation/statements.ts';
import { readSpecifics } from '../../specifics/find-specifics.ts';
import type { Slices } from '../../slices.ts';
import type { Message } from '../../transcript/message.ts';
import { languageOf } from '../../words/language.ts';
import { rarityIn } from './rarity.ts';
import { createCommitmentsKept, type CommitmentsKept } from './commitments-kept.ts';
import { countSaid } from './counts.ts';
import { fateOf } from './fate.ts';
import { FATES, type KeptReport, type Loss, type MessageReport } from './kept-report.ts';
import { lossesOf } from './losses.ts';
import { readInFull } from './read-in-full.ts';
import { readMessages, type ReadMessage } from './read-messages.ts';
import { createSaidValues, type SaidValues } from './said-values.ts';
import { statementSources, unsourcedOf } from './statement-sources.ts';
import type { Trace } from '../trace.ts';
import { verdictOf } from './verdict.ts';

export interface ReportInput {
  messages: readonly Message[];
  summary: CompactedSummary;
  /** The statements of the summary. */
  statements: readonly Statement[];
  /** The text of the version before; null if there is none, or it is not known. */
  before: string | null;
  prompt: ContextForPrompt;
  /** Messages that Synap counts; null if it does not say. */
  counted: number | null;
}

const BATCH = 20;

export function* report(input: ReportInput): Slices<KeptReport> {
  const { messages, statements, prompt } = input;
  const isRecent = yield* readInFull(messages, prompt);
  const texts = statements.map(({ text }) => text);
  const traced = yield* statementSources(messages, statements);
  const read = yield* readMessages(messages);
  const summary = yield* summaryValues(input);
  const inPrompt = yield* recentValues(messages, read, isRecent);
  const rarity = yield* rarityIn(messages.map(({ text }) => text));
  const kept = yield* createCommitmentsKept(texts, rarity);
  const recent = yield* createCommitmentsKept(
    messages.filter((_, at) => isRecent[at]).map(({ text }) => text),
    rarity,
  );
  const reports: MessageReport[] = [];
  for (const [at, message] of messages.entries()) {
    const own = read[at] ?? { specifics: [], commitments: [] };
    const said = saidOf(message, own, { summary, inPrompt, kept, recent });
    const found = { statements: traced.keptBy[at] ?? [], ...said };
    reports.push({ fate: fateOf(message.text, found, isRecent[at] ?? false), ...found });
    if (at % BATCH === 0) yield;
  }
  return yield* summed(input, reports, traced.statements);
}

interface Where {
  summary: SaidValues;
  inPrompt: SaidValues;
  kept: CommitmentsKept;
  recent: CommitmentsKept;
}

function saidOf(
  { text, at }: Message,
  { specifics, commitments }: ReadMessage,
  { summary, inPrompt, kept, recent }: Where,
): Pick<MessageReport, 'specifics' | 'commitments'> {
  return {
    specifics: specifics.map((specific) => ({
      specific,
      isKept: summary.has(specific, at),
      inPrompt: inPrompt.has(specific, at),
    })),
    commitments: commitments.map((commitment) => ({
      commitment,
      isKept: kept.isKept(text, commitment),
      inPrompt: recent.isKept(text, commitment),
    })),
  };
}

/** What the summary says, in its statements or anywhere in its text. */
function* summaryValues({ summary, statements }: ReportInput): Slices<SaidValues> {
  const values = createSaidValues();
  const texts = [...statements.map(({ path, text }) => `${path} ${text}`), ...summary.context.split('\n')];
  const language = languageOf(summary.context);
  for (const text of new Set(texts)) {
    values.add(yield* readSpecifics(text, language), text);
  }
  return values;
}

/** What the messages say that are still read in full. */
function* recentValues(
  messages: readonly Message[],
  read: readonly ReadMessage[],
  isRecent: readonly boolean[],
): Slices<SaidValues> {
  const values = createSaidValues();
  for (const [at, message] of messages.entries()) {
    if (isRecent[at]) values.add(read[at]?.specifics ?? [], message.text);
    if (at % BATCH === 0) yield;
  }
  return values;
}

function* summed(input: ReportInput, messages: MessageReport[], traced: Trace['statements']): Slices<KeptReport> {
  const { summary, statements, before, counted } = input;
  const losses: Loss[] = [];
  for (const [at, message] of input.messages.entries()) {
    const own = messages[at];
    if (own !== undefined && own.fate !== 'recent') losses.push(...lossesOf(at, message, own));
    if (at % BATCH === 0) yield;
  }
  yield;
  losses.sort((a, b) => b.weight - a.weight || a.message - b.message);
  const compacted = messages.filter(({ fate }) => fate !== 'recent');
  yield;
  const said = countSaid(compacted);
  yield;
  const unsourced = unsourcedOf(statements, traced, {
    messages: messages.length,
    compacted: compacted.length,
    counted,
  });
  const fates = Object.fromEntries(
    FATES.map((fate) => [fate, messages.filter((message) => message.fate === fate).length]),
  ) as KeptReport['fates'];
  const verdict = verdictOf({
    summary,
    before,
    ...said,
    unsourced,
    compacted: compacted.length,
    statements: statements.length,
  });
  return { messages, statements: traced, ...said, fates, losses, unsourced, counted, verdict };
}
