import { createHandlers } from '../../../src/background/inbound/handlers.ts';
import type { WorkerDeps } from '../../../src/background/worker-types.ts';
import { createRouter } from '../../../src/background/inbound/router.ts';
import { createServices } from '../../../src/background/services.ts';
import type { Clock } from '../../../src/core/clock.ts';
import type { Outcome } from '../../../src/core/errors.ts';
import type { KeyValueStore } from '../../../src/platform/storage.ts';
import type { Surface, ViewRef } from '../../../src/protocol/events.ts';
import type { RequestInput, RequestName, RequestOutput } from '../../../src/protocol/requests.ts';

export const OWN = { extensionId: 'own-id', origin: 'chrome-extension://own-id', version: '1.2.3' };

/** What the browser says of a message from one of our pages. */
export function senderOf(surface: Surface) {
  return { id: OWN.extensionId, origin: OWN.origin, url: `${OWN.origin}/src/${surface}/${surface}.html` };
}

export type KillableWorker = ReturnType<typeof startWorker>;
type Around = Omit<WorkerDeps, 'clientFor'>;
type ClientFor = (isAlive: () => boolean, clock: Clock) => ReturnType<WorkerDeps['clientFor']>;

/** A dead worker's timers are gone, and whatever it still waits for never comes. */
export function startWorker(around: Around, clientFor: ClientFor) {
  let alive = true;
  const isAlive = () => alive;
  const { clock, cancelAll } = mortalClock(around.clock, isAlive);
  const client = clientFor(isAlive, clock);
  const services = createServices({
    ...around,
    clock,
    clientFor: () => client,
    local: mortal(around.local, isAlive),
    session: mortal(around.session, isAlive),
    vaultStore: mortal(around.vaultStore, isAlive),
    cacheStore: mortal(around.cacheStore, isAlive),
    messageStore: mortal(around.messageStore, isAlive),
    historyStore: mortal(around.historyStore, isAlive),
  });
  const router = createRouter(createHandlers(services), OWN, services.ready);
  const ask = async <N extends RequestName>(
    name: N,
    input: RequestInput<N>,
    from: Surface,
    ref?: ViewRef,
  ): Promise<Outcome<RequestOutput<N>>> => {
    const message = { app: 'synap-inspector', version: OWN.version, name, input, ...ref };
    return (await router(message, senderOf(from))).outcome as Outcome<RequestOutput<N>>;
  };
  const kill = () => {
    alive = false;
    cancelAll();
  };
  return { services, ask, kill };
}

function mortalClock(clock: Clock, isAlive: () => boolean) {
  const cancels = new Set<() => void>();
  const mortalOne: Clock = {
    now: clock.now,
    after: (delayMs, run) => {
      if (!isAlive()) return () => undefined;
      const cancel = clock.after(delayMs, () => {
        cancels.delete(cancel);
        run();
      });
      cancels.add(cancel);
      return () => {
        cancels.delete(cancel);
        cancel();
      };
    },
  };
  const cancelAll = () => {
    for (const cancel of cancels) cancel();
  };
  return { clock: mortalOne, cancelAll };
}

function mortal(store: KeyValueStore, isAlive: () => boolean): KeyValueStore {
  const live = async <T>(work: () => Promise<T>): Promise<T> => (isAlive() ? work() : new Promise<T>(() => undefined));
  return {
    get: (key) => live(() => store.get(key)),
    getMany: (keys) => live(() => store.getMany(keys)),
    set: (key, value) => live(() => store.set(key, value)),
    remove: (key) => live(() => store.remove(key)),
    keys: () => live(store.keys),
    clear: () => live(store.clear),
  };
}
