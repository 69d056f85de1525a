import type { CompactedSummary } from '../../../core/conversation/conversation.ts';
import { type Statement, statementsOf } from '../../../core/conversation/statements.ts';
import type { Slices } from '../../../core/slices.ts';
import { matchStatements, type StatementPair } from '../../../core/versions/match.ts';
import { diffState, type StateChange } from '../../../core/versions/state-diff.ts';

/** In the order in which they are told: what was lost comes first. */
export const CHANGE_KINDS = ['removed', 'updated', 'reworded', 'added', 'same'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What became of statements: of one, of several that were merged, or of one that was split. */
export interface Change {
  kind: ChangeKind;
  /** In the order of their version; empty for what was added. */
  before: Statement[];
  /** Empty for what was removed. */
  after: Statement[];
  isSure: boolean;
}

export interface VersionDiff {
  changes: Readonly<Record<ChangeKind, readonly Change[]>>;
  state: readonly StateChange[];
}

/** Compares two versions by meaning: every statement of either stands in exactly one change. */
export function* diffVersions(before: CompactedSummary, after: CompactedSummary): Slices<VersionDiff> {
  const [old, now] = [comparedOf(before), comparedOf(after)];
  const pairs = yield* matchStatements(
    old.map(({ text }) => text),
    now.map(({ text }) => text),
  );
  const changes = changesOf(old, now, pairs);
  return {
    changes: Object.fromEntries(
      CHANGE_KINDS.map((kind) => [kind, changes.filter((change) => change.kind === kind)]),
    ) as Record<ChangeKind, Change[]>,
    state: diffState(before.currentState, after.currentState),
  };
}

/** The state is compared by its keys, not by its words. */
function comparedOf(summary: CompactedSummary): Statement[] {
  return statementsOf(summary).filter(({ kind }) => kind !== 'state');
}

/** What became of the statements of both, by the pairs that they form. */
export function changesOf(old: Statement[], now: Statement[], pairs: readonly StatementPair[]): Change[] {
  const taken = { before: new Set(pairs.map(({ before }) => before)), after: new Set(pairs.map(({ after }) => after)) };
  return [
    ...old.filter((_, index) => !taken.before.has(index)).map((one) => alone('removed', [one], [])),
    ...joined(pairs).map((group) => ({
      kind: kindOf(group),
      before: distinct(group.map(({ before }) => before)).flatMap((index) => old[index] ?? []),
      after: distinct(group.map(({ after }) => after)).flatMap((index) => now[index] ?? []),
      isSure: group.every(({ isSure }) => isSure),
    })),
    ...now.filter((_, index) => !taken.after.has(index)).map((one) => alone('added', [], [one])),
  ];
}

function alone(kind: 'removed' | 'added', before: Statement[], after: Statement[]): Change {
  return { kind, before, after, isSure: true };
}

/** Pairs that share a statement, together: a merge, or a split. In the order of the newer version. */
function joined(pairs: readonly StatementPair[]): StatementPair[][] {
  const groups: StatementPair[][] = [];
  const groupOf = new Map<string, StatementPair[]>();
  for (const pair of pairs.toSorted((a, b) => a.after - b.after || a.before - b.before)) {
    const ends = [`before ${pair.before}`, `after ${pair.after}`];
    const [first, second] = ends.map((end) => groupOf.get(end)).filter((group) => group !== undefined);
    const group = first ?? [];
    if (first === undefined) groups.push(group);
    group.push(pair);
    if (second !== undefined && second !== group) {
      group.push(...second);
      groups.splice(groups.indexOf(second), 1);
    }
    for (const { before, after } of group) groupOf.set(`before ${before}`, group).set(`after ${after}`, group);
  }
  return groups;
}

function kindOf(group: readonly StatementPair[]): ChangeKind {
  const [only] = group;
  if (only !== undefined && group.length === 1) return only.kind;
  return group.some(({ kind }) => kind === 'updated') ? 'updated' : 'reworded';
}

const distinct = (indexes: number[]): number[] => [...new Set(indexes)].toSorted((a, b) => a - b);
