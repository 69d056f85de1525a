import type { CompactedSummary } from '../../../core/conversation/conversation.ts';
import { type Statement, statementsOf } from '../../../core/conversation/statements.ts';
import type { Slices } from '../../../core/slices.ts';
import { checkMustKeep, type Kept } from '../../../core/versions/must-keep.ts';
import type { Pin } from '../../../protocol/history.ts';
import type { Change } from './version-diff.ts';

/** What one version says of a pinned text. */
export interface PinCheck {
  state: Kept['state'];
  /** The statement that keeps it. */
  by: Statement | null;
}

export interface PinFate {
  pin: Pin;
  /** Null while the version is not at hand. */
  before: PinCheck | null;
  after: PinCheck | null;
}

/** Checks each pinned text against both versions. */
export function* pinFates(
  pins: readonly Pin[],
  before: CompactedSummary | null,
  after: CompactedSummary | null,
): Slices<PinFate[]> {
  const sides = [before, after].map((summary) => {
    const statements = summary && statementsOf(summary);
    return { statements, texts: statements?.map(({ text }) => text) ?? [] };
  });
  const fates: PinFate[] = [];
  for (const pin of pins) {
    const checks: (PinCheck | null)[] = [];
    for (const { statements, texts } of sides) {
      const kept = statements && checkMustKeep(pin.text, texts);
      checks.push(kept && { state: kept.state, by: kept.line === null ? null : (statements[kept.line] ?? null) });
      yield;
    }
    fates.push({ pin, before: checks[0] ?? null, after: checks[1] ?? null });
  }
  return fates;
}

/** Whether a change is about a pinned text, and whether the newer version has lost that; null for neither. */
export function pinnedIn({ before, after }: Change, fates: readonly PinFate[]): 'kept' | 'lost' | null {
  const told = fates.filter((fate) => holds(before, fate.before) || holds(after, fate.after));
  if (told.length === 0) return null;
  return told.some((fate) => fate.after?.state === 'lost') ? 'lost' : 'kept';
}

function holds(statements: readonly Statement[], check: PinCheck | null): boolean {
  const by = check?.by ?? null;
  return by !== null && statements.some(({ kind, number }) => kind === by.kind && number === by.number);
}
