import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Clock } from '../../core/clock.ts';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { FoundId, ScanResult } from '../../core/discovery/evidence.ts';
import type { AppError, Outcome } from '../../core/errors.ts';
import { mergeFound } from '../../core/discovery/merge-found.ts';
import { rankFound } from '../../core/discovery/rank.ts';
import { afterScan, nextScanDelayMs, startRescans } from '../../core/discovery/rescan.ts';
import type { PageSource } from './page-source.ts';

/** The last scan's own details. */
type ScanFacts = Pick<ScanResult, 'truncated' | 'unreadableFrames' | 'url' | 'title'>;

export interface Discovery {
  /** Every id known on this page visit, the likeliest first; an unchanged entry is the same object. */
  readonly found: ReadonlySignal<FoundId[]>;
  /** Increases by one with each page. */
  readonly visit: ReadonlySignal<number>;
  readonly scanning: ReadonlySignal<boolean>;
  /** Null before the first scan, and after one that failed. */
  readonly facts: ReadonlySignal<ScanFacts | null>;
  readonly error: ReadonlySignal<AppError | null>;
  /** Whether the page's requests are searched for ids. */
  readonly network: Signal<boolean>;
  /** Whether ids stay in the list when the page is left. */
  readonly keep: Signal<boolean>;
  rescan(): void;
  addPasted(id: ConversationId): void;
  dispose(): void;
}

interface Options {
  source: PageSource;
  clock: Clock;
  /** The demo's ids while it is on. */
  demo: ReadonlySignal<FoundId[]>;
}

/** Collects ids from all sources while a page is inspected. */
export function createDiscovery({ source, clock, demo }: Options): Discovery {
  const page = signal<FoundId[]>([]);
  const requests = signal<FoundId[]>([]);
  /** Found before *Network* was turned off: when it is turned on again, the browser repeats its log. */
  const earlier = signal<FoundId[]>([]);
  const pasted = signal<FoundId[]>([]);
  const visit = signal(0);
  const network = signal(true);
  const keep = signal(false);
  const found = computed(
    keepEntries(() => {
      const onlyEarlier = without(earlier.value, requests.value);
      return rankFound(mergeFound([page.value, onlyEarlier, requests.value, pasted.value, demo.value]));
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

/** A page that is loading or unloading fails once; one that fails again cannot be scanned. */
const REPORTED_FAILURES = 2;

/** A page that did not answer has already been waited for long enough. */
function isReported(error: AppError, failures: number): boolean {
  return failures >= REPORTED_FAILURES || (error.kind === 'not-scannable' && error.reason === 'no-answer');
}

/** Scans repeatedly while in view; a result about a page that was left meanwhile is dropped. */
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
    error.value = outcome.ok || !isReported(outcome.error, failures) ? null : outcome.error;
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
    /** Another page: the previous one's results are void. */
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

/** Reuses the previous entry when nothing in it changed, so that its row need not be rendered again. */
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
