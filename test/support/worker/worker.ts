import type { ConversationId } from '../../../src/core/conversation/conversation.ts';
import { defaultSettings, type Profile, type Settings } from '../../../src/core/profile/settings.ts';
import type { KeyValueStore } from '../../../src/platform/storage.ts';
import type { Surface, ViewRef, WorkerEvent } from '../../../src/protocol/events.ts';
import type { RequestInput, RequestName } from '../../../src/protocol/requests.ts';
import type { Badge } from '../../../src/background/notices/badge.ts';
import { nameOf, type EndNotice } from '../../../src/background/notices/end-notices.ts';
import type { Services, WorkerDeps } from '../../../src/background/worker-types.ts';
import type { WatchRecord } from '../../../src/background/watch/watch-record.ts';
import { encodeSettings } from '../../../src/core/profile/settings-decode.ts';
import { createFakeSynap } from './fake-synap.ts';
import { memoryStore } from '../memory-store.ts';
import { OWN, startWorker } from './killable-worker.ts';
import { createManualClock } from '../manual-clock.ts';

const NOW = Date.UTC(2026, 2, 29, 0, 30, 0);
export const KEY = 'synap_c4n4ry_0123456789';

export interface TestView {
  events: WorkerEvent[];
  /** The events of one type, oldest first. */
  heard<T extends WorkerEvent['type']>(type: T): Extract<WorkerEvent, { type: T }>[];
  show(...ids: ConversationId[]): void;
  /** From now on it shows this profile. */
  turnTo(profileId: string): void;
  hide(): void;
  close(): void;
}

/** A fake browser around the real worker, which `restart` kills and wakes. */
export type World = Awaited<ReturnType<typeof createWorld>>;

export async function createWorld(
  options: { settings?: Partial<Settings>; key?: string | null; missingOrigins?: string[] } = {},
) {
  const clock = createManualClock(NOW);
  const synap = createFakeSynap(clock);
  const stores = {
    local: memoryStore(),
    session: memoryStore(),
    vaultStore: memoryStore(),
    cacheStore: memoryStore(),
    messageStore: memoryStore(),
    historyStore: memoryStore(),
  };
  const browser = createBrowser(clock, () => void worker.services.watcher.tick());
  await stores.local.set('settings', encodeSettings({ ...defaultSettings(), ...options.settings }));
  if (options.key !== null) await giveKey(stores.vaultStore, 'default', options.key ?? KEY);
  /** `refuseToTell`: the origin for which `hasOrigin` throws. */
  const permissions = { refuseToTell: '' };
  let nextId = 0;
  const wake = () =>
    startWorker(
      {
        ...browser.surroundings,
        version: OWN.version,
        clock,
        ...stores,
        storageKind: () => 'disk',
        hasOrigin: async (origin) => {
          if (origin === permissions.refuseToTell) throw new Error('invalid pattern');
          return !options.missingOrigins?.includes(origin);
        },
        scan: async () => ({ ok: true, value: { found: [], truncated: false, skippedFrames: 0 } as never }),
        openOptionsPage: async () => undefined,
        newId: () => `id-${(nextId += 1)}`,
      },
      synap.client,
    );
  let worker = wake();
  const openView = (ids: ConversationId[] = [], surface: Surface = 'panel') => addView(worker.services, ids, surface);
  return {
    clock,
    synap,
    permissions,
    ...stores,
    ...browser,
    openView,
    services: () => worker.services,
    ask: <N extends RequestName>(name: N, input: RequestInput<N>, from: Surface = 'options', ref?: ViewRef) =>
      worker.ask(name, input, from, ref),
    /** Kills the worker and wakes a new one with the same stores. */
    restart: () => {
      worker.kill();
      worker = wake();
    },
    overview: async () => worker.services.overview(),
    watches: async (): Promise<WatchRecord[]> =>
      (await worker.services.watcher.list()).filter(({ profileId }) => profileId === 'default'),
  };
}

export async function giveKey(vault: KeyValueStore, profileId: string, key: string): Promise<void> {
  const baseUrl = defaultSettings().profiles[0]?.baseUrl ?? '';
  const ids = { clientId: null, instanceId: null };
  await vault.set(`key:${profileId}`, { key, baseUrl, keyId: `keyid-${key.slice(-4)}`, remembered: true, ...ids });
}

export function profileWith(fields: Partial<Profile>): Profile {
  const [profile] = defaultSettings().profiles;
  if (!profile) throw new Error('there is a default profile');
  return { ...profile, ...fields };
}

/** The parts of the browser that outlive the worker: alarms, notices, the badge. */
function createBrowser(clock: ReturnType<typeof createManualClock>, onAlarm: () => void) {
  const alarms = new Map<string, () => void>();
  const badges: Badge[] = [];
  const notices: WatchRecord[] = [];
  const notifications = new Map<string, EndNotice>();
  const network = { online: true };
  let created = 0;
  const start = (name: string, periodMs: number) => {
    alarms.set(
      name,
      clock.after(periodMs, () => {
        start(name, periodMs);
        onAlarm();
      }),
    );
  };
  const surroundings: Pick<WorkerDeps, 'alarms' | 'showBadge' | 'notifyEnded' | 'isOnline'> = {
    alarms: {
      ensure: async (name, periodMs) => {
        if (alarms.has(name)) return;
        created += 1;
        start(name, periodMs);
      },
      clear: async (name) => {
        alarms.get(name)?.();
        alarms.delete(name);
      },
    },
    showBadge: async (badge) => void badges.push(badge),
    notifyEnded: async (notice) => {
      notices.push(...notice.records);
      notifications.set(nameOf(notice), notice);
    },
    isOnline: () => network.online,
  };
  return { surroundings, alarms, badges, notices, notifications, network, alarmsCreated: () => created };
}

function addView({ views }: Services, ids: ConversationId[], surface: Surface): TestView {
  const events: WorkerEvent[] = [];
  let shown = ids;
  const ref: ViewRef = { viewId: `view-${surface}`, profileId: null };
  const notify = (event: WorkerEvent) => void events.push(event);
  const view = views.add({ ...ref, surface, visible: true, conversationIds: ids, notify });
  return {
    events,
    heard: <T extends WorkerEvent['type']>(type: T) =>
      events.filter((event): event is Extract<WorkerEvent, { type: T }> => event.type === type),
    show: (...next) => {
      shown = next;
      view.update({ ...ref, surface, visible: true, conversationIds: next });
    },
    turnTo: (profileId) => {
      ref.profileId = profileId;
      view.update({ ...ref, surface, visible: true, conversationIds: shown });
    },
    hide: () => view.update({ ...ref, surface, visible: false, conversationIds: shown }),
    close: () => view.remove(),
  };
}
