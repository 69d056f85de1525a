import { jsonEntries, leafText } from '../json-source.ts';
import { sentencesOf } from '../words/sentences.ts';
import type { CompactedSummary } from './conversation.ts';

export type StatementKind = 'fact' | 'decision' | 'preference' | 'state' | 'narrative';

/** One thing that a summary says. */
export interface Statement {
  kind: StatementKind;
  /** Its place among those of its kind, from 1; 0 for the state. */
  number: number;
  /** The place of a leaf of the state, as `phase` or `team[2].name`; '' for any other kind. */
  path: string;
  /** The value of a leaf is as written, a string without its quotes. */
  text: string;
}

/** A deeper value is one leaf: depth times length would have no bound. */
const MAX_DEPTH = 60;
/** Keys that a path shows as they are. */
const PLAIN_KEY = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** Facts, decisions, preferences and the leaves of the state; of a summary without any, the sentences of its text. */
export function statementsOf(summary: CompactedSummary): Statement[] {
  const statements = [
    ...listed('fact', summary.facts),
    ...listed('decision', summary.decisions),
    ...listed('preference', summary.preferences),
    ...(summary.currentState === null ? [] : leavesOf(summary.currentState)),
  ];
  if (statements.length > 0) return statements;
  return sentencesOf(summary.context).map(({ start, end }, index) => ({
    kind: 'narrative',
    number: index + 1,
    path: '',
    text: summary.context.slice(start, end),
  }));
}

function listed(kind: StatementKind, items: readonly { text: string }[]): Statement[] {
  return items.map(({ text }, index) => ({ kind, number: index + 1, path: '', text }));
}

/** What says nothing is no statement: null, an empty text, an empty list or object. */
function leavesOf(source: string): Statement[] {
  const leaves: Statement[] = [];
  const visit = (path: string, value: string, depth: number): void => {
    const entries = depth < MAX_DEPTH ? jsonEntries(value) : null;
    if (entries === null) {
      const text = leafText(value.trim());
      if (text.trim() !== '' && text !== 'null') leaves.push({ kind: 'state', number: 0, path, text });
      return;
    }
    const isList = value.trimStart().startsWith('[');
    for (const entry of entries) visit(pathTo(path, entry.key, isList), entry.source, depth + 1);
  };
  visit('', source, 0);
  return leaves;
}

/** The path of a member, as in JavaScript. */
export function pathTo(path: string, key: string, isList: boolean): string {
  if (isList) return `${path}[${key}]`;
  if (!PLAIN_KEY.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
