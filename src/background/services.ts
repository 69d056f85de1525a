import { createCache } from './lookup/answer-cache.ts';
import { createPins } from './history/pins.ts';
import { createRunHistory } from './history/run-history.ts';
import { createLabelMemory } from './labels.ts';
import { createLookups } from './lookup/lookups.ts';
import { createOperations } from './operations.ts';
import { createAdmission } from './outbound/admission.ts';
import { createGateway } from './outbound/gateway.ts';
import { createPauses } from './outbound/pauses.ts';
import { createRequestLog } from './outbound/request-log.ts';
import { createRequestQueue, type RequestQueue } from './outbound/request-queue.ts';
import { createKeySignals, type KeySignals } from './profile/key-signals.ts';
import { createKeyVault } from './profile/key-vault.ts';
import { createContexts, type Contexts, profileOf, ruleOf } from './profile/profile-context.ts';
import { createSettingsStore } from './profile/settings-store.ts';
import { createReady } from './ready.ts';
import { createCoalescer, ignoreErrors } from './serialize.ts';
import { lostPins } from './notices/lost-pins.ts';
import { createEndNotices, type EndNoticeDeps } from './notices/end-notices.ts';
import { createOpenViews } from './watch/open-views.ts';
import { createWatchStore } from './watch/watch-store.ts';
import { createWatcher } from './watch/watcher.ts';
import type { ScanResult } from '../core/discovery/evidence.ts';
import type { Labels } from '../protocol/requests.ts';
import type { Parts, Services, WorkerDeps } from './worker-types.ts';

/** The rule of a profile that was just removed. */
const SLOWEST = { requestsPerMinute: 1, burst: 1 };

/** By then the first request is on its way, and not yet answered. */
const TIDY_AFTER_MS = 50;

/** Wires the worker. */
export function createServices(deps: WorkerDeps): Services {
  const { clock, newId, openOptionsPage } = deps;
  const ready = createReady(deps);
  const announce = createCoalescer(() => operations.broadcastOverview());
  const parts = createParts(deps, ready, announce);
  const operations = createOperations(deps, parts);
  // Every event passes here, so answers that expired during sleep are dropped.
  const readyAndSwept = () => {
    parts.cache.sweep();
    return ready();
  };
  // Firefox loses the alarm where it tells of no start: when the extension is switched off and on again. A worker that
  // died after it had noted an end may not have shown it on the badge.
  const tidy = () => {
    announce();
    return Promise.all([operations.changes.prune(), parts.watcher.plan()]);
  };
  const notify = parts.views.notifyAll;
  const scan: Services['scan'] = async (tabId, frameId) => {
    const scanned = await deps.scan(tabId, frameId);
    if (scanned.ok) parts.labels.remember(labelsOf(scanned.value));
    return scanned;
  };
  return {
    ...parts,
    ...operations,
    ready: readyAndSwept,
    wake: () => {
      ignoreErrors(readyAndSwept());
      // What the first request needs is there when the request is: each round of reading takes 2 ms.
      parts.contexts.readAhead((profileId) => ignoreErrors(parts.pauses.get(profileId)));
      clock.after(TIDY_AFTER_MS, () => {
        parts.contexts.dropAhead();
        parts.history.prepare();
        ignoreErrors(ready().then(tidy));
      });
    },
    now: clock.now,
    newId,
    scan,
    notify,
    openOptionsPage,
  };
}

function labelsOf({ found }: ScanResult): Labels {
  return found.flatMap(({ id, label }) => (label === null ? [] : [{ conversationId: id, label }]));
}

function createParts(deps: WorkerDeps, ready: () => Promise<void>, announce: () => void): Parts {
  const { clock, session, local, alarms } = deps;
  const { now } = clock;
  const views = createOpenViews((cameIntoView) => ready().then(() => watcher.onViewsChanged(cameIntoView)));
  const notify = views.notifyAll;
  const settings = createSettingsStore(local, () => contexts.dropAhead());
  const vault = createKeyVault(deps.vaultStore, session);
  const keySignals = createKeySignals();
  const contexts = createContexts(settings, vault, keySignals, deps.hasOrigin);
  const onPauseChanged = () => {
    announce();
    void watcher.tick();
  };
  const outbound = createOutbound(deps, { contexts, keySignals, notify, onPauseChanged });
  const { gateway, pauses } = outbound;
  const memory = createMemory(deps, notify);
  const notices = createNotices(deps, settings, {
    lostPins: (ended) => lostPins({ clock, pins: memory.pins, read: lookups.read }, ended),
    onTold: (records) => watcher.onTold(records),
  });
  const watcher = createWatcher({
    watches: createWatchStore(local),
    local,
    session,
    lookups: () => lookups,
    pauses,
    views,
    clock,
    alarms,
    ruleOf: async (profileId) => ruleOf(profileOf(await settings.get(), profileId) ?? SLOWEST),
    mayPoll: outbound.queue.mayPoll,
    mayPollInBackground: async () => (await settings.get()).backgroundPolling,
    onChange: announce,
    onEnded: notices.add,
  });
  const lookups = createLookups({
    contexts,
    cache: memory.cache,
    gateway,
    notify,
    now,
    onAnswer: memory.history.hear,
    // A failed watch write must not fail the request: a retried compaction is billed again.
    onStatus: (context, id, outcome) => watcher.onStatus(context.profile.id, id, outcome).catch(() => undefined),
    onBegun: (context, id, run) => watcher.follow(context.profile.id, id, run).catch(() => undefined),
  });
  return { settings, vault, contexts, lookups, views, watcher, ...outbound, ...memory };
}

interface Inside {
  contexts: Contexts;
  keySignals: KeySignals;
  notify: Services['notify'];
  onPauseChanged(): void;
}

/** The way out to Synap. */
function createOutbound(
  deps: WorkerDeps,
  { contexts, keySignals, notify, onPauseChanged }: Inside,
): Pick<Parts, 'queue' | 'gateway' | 'pauses' | 'log'> {
  const { clock, session, clientFor, newId, isOnline } = deps;
  const { now } = clock;
  const pauses = createPauses(session, now, isOnline, onPauseChanged);
  const queue: RequestQueue = createRequestQueue(session, clock, (profileId) => {
    const budget = queue.currentState(profileId);
    if (budget) notify({ type: 'budget', profileId, budget });
  });
  const log = createRequestLog(session, (entry) =>
    notify({ type: 'logged', entries: [entry], budget: queue.currentState(entry.profileId) }),
  );
  const admission = createAdmission(pauses, contexts);
  const used = { clientFor, queue, pauses, admission, contexts, keySignals, log };
  const gateway = createGateway({ ...used, now, newId, onPauseChanged });
  return { queue, gateway, pauses, log };
}

function createNotices(
  deps: WorkerDeps,
  settings: Parts['settings'],
  rest: Pick<EndNoticeDeps, 'lostPins' | 'onTold'>,
) {
  return createEndNotices({
    clock: deps.clock,
    show: async (notice) => void ((await settings.get()).notifications && (await deps.notifyEnded(notice))),
    ...rest,
  });
}

/** What is remembered of conversations. */
function createMemory(
  deps: WorkerDeps,
  notify: Services['notify'],
): Pick<Parts, 'cache' | 'history' | 'pins' | 'labels'> {
  const { now } = deps.clock;
  return {
    cache: createCache(deps.cacheStore, now),
    labels: createLabelMemory(),
    history: createRunHistory({ ...deps, now }),
    pins: createPins({ ...deps, now, onChanged: (profileId) => notify({ type: 'pins', profileId }) }),
  };
}
