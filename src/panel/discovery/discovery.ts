import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Clock } from '../../core/clock.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import { mergeFound } from '../../core/discovery/merge-found.ts';
import type { TrafficGaps } from '../../core/discovery/traffic/captured.ts';
import { createFindings, type Findings } from './findings.ts';
import type { PageSource } from './page-source.ts';
import { createScanner, type Scanner } from './scanner.ts';

export interface Discovery
  extends
    Pick<Findings, 'found' | 'address' | 'subject' | 'isCut' | 'addPasted'>,
    Pick<Scanner, 'scanning' | 'facts' | 'error'> {
  /** Increases by one with each document. */
  readonly visit: ReadonlySignal<number>;
  /** Whether the page's requests are searched for ids. */
  readonly network: Signal<boolean>;
  /** Whether ids stay in the list when the page is left. */
  readonly keep: Signal<boolean>;
  /** The page's traffic that was not searched. */
  readonly gaps: ReadonlySignal<TrafficGaps>;
  rescan(): void;
  dispose(): void;
}

interface Options {
  source: PageSource;
  clock: Clock;
  /** The demo's ids while it is on. */
  demo: ReadonlySignal<FoundId[] | null>;
  /** Whether *Network* is on from the start: what is captured before it is turned off stays in the list. */
  isNetworkOn?: boolean | undefined;
}

const NO_GAPS: TrafficGaps = { unread: 0, cut: 0 };
/** The list is derived anew for each batch, so a burst of requests must not come one by one. */
const BATCH_MS = 100;

/** Passes a lone item on at once, and a burst together. */
function createBatches(clock: Clock, take: (found: FoundId[]) => void) {
  let waiting: FoundId[][] = [];
  let cancel: (() => void) | null = null;
  const flush = () => {
    cancel?.();
    cancel = null;
    const found = mergeFound(waiting);
    waiting = [];
    take(found);
  };
  return {
    add: (found: FoundId[]) => {
      if (found.length === 0) return;
      waiting.push(found);
      if (cancel !== null) return;
      flush();
      cancel = clock.after(BATCH_MS, flush);
    },
    flush,
  };
}

/** Collects ids from all sources while a page is inspected. */
export function createDiscovery({ source, clock, demo, isNetworkOn = true }: Options): Discovery {
  const visit = signal(0);
  const network = signal(isNetworkOn);
  const keep = signal(false);
  const findings = createFindings(demo);
  const scanner = createScanner(source, clock, (result) => {
    findings.setAddress(result.url);
    return findings.addScan(result.found);
  });
  const gaps = signal(NO_GAPS);
  const traffic = createBatches(clock, findings.addTraffic);
  let isDisposed = false;

  const stops = [
    source.onNavigated((url, isNewDocument) => {
      traffic.flush();
      const settle = findings.beginMove();
      findings.setAddress(url);
      void isNewDocument.then((isNew) => {
        if (isDisposed) return;
        settle(isNew, keep.value);
        if (isNew) visit.value += 1;
        if (isNew) scanner.startOver();
        else scanner.hurry();
      });
    }),
    source.onVisibility(scanner.setVisible),
    effect(() => {
      if (!network.value) return undefined;
      const stop = source.capture(traffic.add, (next) => {
        if (next.unread !== gaps.peek().unread || next.cut !== gaps.peek().cut) gaps.value = next;
      });
      return () => {
        stop();
        traffic.flush();
        gaps.value = NO_GAPS;
        findings.expectTrafficAgain();
      };
    }),
    scanner.stop,
  ];
  return {
    found: findings.found,
    address: findings.address,
    subject: findings.subject,
    isCut: findings.isCut,
    addPasted: findings.addPasted,
    scanning: scanner.scanning,
    facts: scanner.facts,
    error: scanner.error,
    visit,
    network,
    keep,
    gaps,
    rescan: scanner.restart,
    dispose: () => {
      isDisposed = true;
      stops.forEach((stop) => stop());
    },
  };
}
