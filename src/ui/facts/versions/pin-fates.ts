import type { CompactedSummary } from '../../../core/conversation/conversation.ts';
import { type Statement, statementsOf } from '../../../core/conversation/statements.ts';
import type { Slices } from '../../../core/slices.ts';
import { checkMustKeep, type Kept } from '../../../core/versions/must-keep.ts';
import type { Pin } from '../../../protocol/history.ts';
import type { Comparison } from './comparison.ts';
import type { Change } from './version-diff.ts';

/** What one version says of a pinned text. */
export interface PinCheck {
  state: Kept['state'];
  /** The statement that keeps it. */
  by: Statement | null;
}

export interface PinFate {
  pin: Pin;
  /** What each version does with it that was read and checked. */
  checks: ReadonlyMap<number, PinCheck>;
  /** Of the versions that are compared: null while one is not at hand. */
  before: PinCheck | null;
  after: PinCheck | null;
}

/** The versions that were read, by their number. */
export type ReadVersions = ReadonlyMap<number, CompactedSummary>;

/** A version never changes, and so neither does what it says of a text. */
const checked = new WeakMap<CompactedSummary, Map<string, PinCheck>>();

/** Checks each pinned text against each version; what was checked before is not checked again. */
export function* checkPins(pins: readonly Pin[], versions: ReadVersions): Slices<object> {
  for (const summary of versions.values()) {
    const checks = checked.get(summary) ?? new Map<string, PinCheck>();
    checked.set(summary, checks);
    const open = pins.filter(({ text }) => !checks.has(text));
    if (open.length === 0) continue;
    const statements = statementsOf(summary);
    const texts = statements.map(({ text }) => text);
    for (const { text } of open) {
      const { state, line } = checkMustKeep(text, texts);
      checks.set(text, { state, by: line === null ? null : (statements[line] ?? null) });
      yield;
    }
  }
  return {};
}

/** What was made of each pinned text, as far as `checkPins` has come. */
export function pinFates(pins: readonly Pin[], versions: ReadVersions, { before, after }: Comparison): PinFate[] {
  return pins.map((pin) => {
    const checks = new Map<number, PinCheck>();
    for (const [version, summary] of versions) {
      const check = checked.get(summary)?.get(pin.text);
      if (check !== undefined) checks.set(version, check);
    }
    return { pin, checks, before: checks.get(before ?? 0) ?? null, after: checks.get(after ?? 0) ?? null };
  });
}

/** The pins by what one version does with them; null while nothing is checked there. */
export function pinsIn(fates: readonly PinFate[], version: number): Record<PinCheck['state'], Pin[]> | null {
  const found: Record<PinCheck['state'], Pin[]> = { lost: [], reworded: [], kept: [] };
  for (const { pin, checks } of fates) {
    const check = checks.get(version);
    if (check !== undefined) found[check.state].push(pin);
  }
  return Object.values(found).every((pins) => pins.length === 0) ? null : found;
}

export interface LastKept {
  /** Null: none of those that were read. */
  version: number | null;
  /** Whether every version since then was read. */
  isSure: boolean;
}

/** Where a text was last kept or reworded that the newest of the read versions lost; null for one that it did not. */
export function lastKept({ checks }: Pick<PinFate, 'checks'>): LastKept | null {
  const newest = Math.max(0, ...checks.keys());
  if (checks.get(newest)?.state !== 'lost') return null;
  const keeping = [...checks].filter(([, { state }]) => state !== 'lost').map(([version]) => version);
  const last = Math.max(0, ...keeping);
  const lostSince = [...checks.keys()].filter((version) => version > last).length;
  return { version: last === 0 ? null : last, isSure: lostSince === newest - last };
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
