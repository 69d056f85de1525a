/**
 * The parts of a conversation that Synap answers for, and how to name one.
 *
 * A new kind begins here: add its answer to `PartData` and its options to `PartChoice`, and the compiler reports every
 * table that lacks it.
 */
import type {
  Answer,
  CompactedSummary,
  CompactionStatus,
  ContextForPrompt,
  PromptStyle,
  SummaryFormat,
} from './conversation.ts';

export interface PartData {
  status: CompactionStatus;
  /** `null`: there is no summary yet. */
  summary: CompactedSummary | null;
  prompt: ContextForPrompt;
}

export type PartKind = keyof PartData;

interface PartChoice {
  status: unknown;
  /** `version: null` means the latest. */
  summary: { format: SummaryFormat; version: number | null };
  prompt: { style: PromptStyle };
}

export type Part<K extends PartKind = PartKind> = { [P in K]: { kind: P } & PartChoice[P] }[K];

/** The data of any part. */
export type AnyPartData = PartData[PartKind];

/** A part together with its answer. */
export type PartAnswer<K extends PartKind = PartKind> = { [P in K]: { part: Part<P>; answer: Answer<PartData[P]> } }[K];

/** The parts that every view of a conversation shows. */
export const STATUS = { kind: 'status' } as const satisfies Part;
export const SUMMARY = { kind: 'summary', format: 'structured', version: null } as const satisfies Part;
export const PROMPT = { kind: 'prompt', style: 'structured' } as const satisfies Part;

/** One part of each kind: the default request. */
export const PARTS = { status: STATUS, summary: SUMMARY, prompt: PROMPT } as const satisfies {
  [K in PartKind]: Part<K>;
};
export const PART_KINDS = Object.keys(PARTS) as PartKind[];

/** Names a part in stores and maps: `status`, `summary:structured:latest`, `prompt:narrative`. */
export function partKey(part: Part): string {
  switch (part.kind) {
    case 'status':
      return 'status';
    case 'summary':
      return `summary:${part.format}:${part.version ?? 'latest'}`;
    case 'prompt':
      return `prompt:${part.style}`;
  }
}

/** Pairs a part with its answer. The cast is needed because TypeScript cannot see that both are of one kind. */
export function partAnswer(part: Part, answer: Answer<AnyPartData>): PartAnswer {
  return { part, answer } as PartAnswer;
}
