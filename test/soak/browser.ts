import { attachView } from '../../src/background/inbound/view-ports.ts';
import { POLL_ALARM } from '../../src/background/watch/poll-schedule.ts';
import type { WatchRecord } from '../../src/background/watch/watch-record.ts';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import type { Outcome } from '../../src/core/errors.ts';
import type { Settings } from '../../src/core/profile/settings.ts';
import type { IncomingPort } from '../../src/platform/worker/incoming.ts';
import type { Surface } from '../../src/protocol/events.ts';
import type { RequestInput, RequestName, RequestOutput } from '../../src/protocol/requests.ts';
import { createSynapClient } from '../../src/synap/client.ts';
import { OWN, senderOf, startWorker, type KillableWorker } from '../support/worker/killable-worker.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import type { Cloud } from './cloud.ts';
import type { Dice } from '../support/random.ts';
import { frozenStore } from '../support/memory-store.ts';

/** A view's port breaks with the worker and is opened again a moment later, which wakes the next one. */
const RECONNECT_MS = 1_000;

interface OpenView {
  surface: Surface;
  visible: boolean;
  ids: readonly ConversationId[];
}

interface BrowserParts {
  clock: ManualClock;
  dice: Dice;
  clouds: readonly Cloud[];
  settings: Settings;
  fetchOf(isAlive: () => boolean): typeof globalThis.fetch;
  /** What the worker tells a view. */
  onEvent?: (event: PortMessage) => void;
}

/** A browser around the real worker: stores, alarms, views. The worker is woken by whatever concerns it. */
export type Browser = Awaited<ReturnType<typeof createBrowser>>;

export async function createBrowser(parts: BrowserParts) {
  const stores = {
    local: frozenStore(),
    session: frozenStore(),
    vaultStore: frozenStore(),
    cacheStore: frozenStore(),
    messageStore: frozenStore(),
    historyStore: frozenStore(),
  };
  const network = { online: true };
  const counts = { wakes: 0, kills: 0, notices: 0, badges: 0, events: 0, eventsToClosed: 0 };
  const { alarms, surroundings } = createAlarms(parts.clock, () => void awake().services.watcher.tick());
  let worker: KillableWorker | null = null;
  const awake = (): KillableWorker => {
    worker ??= wake(parts, { ...stores, ...surroundingsOf(parts, counts, network), alarms: surroundings });
    return worker;
  };
  const views = createViewPorts(
    parts.clock,
    () => awake(),
    (isClosed, event) => {
      counts[isClosed ? 'eventsToClosed' : 'events'] += 1;
      parts.onEvent?.(event);
    },
  );
  await stores.local.set('settings', parts.settings);
  for (const cloud of parts.clouds) await stores.vaultStore.set(`key:${cloud.profileId}`, storedKey(cloud));
  const kill = () => {
    if (worker === null) return;
    worker.kill();
    worker = null;
    counts.kills += 1;
    views.broken();
  };
  return {
    ...stores,
    ...views,
    network,
    counts,
    alarms: () => alarms.size,
    services: () => awake().services,
    ask: <N extends RequestName>(
      name: N,
      input: RequestInput<N>,
      from: Surface = 'options',
    ): Promise<Outcome<RequestOutput<N>>> => awake().ask(name, input, from),
    watches: (): Promise<WatchRecord[]> => awake().services.watcher.list(),
    kill,
    /** What lasts as long as the browser goes; so do Firefox's alarms. */
    restart: async () => {
      kill();
      await stores.session.clear();
      await surroundings.clear(POLL_ALARM);
      void awake().services.watcher.tick();
    },
    goOnline: () => {
      network.online = true;
      void awake().services.broadcastOverview();
      void awake().services.watcher.tick();
    },
  };
}

type Around = Parameters<typeof startWorker>[0];

function wake(parts: BrowserParts, around: Around): KillableWorker {
  const { isOnline } = around;
  const { dice, fetchOf } = parts;
  return startWorker(around, (isAlive, clock) =>
    createSynapClient({ fetch: fetchOf(isAlive), clock, random: dice.unit, isOnline }),
  );
}

type Counts = Record<'wakes' | 'kills' | 'notices' | 'badges' | 'events' | 'eventsToClosed', number>;

/** Made anew for each wake. */
function surroundingsOf(
  { clock, dice }: BrowserParts,
  counts: Counts,
  network: { online: boolean },
): Omit<Around, 'alarms' | StoreName> {
  counts.wakes += 1;
  return {
    version: OWN.version,
    clock,
    isOnline: () => network.online,
    storageKind: () => 'disk',
    hasOrigin: async () => true,
    scan: async () => ({ ok: false, error: { kind: 'not-scannable', reason: 'closed' } }),
    openOptionsPage: async () => undefined,
    showBadge: async () => void (counts.badges += 1),
    notifyEnded: async () => void (counts.notices += 1),
    newId: () => dice.hex(16),
  };
}

type StoreName = 'local' | 'session' | 'vaultStore' | 'cacheStore' | 'messageStore' | 'historyStore';

function storedKey({ key, origin }: Cloud) {
  return { key, baseUrl: origin, keyId: `keyid-${origin}`, remembered: true, clientId: null, instanceId: null };
}

function createAlarms(clock: ManualClock, onAlarm: () => void) {
  const alarms = new Map<string, () => void>();
  const start = (name: string, periodMs: number) => {
    alarms.set(
      name,
      clock.after(periodMs, () => {
        start(name, periodMs);
        onAlarm();
      }),
    );
  };
  const surroundings = {
    ensure: async (name: string, periodMs: number) => {
      if (!alarms.has(name)) start(name, periodMs);
    },
    clear: async (name: string) => {
      alarms.get(name)?.();
      alarms.delete(name);
    },
  };
  return { alarms, surroundings };
}

type PortMessage = Parameters<IncomingPort['send']>[0];
type OnEvent = (isClosed: boolean, event: PortMessage) => void;

interface Port {
  say(message: unknown): void;
  close(): void;
}

function createViewPorts(clock: ManualClock, awake: () => KillableWorker, onEvent: OnEvent) {
  const open = new Map<OpenView, Port | null>();
  const reconnects = new Map<OpenView, () => void>();
  const say = (view: OpenView) =>
    open.get(view)?.say({
      type: 'view',
      version: OWN.version,
      surface: view.surface,
      visible: view.visible,
      conversationIds: view.ids,
    });
  const connect = (view: OpenView) => {
    reconnects.delete(view);
    open.set(view, connectPort(view, awake(), onEvent));
    say(view);
  };
  return {
    views: () => [...open.keys()],
    ports: () => [...open.values()].filter((port) => port !== null).length,
    openView: (surface: Surface, ids: readonly ConversationId[]): OpenView => {
      const view = { surface, visible: true, ids };
      connect(view);
      return view;
    },
    changeView: (view: OpenView, next: Partial<OpenView>) => {
      Object.assign(view, next);
      say(view);
    },
    closeView: (view: OpenView) => {
      open.get(view)?.close();
      open.delete(view);
      reconnects.get(view)?.();
      reconnects.delete(view);
    },
    broken: () => {
      for (const view of open.keys()) {
        open.set(view, null);
        reconnects.get(view)?.();
        reconnects.set(
          view,
          clock.after(RECONNECT_MS, () => connect(view)),
        );
      }
    },
  };
}

function connectPort({ surface }: OpenView, { services }: KillableWorker, onEvent: OnEvent): Port {
  let hear: (message: unknown) => void = () => undefined;
  let closed: () => void = () => undefined;
  let isClosed = false;
  const port: IncomingPort = {
    sender: { ...senderOf(surface), frameId: undefined, tabId: undefined, tabUrl: undefined },
    send: (event) => onEvent(isClosed, event),
    onMessage: (listener) => {
      hear = listener;
    },
    onClosed: (listener) => {
      closed = listener;
    },
  };
  attachView(port, services.views, OWN);
  const close = () => {
    isClosed = true;
    closed();
  };
  return { say: (message) => hear(message), close };
}
