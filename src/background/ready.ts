import { within } from '../core/clock.ts';
import type { WorkerDeps } from './worker-types.ts';

const READY_LIMIT_MS = 15_000;

/**
 * Start-up is done when every store that requests need has answered once, even with an error. The result rejects when
 * one stays silent for 15 s; the next call after that starts over.
 */
export function createReady({ local, session, vaultStore, clock }: WorkerDeps): () => Promise<void> {
  let ready: Promise<void> | undefined;
  const start = async () => {
    const answers = Promise.allSettled([local, session, vaultStore].map((store) => store.get('settings')));
    if ((await within(clock, READY_LIMIT_MS, answers, null)) !== null) return;
    ready = undefined;
    throw new DOMException('', 'TimeoutError');
  };
  return () => (ready ??= start());
}
