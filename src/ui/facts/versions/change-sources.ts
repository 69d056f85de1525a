import type { CompactedSummary, ContextForPrompt } from '../../../core/conversation/conversation.ts';
import { type Statement, statementsOf } from '../../../core/conversation/statements.ts';
import type { Slices } from '../../../core/slices.ts';
import { readInFull } from '../../../core/tracing/report/read-in-full.ts';
import { statementSources, unsourcedOf } from '../../../core/tracing/report/statement-sources.ts';
import type { Message } from '../../../core/transcript/message.ts';
import type { Change, VersionDiff } from './version-diff.ts';

/** Where a statement likely came from; null: no message of those that are known supports it. */
export type ChangeSource = { message: Message; number: number } | null;

/** Per statement of a side, by its name; what nothing can be said of is left out. */
export interface DiffSources {
  removed: ReadonlyMap<string, ChangeSource>;
  added: ReadonlyMap<string, ChangeSource>;
}

interface SourcesInput {
  messages: readonly Message[];
  prompt: ContextForPrompt;
  /** Messages that Synap counts; null if it does not say. */
  counted: number | null;
}

/**
 * Where the statements came from that only one of the versions has. All of a version are traced, for they share the
 * messages: so each says the same source here as in the view of what was kept.
 */
export function* diffSources(
  { changes }: VersionDiff,
  before: CompactedSummary,
  after: CompactedSummary,
  input: SourcesInput,
): Slices<DiffSources> {
  const recent = yield* readInFull(input.messages, input.prompt);
  const compacted = recent.filter((isRecent) => !isRecent).length;
  const none: ReadonlyMap<string, ChangeSource> = new Map();
  return {
    removed: changes.removed.length === 0 ? none : yield* sourcesOf(before, input, compacted),
    added: changes.added.length === 0 ? none : yield* sourcesOf(after, input, compacted),
  };
}

function* sourcesOf(
  summary: CompactedSummary,
  { messages, counted }: SourcesInput,
  compacted: number,
): Slices<ReadonlyMap<string, ChangeSource>> {
  const statements = statementsOf(summary);
  const traced = yield* statementSources(messages, statements);
  const unsourced = unsourcedOf(statements, traced.statements, { messages: messages.length, compacted, counted });
  const sources = new Map<string, ChangeSource>();
  for (const [at, statement] of statements.entries()) {
    const best = traced.statements[at]?.sources[0]?.message ?? null;
    const message = best === null ? undefined : messages[best];
    if (best !== null && message !== undefined) sources.set(nameOf(statement), { message, number: best + 1 });
    else if (unsourced?.includes(at)) sources.set(nameOf(statement), null);
  }
  return sources;
}

/** The source of what was removed or added; null: none was found. Undefined where nothing can be said. */
export function sourceOf({ kind, before, after }: Change, sources: DiffSources | null): ChangeSource | undefined {
  const [statement] = kind === 'removed' ? before : after;
  if (sources === null || statement === undefined) return undefined;
  if (kind === 'removed') return sources.removed.get(nameOf(statement)) ?? undefined;
  return kind === 'added' ? sources.added.get(nameOf(statement)) : undefined;
}

const nameOf = ({ kind, number }: Statement): string => `${kind} ${number}`;
