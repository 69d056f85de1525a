import type { Surroundings } from './worker-types.ts';

const READY_LIMIT_MS = 15_000;

/**
 * Start-up is done when every store that questions need has answered once, if only with a no. Rejects when one stays
 * silent for 15 s; whoever asks after that begins anew.
 */
export function createReady({ local, session, vaultStore, clock }: Surroundings): () => Promise<void> {
  let ready: Promise<void> | undefined;
  const start = () =>
    new Promise<void>((resolve, reject) => {
      const stop = clock.after(READY_LIMIT_MS, () => {
        ready = undefined;
        reject(new DOMException('', 'TimeoutError'));
      });
      void Promise.allSettled([local, session, vaultStore].map((store) => store.get('settings'))).then(() => {
        stop();
        resolve();
      });
    });
  return () => (ready ??= start());
}
