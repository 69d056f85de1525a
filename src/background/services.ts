import { createBudgetQueue } from './outbound/request-queue.ts';
import { createCache } from './lookup/answer-cache.ts';
import { createContexts } from './profile/profile-context.ts';
import { createGateway } from './outbound/gateway.ts';
import { createKeyVault } from './profile/key-vault.ts';
import { createLeases } from './profile/key-signals.ts';
import { createLookups } from './lookup/lookups.ts';
import { createOperations } from './operations.ts';
import type { Services, Surroundings } from './worker-types.ts';
import { createPauses } from './outbound/pauses.ts';
import { createReady } from './ready.ts';
import { createRequestLog } from './outbound/request-log.ts';
import { createSettingsStore, type SettingsStore } from './profile/settings-store.ts';
import { createTurn } from './serialize.ts';
import { createViews, type Views } from './watch/open-views.ts';
import type { WatchRecord } from './watch/watch-record.ts';
import { createWatchTable } from './watch/watch-store.ts';
import { createWatcher } from './watch/watcher.ts';

export function createServices(around: Surroundings): Services {
  const { clock, session, local } = around;
  const { now } = clock;
  const ready = createReady(around);
  const views = createViews((cameIntoView) => quietly(ready().then(() => watcher.viewsChanged(cameIntoView))));
  const announce = createAnnouncer(() => operations.changed());
  const settings = createSettingsStore(local);
  const vault = createKeyVault(around.vaultStore, session);
  const cache = createCache(around.cacheStore, now);
  const leases = createLeases();
  const contexts = createContexts(settings, vault, leases, around.hasOrigin);
  const pauses = createPauses(session, now, around.isOnline);
  const budget = createBudgetQueue(session, clock, announce);
  const log = createRequestLog(session, (entry) => views.tellAll({ type: 'requested', entries: [entry] }));
  const { clientFor, newId, alarms } = around;
  const gateway = createGateway({ clientFor, budget, pauses, leases, log, now, newId, onPauseChanged: announce });
  const watcher = createWatcher({
    table: createWatchTable(local),
    local,
    lookups: () => lookups,
    pauses,
    views,
    clock,
    alarms,
    mayPollInBackground: async () => (await settings.get()).backgroundPolling,
    onChange: announce,
    onEnded: (record) => quietly(notifyUnseen(around, settings, views, record)),
  });
  const lookups = createLookups({
    contexts,
    cache,
    gateway,
    tellAll: views.tellAll,
    now,
    // What the watcher cannot store must not cost the asker the answer; told of a compaction, he would pay twice.
    onStatus: (context, id, outcome) => watcher.noticed(context.profile.id, id, outcome).catch(() => undefined),
    onCompaction: (context, id) => watcher.star(context.profile.id, id, null).catch(() => undefined),
  });
  const parts = { settings, vault, cache, contexts, gateway, lookups, pauses, log, views, watcher };
  const operations = createOperations(around, { ...parts, budget });
  // Whatever wakes the worker passes here: what expired while it slept goes.
  const readyAndSwept = () => {
    cache.sweep();
    return ready();
  };
  return {
    ...parts,
    ...operations,
    ready: readyAndSwept,
    now,
    newId,
    scan: around.scan,
    tellAll: views.tellAll,
  };
}

/** A watched run that ends while nothing shows it is told by a notice. */
async function notifyUnseen(
  around: Surroundings,
  settings: SettingsStore,
  views: Views,
  record: WatchRecord,
): Promise<void> {
  const { notifications } = await settings.get();
  if (record.starred && notifications && !views.anyVisible()) await around.notifyEnded(record);
}

/** What the browser fails to do here, nobody can mend. */
export function quietly(work: Promise<unknown>): void {
  work.catch(() => undefined);
}

/** Many small changes are one announcement: while one is on its way, at most one more waits. */
function createAnnouncer(announce: () => Promise<unknown>): () => void {
  const inTurn = createTurn();
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    quietly(
      inTurn(() => {
        waiting = false;
        return announce();
      }),
    );
  };
}
