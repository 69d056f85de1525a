import { firstSentence } from './first-sentence.ts';
import { gatherMaterial, type Material } from './material.ts';
import type { Item, Message, Session } from './script.ts';
import type { SummaryContent } from './summary-content.ts';
import { unitFrom } from './seed.ts';
import { quote, structuredText } from './render.ts';
import { estimateTokens } from './tokens.ts';

export interface Summary {
  content: SummaryContent;
  originalTokens: number;
  compactedTokens: number;
  validationScore: number;
  warnings: string[];
}

export interface SummaryRequest {
  sessions: readonly Session[];
  coveredMessages: number;
  strategy: string;
  targetTokens: number | null;
  /** Keep every statement and every session's summary, and no message word for word. */
  keepAll: boolean;
  /** Makes the score differ a little between runs, always in the same way. */
  seed: string;
}

/** Under this a run fails. */
export const REQUIRED_SCORE = 0.5;
/** What a section's heading costs. */
const HEADING_TOKENS = 6;

const SHARES: ReadonlyMap<string, number> = new Map([
  ['aggressive', 0.15],
  ['balanced', 0.4],
  ['conservative', 0.7],
  ['low', 0.7],
  ['medium', 0.4],
  ['high', 0.15],
]);

/** Share of the tokens to keep; `adaptive` cuts the longer conversations harder. */
function keptShare(strategy: string, originalTokens: number): number {
  const fixed = SHARES.get(strategy);
  if (fixed !== undefined) return fixed;
  if (originalTokens > 8000) return 0.15;
  return originalTokens > 800 ? 0.4 : 0.7;
}

export function summarise(request: SummaryRequest): Summary {
  const material = gatherMaterial(request.sessions, request.coveredMessages);
  const originalTokens = messageTokens(material.messages);
  const state = stateOf(material, request);
  const budget = request.keepAll
    ? null
    : (request.targetTokens ?? Math.floor(originalTokens * keptShare(request.strategy, originalTokens)));
  const content = budget === null ? everything(material, state) : withinBudget(material, state, budget);
  const statements = countStatements(material);
  const kept = countStatements(content);
  const share = statements === 0 ? 1 : kept / statements;
  const lost = statements - kept;
  return {
    content,
    originalTokens,
    compactedTokens: estimateTokens(structuredText(content)),
    validationScore: round(0.4 + 0.57 * Math.sqrt(share) - 0.03 * unitFrom(request.seed), 2),
    warnings:
      lost === 0 ? [] : [`${lost} of ${statements} statements were left out to meet the target of ${budget} tokens.`],
  };
}

export function messageTokens(messages: readonly Message[]): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
}

function everything(material: Material, state: Record<string, unknown>): SummaryContent {
  const { facts, decisions, preferences, narrative } = material;
  return { facts, decisions, preferences, stateLines: stateLinesOf(material), excerpts: [], narrative, state };
}

/** Decisions before preferences before facts, the newest first; what room is left goes to messages, word for word. */
function withinBudget(material: Material, state: Record<string, unknown>, budgetTokens: number): SummaryContent {
  const purse = { left: budgetTokens };
  return {
    decisions: affordable(material.decisions, ({ content }) => content, purse),
    preferences: affordable(material.preferences, ({ content }) => content, purse),
    facts: affordable(material.facts, ({ content }) => content, purse),
    stateLines: affordable(stateLinesOf(material), (line) => line, purse),
    excerpts: affordable(material.messages, quote, purse),
    narrative: affordableProse(material.narrative, budgetTokens),
    state,
  };
}

/** The newest items that the purse can pay for, in their old order. */
function affordable<T>(items: readonly T[], textOf: (item: T) => string, purse: { left: number }): T[] {
  const taken = new Set<T>();
  for (const item of [...items].reverse()) {
    const heading = taken.size === 0 ? HEADING_TOKENS : 0;
    const cost = estimateTokens(`- ${textOf(item)}\n`) + heading;
    if (cost > purse.left) continue;
    purse.left -= cost;
    taken.add(item);
  }
  return items.filter((item) => taken.has(item));
}

/** Prose is a format of its own, so it has the budget to itself; at least a sentence of the end is told. */
function affordableProse(narrative: readonly string[], budgetTokens: number): string[] {
  const told = affordable(narrative, (text) => text, { left: budgetTokens });
  return told.length > 0 ? told : narrative.slice(-1).map((text) => firstSentence(text, budgetTokens * 4));
}

function stateLinesOf({ topic, openQuestions }: Material): string[] {
  return [...openQuestions.map((question) => `Open: ${question}`), ...(topic === '' ? [] : [`Last topic: ${topic}`])];
}

function stateOf(material: Material, request: SummaryRequest): Record<string, unknown> {
  const speakers = material.messages.map(({ speaker, role }) => speaker ?? role);
  return {
    participants: [...new Set(speakers)],
    covered: {
      sessions: material.narrative.length,
      messages: Math.min(request.coveredMessages, material.messages.length),
    },
    last_topic: material.topic,
    open_questions: material.openQuestions,
  };
}

function countStatements(of: { facts: Item[]; decisions: Item[]; preferences: Item[] }): number {
  return of.facts.length + of.decisions.length + of.preferences.length;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
