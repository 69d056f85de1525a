import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Clock } from '../../core/clock.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import { createFindings, type Findings } from './findings.ts';
import type { PageSource } from './page-source.ts';
import { createScanner, type Scanner } from './scanner.ts';

export interface Discovery
  extends Pick<Findings, 'found' | 'subject' | 'isCut' | 'addPasted'>, Pick<Scanner, 'scanning' | 'facts' | 'error'> {
  /** Increases by one with each document. */
  readonly visit: ReadonlySignal<number>;
  /** Whether the page's requests are searched for ids. */
  readonly network: Signal<boolean>;
  /** Whether ids stay in the list when the page is left. */
  readonly keep: Signal<boolean>;
  rescan(): void;
  dispose(): void;
}

interface Options {
  source: PageSource;
  clock: Clock;
  /** The demo's ids while it is on. */
  demo: ReadonlySignal<FoundId[] | null>;
}

/** Collects ids from all sources while a page is inspected. */
export function createDiscovery({ source, clock, demo }: Options): Discovery {
  const visit = signal(0);
  const network = signal(true);
  const keep = signal(false);
  const findings = createFindings(demo);
  const scanner = createScanner(source, clock, (result) => {
    findings.setAddress(result.url);
    return findings.addScan(result.found);
  });
  let isDisposed = false;

  const stops = [
    source.onNavigated((url, isNewDocument) => {
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
      const stop = source.capture(findings.addTraffic);
      return () => {
        stop();
        findings.expectTrafficAgain();
      };
    }),
    scanner.stop,
  ];
  return {
    found: findings.found,
    subject: findings.subject,
    isCut: findings.isCut,
    addPasted: findings.addPasted,
    scanning: scanner.scanning,
    facts: scanner.facts,
    error: scanner.error,
    visit,
    network,
    keep,
    rescan: scanner.restart,
    dispose: () => {
      isDisposed = true;
      stops.forEach((stop) => stop());
    },
  };
}
