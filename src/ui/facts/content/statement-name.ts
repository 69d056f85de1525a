import { shortText } from '../../../core/cut-text.ts';
import type { Statement, StatementKind } from '../../../core/conversation/statements.ts';
import { visibleText } from '../../../core/visible-text.ts';
import { listed, t, type TextKey } from '../../format/i18n.ts';

const NAMES: Readonly<Record<StatementKind, TextKey>> = {
  fact: 'statementFact',
  decision: 'statementDecision',
  preference: 'statementPreference',
  state: 'statementState',
  narrative: 'statementSentence',
};
const MAX_PATH_CHARS = 30;

/** `fact 7`; a leaf of the state by its path. */
export function statementName({ kind, number, path }: Statement): string {
  return t(NAMES[kind], kind === 'state' ? visibleText(shortText(path, MAX_PATH_CHARS)) : number);
}

/** `fact 7`, by its place in the newer version; `fact 7 → decision 2` where it went to another list. */
export function statementNames(before: readonly Statement[], after: readonly Statement[]): string {
  const kinds = new Set([...before, ...after].map(({ kind }) => kind));
  const [old, now] = [before, after].map((statements) => listed(statements.map(statementName)));
  return old && now && kinds.size > 1 ? t('fromTo', old, now) : now || old || '';
}
