import type { Clock } from '../core/clock.ts';
import type { Outcome } from '../core/errors.ts';
import type { ScanResult } from '../core/discovery/evidence.ts';
import type { Alarms } from '../platform/worker/alarms.ts';
import type { KeyValueStore, StorageKind } from '../platform/storage.ts';
import type { WorkerEvent } from '../protocol/events.ts';
import type { Overview } from '../protocol/overview.ts';
import type { SynapClient } from '../synap/client.ts';
import type { Pins } from './history/pins.ts';
import type { RunHistory } from './history/run-history.ts';
import type { LabelMemory } from './labels.ts';
import type { AnswerCache } from './lookup/answer-cache.ts';
import type { Lookups } from './lookup/lookups.ts';
import type { Gateway } from './outbound/gateway.ts';
import type { Pauses } from './outbound/pauses.ts';
import type { RequestLog } from './outbound/request-log.ts';
import type { RequestQueue } from './outbound/request-queue.ts';
import type { KeyVault } from './profile/key-vault.ts';
import type { Contexts } from './profile/profile-context.ts';
import type { ProfileChanges } from './profile/profile-changes.ts';
import type { SettingsStore } from './profile/settings-store.ts';
import type { Badge } from './notices/badge.ts';
import type { OpenViews } from './watch/open-views.ts';
import type { EndNotice } from './notices/end-notices.ts';
import type { Watcher } from './watch/watcher.ts';

/** The worker's dependencies on the browser; tests pass their own. */
export interface WorkerDeps {
  version: string;
  clock: Clock;
  local: KeyValueStore;
  session: KeyValueStore;
  vaultStore: KeyValueStore;
  cacheStore: KeyValueStore;
  /** Views keep messages in it; the worker only deletes them. */
  messageStore: KeyValueStore;
  historyStore: KeyValueStore;
  storageKind(): StorageKind;
  alarms: Alarms;
  clientFor(demo: boolean): SynapClient;
  hasOrigin(origin: string): Promise<boolean>;
  scan(tabId: number, frameId?: number): Promise<Outcome<ScanResult>>;
  openOptionsPage(): Promise<void>;
  showBadge(badge: Badge): Promise<void>;
  notifyEnded(notice: EndNotice): Promise<void>;
  isOnline(): boolean;
  newId(): string;
}

/** The worker's components, wired once per wake. */
export interface Parts {
  settings: SettingsStore;
  vault: KeyVault;
  cache: AnswerCache;
  contexts: Contexts;
  queue: RequestQueue;
  gateway: Gateway;
  lookups: Lookups;
  pauses: Pauses;
  log: RequestLog;
  views: OpenViews;
  watcher: Watcher;
  labels: LabelMemory;
  history: RunHistory;
  pins: Pins;
}

/** The components and operations that handlers and listeners use. */
export interface Services extends Parts {
  /** Call once, at once: reads what the first request needs, and later looks after what a stop may have left undone. */
  wake(): void;
  /** Resolves when start-up is done; rejects after 15 s without it. */
  ready(): Promise<void>;
  now(): number;
  newId(): string;
  scan(tabId: number, frameId?: number): Promise<Outcome<ScanResult>>;
  openOptionsPage(): Promise<void>;
  notify(event: WorkerEvent): void;
  overview(): Promise<Overview>;
  /** Sends the overview to every view and shows the badge, each only if it changed. */
  broadcastOverview(): Promise<Outcome<Overview>>;
  changes: ProfileChanges;
  eraseEverything(): Promise<void>;
}
