import type { Clock } from '../core/clock.ts';
import { succeed, type Outcome } from '../core/errors.ts';
import type { ScanResult } from '../core/evidence.ts';
import type { Alarms } from '../platform/alarms.ts';
import type { KeyValueStore, StorageKind } from '../platform/storage.ts';
import type { WorkerEvent } from '../protocol/events.ts';
import type { Overview } from '../protocol/overview.ts';
import type { SynapClient } from '../synap/client.ts';
import { badgeOf, type Badge } from './badge.ts';
import { createBudgetQueue, type BudgetQueue } from './budget-queue.ts';
import { createCache, type AnswerCache } from './cache.ts';
import { activeProfileId, createContexts, type Contexts } from './contexts.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createKeyVault, type KeyVault } from './key-vault.ts';
import { createLookups, type Lookups } from './lookups.ts';
import { readOverview } from './overview.ts';
import { createPauses, type Pauses } from './pauses.ts';
import { createRequestLog, type RequestLog } from './request-log.ts';
import { createSettingsStore, type SettingsStore } from './settings-store.ts';
import { createViews, type Views } from './views.ts';
import type { WatchRecord } from './watch-record.ts';
import { createWatchTable } from './watch-table.ts';
import { createWatcher, POLL_ALARM, type Watcher } from './watcher.ts';

/** What the worker needs of the browser; tests bring their own. */
export interface Surroundings {
  version: string;
  clock: Clock;
  local: KeyValueStore;
  session: KeyValueStore;
  vaultStore: KeyValueStore;
  cacheStore: KeyValueStore;
  storageKind(): StorageKind;
  alarms: Alarms;
  clientFor(demo: boolean): SynapClient;
  hasOrigin(origin: string): Promise<boolean>;
  scan(tabId: number): Promise<Outcome<ScanResult>>;
  showBadge(badge: Badge): Promise<void>;
  notifyEnded(record: WatchRecord): Promise<void>;
  isOnline(): boolean;
  newId(): string;
}

/** Everything the worker is made of, wired once per wake. */
export interface Services {
  settings: SettingsStore;
  vault: KeyVault;
  cache: AnswerCache;
  contexts: Contexts;
  gateway: Gateway;
  lookups: Lookups;
  pauses: Pauses;
  log: RequestLog;
  views: Views;
  watcher: Watcher;
  now(): number;
  newId(): string;
  scan(tabId: number): Promise<Outcome<ScanResult>>;
  tellAll(event: WorkerEvent): void;
  overview(): Promise<Overview>;
  /** Tells every view the new overview, and answers it. */
  changed(): Promise<Outcome<Overview>>;
  /** Key, cache, pause and requests under way of a profile: gone. */
  forgetProfile(profileId: string): Promise<void>;
  eraseEverything(): Promise<void>;
}

export function createServices(around: Surroundings): Services {
  const { clock, session, local } = around;
  const views = createViews(() => void watcher.viewsChanged());
  const announce = createAnnouncer(() => void operations.changed());
  const settings = createSettingsStore(local);
  const vault = createKeyVault(around.vaultStore, session);
  const cache = createCache(around.cacheStore, clock.now);
  const contexts = createContexts(settings, vault, around.hasOrigin);
  const pauses = createPauses(session, clock.now);
  const budget = createBudgetQueue(session, clock, announce);
  const log = createRequestLog(session, (entry) => views.tellAll({ type: 'requested', entries: [entry] }));
  const { clientFor, newId, alarms, isOnline } = around;
  const gateway = createGateway({ clientFor, budget, pauses, log, now: clock.now, newId, onPauseChanged: announce });
  const watcher = createWatcher({
    table: createWatchTable(local),
    local,
    lookups: () => lookups,
    pauses,
    views,
    clock,
    alarms,
    isOnline,
    mayPollInBackground: async () => (await settings.get()).backgroundPolling,
    onChange: announce,
    // A watched run that ends while nothing shows it is told by a notice.
    onEnded: (record) => void settings.get().then(({ notifications }) => {
      if (record.starred && notifications && !views.anyVisible()) return around.notifyEnded(record);
      return undefined;
    }),
  });
  const lookups = createLookups({
    contexts,
    cache,
    gateway,
    tellAll: views.tellAll,
    now: clock.now,
    onStatus: (context, id, outcome) => watcher.noticed(context.profile.id, id, outcome),
    onCompaction: (context, id) => watcher.star(context.profile.id, id, null),
  });
  const parts = { settings, vault, cache, contexts, gateway, lookups, pauses, log, views, watcher };
  const operations = createOperations(around, { ...parts, budget });
  return { ...parts, ...operations, now: clock.now, newId, scan: around.scan, tellAll: views.tellAll };
}

type Parts = Pick<Services, 'settings' | 'vault' | 'cache' | 'gateway' | 'pauses' | 'log' | 'views' | 'watcher'> & {
  budget: BudgetQueue;
};

/** What touches several parts at once. */
function createOperations(
  around: Surroundings,
  parts: Parts,
): Pick<Services, 'overview' | 'changed' | 'forgetProfile' | 'eraseEverything'> {
  const { settings, vault, cache, gateway, pauses, log, views, watcher } = parts;
  const { version, hasOrigin, storageKind } = around;
  const overview = () => readOverview({ ...parts, version, hasOrigin, storageKind });
  return {
    overview,
    changed: async () => {
      const current = await overview();
      views.tellAll({ type: 'overview', overview: current });
      await around.showBadge(badgeOf(await watcher.list(current.activeProfileId)));
      return succeed(current);
    },
    forgetProfile: async (profileId) => {
      gateway.abort(profileId);
      await Promise.all([vault.remove(profileId), cache.drop([profileId]), pauses.clear(profileId)]);
      views.tellAll({ type: 'dropped', profileId, conversationId: null });
    },
    eraseEverything: async () => {
      const held = await settings.get();
      for (const profile of held.profiles) gateway.abort(profile.id);
      await Promise.all([vault.clear(), around.cacheStore.clear(), log.clear(), around.alarms.clear(POLL_ALARM)]);
      await Promise.all([around.local.clear(), around.session.clear()]);
      views.tellAll({ type: 'dropped', profileId: activeProfileId(held), conversationId: null });
    },
  };
}

/** Many small changes in one tick are one announcement. */
function createAnnouncer(announce: () => void): () => void {
  let pending = false;
  return () => {
    if (pending) return;
    pending = true;
    queueMicrotask(() => {
      pending = false;
      announce();
    });
  };
}
