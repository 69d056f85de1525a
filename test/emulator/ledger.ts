import { hexFrom } from './seed.ts';

/** One line of a client's account, as the API sends it. */
export interface LedgerEntry {
  ledgerId: string;
  entryType: 'grant' | 'debit';
  /** Credits: negative when they were spent. */
  delta: number;
  metricType: string | null;
  category: string | null;
  createdAt: number;
}

/** What the keys were granted and spent, oldest first. */
export class Ledger {
  readonly #entries = new Map<string, LedgerEntry[]>();

  /** By key: tests of one do not see another's. */
  list(key: string): readonly LedgerEntry[] {
    return this.#entries.get(key) ?? [];
  }

  add(key: string, entry: Omit<LedgerEntry, 'ledgerId'>): void {
    const entries = this.#entries.get(key) ?? [];
    this.#entries.set(key, [...entries, { ledgerId: `led_${hexFrom(`${key} ${entries.length}`, 12)}`, ...entry }]);
  }

  clear(): void {
    this.#entries.clear();
  }
}
