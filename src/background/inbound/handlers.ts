import { fail, succeed, type Outcome } from '../../core/errors.ts';
import type { ViewRef } from '../../protocol/events.ts';
import type { Overview } from '../../protocol/overview.ts';
import { activeProfileId, profileOf, ruleOf, type ProfileContext } from '../profile/profile-context.ts';
import type { Handlers } from './router.ts';
import { ignoreErrors } from '../serialize.ts';
import type { Services } from '../worker-types.ts';

/** One handler per request. A handler that changes the worker's state returns the new overview. */
export function createHandlers(services: Services): Handlers {
  return {
    ...readHandlers(services),
    ...watchHandlers(services),
    ...pinHandlers(services),
    ...settingsHandlers(services),
    ...keyHandlers(services),
  };
}

type ReadName =
  | 'read'
  | 'estimate'
  | 'history'
  | 'compact'
  | 'balance'
  | 'requests'
  | 'scan'
  | 'options'
  | 'overview'
  | 'labels'
  | 'tell-labels';

function readHandlers(services: Services): Pick<Handlers, ReadName> {
  const { lookups, contexts, gateway, log, overview, scan, labels } = services;
  return {
    read: (input, { profileId }) => lookups.read({ ...input, profileId }),
    compact: (input, { viewId }) => lookups.compact(input, stillOpen(services, viewId)),
    balance: async ({ priority = 'user' }, { profileId }) => {
      const context = await contexts.resolve(profileId);
      return context.ok ? gateway.send(context.value, { name: 'balance' }, { priority }) : context;
    },
    estimate: async ({ units }, { profileId }) => {
      const context = await contexts.resolve(profileId);
      return context.ok ? gateway.send(context.value, { name: 'estimate', units }, { priority: 'view' }) : context;
    },
    history: async ({ conversationId }, { profileId }) => {
      const context = await contexts.resolve(profileId);
      return context.ok ? succeed(await services.history.list(context.value, conversationId)) : context;
    },
    requests: async ({ conversationId }, from) => {
      const profileId = await shownProfile(services, from);
      const entries = await log.list(conversationId);
      return succeed(entries.filter((entry) => entry.profileId === profileId));
    },
    scan: ({ tabId }) => scan(tabId),
    overview: async () => succeed(await overview()),
    options: async () => {
      await services.openOptionsPage();
      return succeed(null);
    },
    labels: async ({ conversationIds }) => succeed(labels.of(conversationIds)),
    'tell-labels': async (told) => {
      labels.remember(told.labels);
      return succeed(null);
    },
  };
}

/** A view's port reconnects within this time when the worker was woken by the view's request. */
const VIEW_RETURNS_MS = 15_000;

/** Whether the view that asks now is still open later. */
function stillOpen({ views, now }: Services, viewId: string): () => boolean {
  const askedAt = now();
  return () => viewId === '' || views.isOpen(viewId) || (!views.hasLeft(viewId) && now() - askedAt < VIEW_RETURNS_MS);
}

/** The profile under which the view shows what it asks about: another one may have been chosen meanwhile. */
async function shownProfile({ settings }: Services, { profileId }: ViewRef): Promise<string> {
  return profileId ?? activeProfileId(await settings.get());
}

type WatchName = 'watch' | 'unwatch' | 'resume' | 'clear-cache';

function watchHandlers(services: Services): Pick<Handlers, WatchName> {
  const { watcher, pauses, cache, broadcastOverview } = services;
  return {
    watch: async ({ conversationId, label }, from) => {
      const profileId = await shownProfile(services, from);
      // The view does not know yet that its profile was removed.
      if (!profileOf(await services.settings.get(), profileId)) return fail({ kind: 'cancelled' });
      const starred = await watcher.star(profileId, conversationId, label);
      if (!starred.ok) return starred;
      return broadcastOverview();
    },
    unwatch: async ({ conversationId }, from) => {
      await watcher.unstar(await shownProfile(services, from), conversationId);
      return broadcastOverview();
    },
    resume: async (_input, from) => {
      await pauses.resume(await shownProfile(services, from));
      void watcher.tick();
      return broadcastOverview();
    },
    'clear-cache': async (_input, from) => {
      const dropped = await cache.drop([]);
      services.lookups.forget();
      services.notify({ type: 'invalidated', profileId: await shownProfile(services, from), conversationId: null });
      return succeed({ dropped });
    },
  };
}

type PinName = 'pins' | 'pin' | 'unpin';

function pinHandlers(services: Services): Pick<Handlers, PinName> {
  const { pins } = services;
  return {
    pins: async ({ conversationId }, from) =>
      succeed(await pins.of(await shownProfile(services, from), conversationId)),
    pin: async (pin, from) => {
      const profileId = await shownProfile(services, from);
      if (!profileOf(await services.settings.get(), profileId)) return fail({ kind: 'cancelled' });
      return pins.add(profileId, pin);
    },
    unpin: async ({ pinId }, from) => {
      await pins.remove(await shownProfile(services, from), pinId);
      return succeed(null);
    },
  };
}

type SettingsName = 'save-settings' | 'save-profile' | 'remove-profile' | 'choose-profile' | 'erase-everything';

function settingsHandlers(services: Services): Pick<Handlers, SettingsName> {
  const { settings, changes, broadcastOverview } = services;
  /** Polling may have been switched on or off, or another key may be there. */
  const told = async (changed: Outcome<void>): Promise<Outcome<Overview>> => {
    if (!changed.ok) return changed;
    for (const profile of (await settings.get()).profiles) services.queue.setRule(profile.id, ruleOf(profile));
    void services.watcher.tick();
    return broadcastOverview();
  };
  return {
    'save-settings': async ({ settings: next }) => told(await changes.saveSettings(next)),
    'save-profile': async (edit) => {
      const saved = await changes.saveProfile(edit);
      if (saved.ok && edit.key) ignoreErrors(identify(services, edit.profileId));
      return told(saved);
    },
    'remove-profile': async ({ profileId }) => told(await changes.removeProfile(profileId)),
    'choose-profile': async ({ profileId, demo }) => {
      await settings.change((before) => {
        // A notification may name a profile that was deleted.
        const isKnown = !demo && before.profiles.some(({ id }) => id === profileId);
        return { ...before, activeProfileId: isKnown ? profileId : before.activeProfileId, demo };
      });
      return told(succeed(undefined));
    },
    'erase-everything': async () => {
      await settings.exclusive(services.eraseEverything);
      return broadcastOverview();
    },
  };
}

type KeyName = 'set-key' | 'remove-key' | 'test-connection';

function keyHandlers(services: Services): Pick<Handlers, KeyName> {
  const { changes, contexts, watcher, broadcastOverview } = services;
  return {
    'set-key': async (input) => {
      const set = await changes.setKey(input);
      if (!set.ok) return set;
      ignoreErrors(identify(services, input.profileId));
      void watcher.tick();
      return broadcastOverview();
    },
    'remove-key': async ({ profileId }) => {
      await changes.removeKey(profileId);
      return broadcastOverview();
    },
    'test-connection': async ({ profileId }) => {
      const context = await contexts.resolve(profileId);
      return context.ok ? testConnection(services, context.value) : context;
    },
  };
}

/** Best effort: without it, requests lack the instance's and the client's id. */
async function identify(services: Services, profileId: string): Promise<Outcome<Overview> | null> {
  const context = await services.contexts.resolve(profileId);
  if (!context.ok) return null;
  const whoami = await services.gateway.send(context.value, { name: 'whoami' }, { priority: 'user' });
  return whoami.ok ? keepIdentity(services, context.value, whoami.value.data) : null;
}

async function keepIdentity(
  { vault, broadcastOverview }: Services,
  { profile, key }: ProfileContext,
  ids: { clientId: string | null; instanceId: string | null },
): Promise<Outcome<Overview>> {
  await vault.identify(profile.id, key.keyId, ids);
  return broadcastOverview();
}

async function testConnection(services: Services, context: ProfileContext): ReturnType<Handlers['test-connection']> {
  const startedAt = services.now();
  const whoami = await services.gateway.send(context, { name: 'whoami' }, { priority: 'user' });
  if (!whoami.ok) return whoami;
  await keepIdentity(services, context, whoami.value.data);
  const balance = await services.gateway.send(context, { name: 'balance' }, { priority: 'user' });
  return succeed({
    whoami: whoami.value.data,
    balance: balance.ok ? balance.value.data : null,
    tookMs: services.now() - startedAt,
  });
}
