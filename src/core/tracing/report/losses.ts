import type { Message } from '../../transcript/message.ts';
import type { Commitment } from '../../specifics/commitments.ts';
import type { Specific, SpecificKind } from '../../specifics/specific.ts';
import { sentencesOf } from '../../words/sentences.ts';
import type { Loss, MessageReport } from './kept-report.ts';

/** How binding each kind is, against the others. Commitments weigh most. */
const COMMITMENTS: Readonly<Record<Commitment['kind'], number>> = {
  never: 100,
  deadline: 100,
  must: 95,
  decision: 80,
  preference: 60,
};
const UNNAMED_SHARE = 0.5;
const SPECIFICS: Readonly<Record<SpecificKind, number>> = {
  amount: 20,
  date: 16,
  time: 14,
  command: 12,
  path: 12,
  id: 12,
  link: 10,
  email: 10,
  code: 10,
  version: 8,
  duration: 8,
  number: 6,
  name: 5,
};

/** The sentences of one message from which something is lost. */
export function lossesOf(message: number, { text }: Message, report: MessageReport): Loss[] {
  const specifics = report.specifics
    .filter(({ isKept, inPrompt }) => !isKept && !inPrompt)
    .map(({ specific }) => specific);
  const commitments = report.commitments
    .filter(({ isKept, inPrompt }) => !isKept && !inPrompt)
    .map(({ commitment }) => commitment);
  if (specifics.length + commitments.length === 0) return [];
  const bound = commitments.map((commitment) => {
    const { start, end, kind } = commitment;
    const within = specifics.filter((specific) => specific.start < end && specific.end > start);
    // "Please hold me to that" binds, but to nothing that it names.
    const weight = COMMITMENTS[kind] * (within.length > 0 ? 1 : UNNAMED_SHARE) + weightOf(within);
    return { message, start, end, commitment, specifics: within, weight };
  });
  const rest = specifics.filter((specific) => !bound.some((loss) => loss.specifics.includes(specific)));
  return [...bound, ...bySentence(message, text, rest)];
}

function bySentence(message: number, text: string, specifics: readonly Specific[]): Loss[] {
  if (specifics.length === 0) return [];
  const sentences = sentencesOf(text);
  const losses = new Map<number, Loss>();
  for (const specific of specifics) {
    const own = sentences.find(({ start, end }) => specific.start < end && specific.end > start) ?? specific;
    const known = losses.get(own.start)?.specifics ?? [];
    const within = [...known, specific];
    losses.set(own.start, {
      message,
      start: own.start,
      end: own.end,
      commitment: null,
      specifics: within,
      weight: weightOf(within),
    });
  }
  return [...losses.values()];
}

function weightOf(specifics: readonly Specific[]): number {
  return specifics.reduce((sum, { kind }) => sum + SPECIFICS[kind], 0);
}
