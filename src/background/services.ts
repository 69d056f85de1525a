import { createCache } from './lookup/answer-cache.ts';
import { createLookups } from './lookup/lookups.ts';
import { createOperations } from './operations.ts';
import { createAdmission } from './outbound/admission.ts';
import { createGateway } from './outbound/gateway.ts';
import { createPauses } from './outbound/pauses.ts';
import { createRequestLog } from './outbound/request-log.ts';
import { createRequestQueue, type RequestQueue } from './outbound/request-queue.ts';
import { createKeySignals } from './profile/key-signals.ts';
import { createKeyVault } from './profile/key-vault.ts';
import { createContexts } from './profile/profile-context.ts';
import { createSettingsStore, type SettingsStore } from './profile/settings-store.ts';
import { createReady } from './ready.ts';
import { createSerializer, ignoreErrors } from './serialize.ts';
import { createOpenViews, type OpenViews } from './watch/open-views.ts';
import type { WatchRecord } from './watch/watch-record.ts';
import { createWatchStore } from './watch/watch-store.ts';
import { createWatcher } from './watch/watcher.ts';
import type { Parts, Services, WorkerDeps } from './worker-types.ts';

/** Wires the worker. */
export function createServices(deps: WorkerDeps): Services {
  const { clock, newId, scan } = deps;
  const ready = createReady(deps);
  const announce = createCoalescer(() => operations.broadcastOverview());
  const parts = createParts(deps, ready, announce);
  const operations = createOperations(deps, parts);
  let pruned = false;
  // Every waking event passes here, so answers that expired during sleep are dropped, and keys that lost their profile.
  const readyAndSwept = () => {
    parts.cache.sweep();
    if (!pruned) ignoreErrors(ready().then(operations.changes.prune));
    pruned = true;
    return ready();
  };
  const notify = parts.views.notifyAll;
  return { ...parts, ...operations, ready: readyAndSwept, now: clock.now, newId, scan, notify };
}

function createParts(deps: WorkerDeps, ready: () => Promise<void>, announce: () => void): Parts {
  const { clock, session, local, clientFor, newId, alarms, isOnline } = deps;
  const { now } = clock;
  const views = createOpenViews((cameIntoView) =>
    ignoreErrors(ready().then(() => watcher.onViewsChanged(cameIntoView))),
  );
  const notify = views.notifyAll;
  const settings = createSettingsStore(local);
  const vault = createKeyVault(deps.vaultStore, session);
  const keySignals = createKeySignals();
  const contexts = createContexts(settings, vault, keySignals, deps.hasOrigin);
  const onPauseChanged = () => {
    announce();
    ignoreErrors(watcher.tick());
  };
  const pauses = createPauses(session, now, isOnline, onPauseChanged);
  const queue: RequestQueue = createRequestQueue(session, clock, (profileId) => {
    const budget = queue.currentState(profileId);
    if (budget) notify({ type: 'budget', profileId, budget });
  });
  const log = createRequestLog(session, (entry) =>
    notify({ type: 'logged', entries: [entry], budget: queue.currentState(entry.profileId) }),
  );
  const admission = createAdmission(pauses, contexts);
  const outbound = { clientFor, queue, pauses, admission, contexts, keySignals, log };
  const gateway = createGateway({ ...outbound, now, newId, onPauseChanged });
  const cache = createCache(deps.cacheStore, now);
  const watcher = createWatcher({
    watches: createWatchStore(local),
    local,
    lookups: () => lookups,
    pauses,
    views,
    clock,
    alarms,
    mayPollInBackground: async () => (await settings.get()).backgroundPolling,
    onChange: announce,
    onEnded: (record) => ignoreErrors(notifyUnseen(deps, settings, views, record)),
  });
  const lookups = createLookups({
    contexts,
    cache,
    gateway,
    notify,
    now,
    // A failed watch write must not fail the request: a retried compaction is billed again.
    onStatus: (context, id, outcome) => watcher.onStatus(context.profile.id, id, outcome).catch(() => undefined),
    onCompaction: (context, id) => watcher.star(context.profile.id, id, null).catch(() => undefined),
  });
  return { settings, vault, cache, contexts, queue, gateway, lookups, pauses, log, views, watcher };
}

/** Shows a notification when a watched run ends while no view of its profile is visible. */
async function notifyUnseen(
  deps: WorkerDeps,
  settings: SettingsStore,
  views: OpenViews,
  record: WatchRecord,
): Promise<void> {
  const { notifications } = await settings.get();
  if (record.starred && notifications && !views.anyVisible(record.profileId)) await deps.notifyEnded(record);
}

/** Merges calls: while one runs, at most one more waits. */
function createCoalescer(run: () => Promise<unknown>): () => void {
  const runExclusive = createSerializer();
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    ignoreErrors(
      runExclusive(() => {
        waiting = false;
        return run();
      }),
    );
  };
}
