import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { MAX_FOUND_IDS } from '../../core/discovery/add-evidence.ts';
import { findInAddress } from '../../core/discovery/address.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import { mergeFound } from '../../core/discovery/merge-found.ts';
import { isLikely, rankFound } from '../../core/discovery/rank.ts';

/** The ids found, by source. */
export interface Findings {
  /** Every id, the likeliest first; an unchanged entry is the same object. */
  readonly found: ReadonlySignal<FoundId[]>;
  /** The conversation that the page's own address names now. */
  readonly subject: ReadonlySignal<ConversationId | null>;
  /** There were more ids than are listed, or may have been. */
  readonly isCut: ReadonlySignal<boolean>;
  /** The page's address; '' before the first scan or navigation. */
  readonly address: ReadonlySignal<string>;
  setAddress(url: string): void;
  /** True when it holds ids that no scan of this page had. */
  addScan(found: FoundId[]): boolean;
  addTraffic(found: FoundId[]): void;
  /** The browser is going to repeat its log of requests. */
  expectTrafficAgain(): void;
  addPasted(id: ConversationId): void;
  /**
   * Call when the address changes. The returned function settles whether the document is another one, whose traffic
   * began meanwhile; the earlier page's ids are then kept or dropped.
   */
  beginMove(): (isNewDocument: boolean, keep: boolean) => void;
}

/** `demo`: the recorded conversations while the demo is on; it answers for no others. */
export function createFindings(demo: ReadonlySignal<FoundId[] | null>): Findings {
  const address = signal('');
  const page = signal<FoundId[]>([]);
  const pasted = signal<FoundId[]>([]);
  /** Kept from earlier documents. */
  const older = signal<FoundId[]>([]);
  const traffic = createTraffic();
  const named = computed(() => findInAddress(address.value));
  const subject = computed(() => rankFound(mergeFound([named.value])).find(isLikely)?.id ?? null);
  const all = computed(() => {
    if (demo.value !== null) return rankFound(mergeFound([demo.value, pasted.value]));
    const own = mergeFound([page.value, traffic.found.value, named.value, pasted.value], Infinity);
    // Ids of earlier pages follow, the latest first.
    const left = without(older.value, own);
    return [...rankFound(withEvidence(own, older.value), subject.value), ...rankFound(left.toReversed())];
  });
  return {
    found: computed(keepEntries(() => all.value.slice(0, MAX_FOUND_IDS))),
    subject,
    isCut: computed(
      () =>
        all.value.length > MAX_FOUND_IDS || [page, traffic.found].some(({ value }) => value.length >= MAX_FOUND_IDS),
    ),
    address,
    setAddress: (url) => void (address.value = url),
    addScan: (found) => {
      const before = page.peek();
      page.value = mergeFound([before, found]);
      return without(found, before).length > 0;
    },
    addTraffic: traffic.add,
    expectTrafficAgain: traffic.expectAgain,
    addPasted: (id) => {
      pasted.value = mergeFound([
        pasted.peek(),
        [{ id, evidence: [{ source: 'pasted', where: '', count: 1 }], label: null }],
      ]);
    },
    beginMove: () => {
      const settle = traffic.beginMove();
      return (isNewDocument, keep) => {
        const left = settle(isNewDocument);
        if (!isNewDocument) return;
        older.value = keep ? mergeFound([older.peek(), page.peek(), left]) : [];
        page.value = [];
      };
    },
  };
}

interface Batch {
  /** How many moves had begun when it was captured. */
  move: number;
  found: FoundId[];
}

/** Ids of the document's requests. */
function createTraffic() {
  const batches = signal<Batch[]>([]);
  /** Found before the browser repeats its log: not counted twice. */
  const earlier = signal<FoundId[]>([]);
  const captured = computed(() => mergeFound(batches.value.map((batch) => batch.found)));
  let moves = 0;
  let unsettled = 0;
  return {
    found: computed(() => [...without(earlier.value, captured.value), ...captured.value]),
    add: (found: FoundId[]) => {
      if (found.length === 0) return;
      const before = batches.peek();
      const last = before.at(-1);
      const isSame = last?.move === moves;
      const merged = { move: moves, found: isSame ? mergeFound([last.found, found]) : found };
      batches.value = [...(isSame ? before.slice(0, -1) : before), merged];
    },
    expectAgain: () => {
      earlier.value = [...without(earlier.peek(), captured.peek()), ...captured.peek()];
      batches.value = [];
    },
    /** Settling returns what is dropped. */
    beginMove: () => {
      moves += 1;
      unsettled += 1;
      const move = moves;
      return (isNewDocument: boolean): FoundId[] => {
        unsettled -= 1;
        const isLeft = (batch: Batch) => isNewDocument && batch.move < move;
        const left = batches.peek().filter(isLeft);
        const stays = batches.peek().filter((batch) => !isLeft(batch));
        const dropped = isNewDocument ? [...earlier.peek(), ...left.flatMap((batch) => batch.found)] : [];
        if (isNewDocument) earlier.value = [];
        // No verdict is awaited that could tell them apart.
        const isOne = unsettled === 0 && stays.length > 1;
        batches.value = isOne ? [{ move: moves, found: mergeFound(stays.map((batch) => batch.found)) }] : stays;
        return dropped;
      };
    },
  };
}

function without(found: readonly FoundId[], others: readonly FoundId[]): FoundId[] {
  const ids = new Set(others.map((entry) => entry.id));
  return found.filter((entry) => !ids.has(entry.id));
}

/** `found`, with what `others` know of the same ids. */
function withEvidence(found: FoundId[], others: readonly FoundId[]): FoundId[] {
  if (others.length === 0) return found;
  const ids = new Set(found.map((entry) => entry.id));
  return mergeFound([others.filter((entry) => ids.has(entry.id)), found], Infinity);
}

interface Kept {
  entry: FoundId;
  /** The last one that was equal to it. */
  last: FoundId;
  text: string;
}

/** Reuses the previous entry when nothing in it changed, so that its row need not be rendered again. */
function keepEntries(derive: () => FoundId[]): () => FoundId[] {
  let known = new Map<string, Kept>();
  return () => {
    const next = new Map<string, Kept>();
    for (const entry of derive()) {
      const before = known.get(entry.id);
      const text = before?.last === entry ? before.text : JSON.stringify(entry);
      next.set(entry.id, { entry: before?.text === text ? before.entry : entry, last: entry, text });
    }
    known = next;
    return [...next.values()].map((held) => held.entry);
  };
}
