import { pathTo } from '../conversation/statements.ts';
import { jsonEntries } from '../json-source.ts';

/** A leaf of the state, or a whole value that only one side has. */
export interface StateChange {
  path: string;
  kind: 'same' | 'changed' | 'added' | 'removed';
  /** The JSON as written; null where the side has none. */
  before: string | null;
  after: string | null;
}

/** What changed between two states, in the order of the newer one; each is JSON as it was written. */
export function diffState(before: string | null, after: string | null): StateChange[] {
  const changes: StateChange[] = [];
  compare(changes, '', before, after);
  return changes;
}

function compare(changes: StateChange[], path: string, before: string | null, after: string | null): void {
  const old = before === null ? null : jsonEntries(before);
  const now = after === null ? null : jsonEntries(after);
  const isList = (source: string | null) => source?.trimStart().startsWith('[') ?? false;
  if (old === null || now === null || isList(before) !== isList(after)) {
    if (before === null && after === null) return;
    const kind = before === null ? 'added' : after === null ? 'removed' : before === after ? 'same' : 'changed';
    changes.push({ path, kind, before, after });
    return;
  }
  const rest = new Map(old.map((entry) => [entry.key, entry.source]));
  for (const { key, source } of now) {
    compare(changes, pathTo(path, key, isList(after)), rest.get(key) ?? null, source);
    rest.delete(key);
  }
  for (const [key, source] of rest) compare(changes, pathTo(path, key, isList(before)), source, null);
}
