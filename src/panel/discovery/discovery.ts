import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Clock } from '../../core/clock.ts';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { FoundId, ScanResult } from '../../core/discovery/evidence.ts';
import type { AppError, Outcome } from '../../core/errors.ts';
import { mergeFound } from '../../core/discovery/merge-found.ts';
import { rankFound } from '../../core/discovery/rank.ts';
import { afterScan, nextScanDelayMs, startRescans } from '../../core/discovery/rescan.ts';
import type { PageSource } from './page-source.ts';

/** What the last scan said about itself. */
type ScanFacts = Pick<ScanResult, 'truncated' | 'unreadableFrames' | 'url' | 'title'>;

export interface Discovery {
  /** Every id known on this page visit, the likeliest first; an entry that did not change is the same object. */
  readonly found: ReadonlySignal<FoundId[]>;
  /** Grows by one with each page. */
  readonly visit: ReadonlySignal<number>;
  readonly scanning: ReadonlySignal<boolean>;
  /** Null before the first scan, and after one that failed. */
  readonly facts: ReadonlySignal<ScanFacts | null>;
  readonly error: ReadonlySignal<AppError | null>;
  /** Ids in the page's requests are looked for. */
  readonly network: Signal<boolean>;
  /** Ids of a page stay in the list when the page is left. */
  readonly keep: Signal<boolean>;
  rescan(): void;
  addPasted(id: ConversationId): void;
  dispose(): void;
}

interface Options {
  source: PageSource;
  clock: Clock;
  /** The ids that the demo knows, while it is on. */
  demo: ReadonlySignal<FoundId[]>;
}

/** Ids from all sources, for as long as a page is inspected. */
export function createDiscovery({ source, clock, demo }: Options): Discovery {
  const page = signal<FoundId[]>([]);
  const requests = signal<FoundId[]>([]);
  /** From before *Network* was turned off: turned on again, the browser tells its log anew. */
  const earlier = signal<FoundId[]>([]);
  const pasted = signal<FoundId[]>([]);
  const visit = signal(0);
  const network = signal(true);
  const keep = signal(false);
  const found = computed(
    keepEntries(() => {
      const untold = without(earlier.value, requests.value);
      return rankFound(mergeFound([page.value, untold, requests.value, pasted.value, demo.value]));
    }),
  );
  const scanner = createScanner(source, clock, (result) => {
    const before = page.peek().length;
    page.value = mergeFound([page.peek(), result.found]);
    return page.peek().length > before;
  });

  const stops = [
    source.onNavigated(() => {
      visit.value += 1;
      if (!keep.value) {
        page.value = [];
        requests.value = [];
        earlier.value = [];
      }
      scanner.startOver();
    }),
    source.onVisibility(scanner.setVisible),
    effect(() => {
      if (!network.value) return undefined;
      const stop = source.capture((entries) => {
        if (entries.length > 0) requests.value = mergeFound([requests.peek(), entries]);
      });
      return () => {
        stop();
        earlier.value = [...without(earlier.peek(), requests.peek()), ...requests.peek()];
        requests.value = [];
      };
    }),
    scanner.stop,
  ];
  return {
    found,
    visit,
    network,
    keep,
    scanning: scanner.scanning,
    facts: scanner.facts,
    error: scanner.error,
    rescan: scanner.restart,
    addPasted: (id) => {
      pasted.value = mergeFound([pasted.peek(), [pastedId(id)]]);
    },
    dispose: () => stops.forEach((stop) => stop()),
  };
}

function pastedId(id: ConversationId): FoundId {
  return { id, evidence: [{ source: 'pasted', where: '', count: 1 }], label: null };
}

function without(found: FoundId[], others: FoundId[]): FoundId[] {
  const ids = new Set(others.map((entry) => entry.id));
  return found.filter((entry) => !ids.has(entry.id));
}

/** A page on its way in or out refuses once; one that refuses again cannot be scanned. */
const TELLING_FAILURES = 2;

/** One that gave no answer was waited for long enough. */
function isTelling(error: AppError, failures: number): boolean {
  return failures >= TELLING_FAILURES || (error.kind === 'not-scannable' && error.reason === 'no-answer');
}

/** Scans again and again while in view; an answer about a page that was left meanwhile is dropped. */
function createScanner(source: PageSource, clock: Clock, take: (result: ScanResult) => boolean) {
  const scanning = signal(false);
  const facts = signal<ScanFacts | null>(null);
  const error = signal<AppError | null>(null);
  let state = startRescans();
  let turn = 0;
  let visible = false;
  let failures = 0;
  let cancel = () => {};

  const settle = (outcome: Outcome<ScanResult>) => {
    failures = outcome.ok ? 0 : failures + 1;
    error.value = outcome.ok || !isTelling(outcome.error, failures) ? null : outcome.error;
    facts.value = outcome.ok ? outcome.value : null;
    const foundNew = outcome.ok && take(outcome.value);
    state = afterScan(state, outcome.ok ? outcome.value.tookMs : 0, foundNew);
    plan(nextScanDelayMs(state));
  };
  const scan = async () => {
    const mine = ++turn;
    scanning.value = true;
    const outcome = await source.scan();
    if (mine !== turn) return;
    scanning.value = false;
    settle(outcome);
  };
  const plan = (delayMs: number) => {
    cancel();
    if (!visible || scanning.peek()) return;
    cancel = clock.after(delayMs, () => void scan());
  };
  const restart = () => {
    turn += 1;
    scanning.value = false;
    state = startRescans();
    plan(0);
  };
  return {
    scanning,
    facts,
    error,
    restart,
    /** Another page: what was said of the one before is void. */
    startOver: () => {
      facts.value = null;
      error.value = null;
      failures = 0;
      restart();
    },
    setVisible: (next: boolean) => {
      if (next === visible) return;
      visible = next;
      plan(0);
    },
    stop: () => {
      turn += 1;
      cancel();
    },
  };
}

/** Hands out the entries of the time before where they say the same, so that their rows need not be drawn again. */
function keepEntries(derive: () => FoundId[]): () => FoundId[] {
  let known = new Map<string, { entry: FoundId; text: string }>();
  return () => {
    const next = new Map<string, { entry: FoundId; text: string }>();
    for (const entry of derive()) {
      const text = JSON.stringify(entry);
      const before = known.get(entry.id);
      next.set(entry.id, before?.text === text ? before : { entry, text });
    }
    known = next;
    return [...next.values()].map((held) => held.entry);
  };
}
