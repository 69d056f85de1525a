import { cleanApiKey } from '../../core/profile/api-key.ts';
import { parseBaseUrl } from '../../core/profile/base-url.ts';
import { fail, succeed, type Outcome } from '../../core/errors.ts';
import { decodeSettings } from '../../core/profile/settings-decode.ts';
import type { Settings } from '../../core/profile/settings.ts';
import type { Overview } from '../../protocol/overview.ts';
import type { Priority } from '../../protocol/requests.ts';
import type { Rank } from '../outbound/request-queue.ts';
import { activeProfileId, type ProfileContext } from '../profile/profile-context.ts';
import type { Handlers } from './router.ts';
import type { Services } from '../worker-types.ts';

const RANKS: Readonly<Record<Priority, Rank>> = { user: 0, automatic: 2 };

/** What each request does. Reads first, then what changes the worker's state and answers the new overview. */
export function createHandlers(services: Services): Handlers {
  return {
    ...readHandlers(services),
    ...watchHandlers(services),
    ...settingsHandlers(services),
    ...keyHandlers(services),
  };
}

type ReadName = 'status' | 'summary' | 'prompt' | 'compact' | 'balance' | 'requests' | 'scan' | 'overview';

function readHandlers(services: Services): Pick<Handlers, ReadName> {
  const { lookups, contexts, gateway, log, overview, scan } = services;
  // A part's read answers that part's data: `Learned` and the cache path tie them together.
  const read = ({ conversationId, mode, priority }: Parameters<Handlers['status']>[0]) => ({
    conversationId,
    mode,
    rank: RANKS[priority],
    profileId: null,
  });
  return {
    status: (input) => lookups.read({ ...read(input), part: { kind: 'status' } }) as ReturnType<Handlers['status']>,
    summary: (input) =>
      lookups.read({
        ...read(input),
        part: { kind: 'summary', format: input.format, version: input.version },
      }) as ReturnType<Handlers['summary']>,
    prompt: (input) =>
      lookups.read({ ...read(input), part: { kind: 'prompt', style: input.style } }) as ReturnType<Handlers['prompt']>,
    compact: (input) => lookups.compact(input),
    balance: async () => {
      const context = await contexts.resolve(null);
      return context.ok ? gateway.send(context.value, { name: 'balance' }, { rank: 0 }) : context;
    },
    requests: async ({ conversationId }) => {
      const profileId = activeProfileId(await services.settings.get());
      const entries = await log.list(conversationId);
      return succeed(entries.filter((entry) => entry.profileId === profileId));
    },
    scan: ({ tabId }) => scan(tabId),
    overview: async () => succeed(await overview()),
  };
}

type WatchName = 'watch' | 'unwatch' | 'resume' | 'clear-cache';

function watchHandlers(services: Services): Pick<Handlers, WatchName> {
  const { watcher, pauses, settings, cache, changed } = services;
  const active = async () => activeProfileId(await settings.get());
  return {
    watch: async ({ conversationId, label }) => {
      await watcher.star(await active(), conversationId, label);
      return changed();
    },
    unwatch: async ({ conversationId }) => {
      await watcher.unstar(await active(), conversationId);
      return changed();
    },
    resume: async () => {
      await pauses.resume(await active());
      void watcher.tick();
      return changed();
    },
    'clear-cache': async () => {
      const dropped = await cache.drop([]);
      services.lookups.forgetRefusals();
      services.tellAll({ type: 'dropped', profileId: await active(), conversationId: null });
      return succeed({ dropped });
    },
  };
}

type SettingsName = 'save-settings' | 'choose-profile' | 'erase-everything';

function settingsHandlers(services: Services): Pick<Handlers, SettingsName> {
  const { settings, changed, forgetProfile } = services;
  return {
    'save-settings': async ({ settings: next }) => {
      for (const profile of next.profiles ?? []) {
        const baseUrl = parseBaseUrl(profile.baseUrl);
        if (!baseUrl.ok) return baseUrl;
      }
      await settings.change(async (before) => {
        const after = decodeSettings({ ...before, ...next });
        // Before they are stored: a worker that ends between the two must leave no key behind that nobody forgets.
        for (const profileId of withOtherBaseUrl(before, after)) await forgetProfile(profileId, null, after);
        return after;
      });
      // Polling may have been switched on or off.
      void services.watcher.tick();
      return changed();
    },
    'choose-profile': async ({ profileId, demo }) => {
      await settings.change((before) => {
        // A notice may name a profile that is gone.
        const isKnown = !demo && before.profiles.some(({ id }) => id === profileId);
        return { ...before, activeProfileId: isKnown ? profileId : before.activeProfileId, demo };
      });
      void services.watcher.tick();
      return changed();
    },
    'erase-everything': async () => {
      await services.eraseEverything();
      return changed();
    },
  };
}

/** A key belongs to the base URL that it was entered for: another one, or none, forgets it. */
function withOtherBaseUrl(before: Settings, after: Settings): string[] {
  const urlOf = new Map(after.profiles.map((profile) => [profile.id, profile.baseUrl]));
  return before.profiles.filter((profile) => urlOf.get(profile.id) !== profile.baseUrl).map((profile) => profile.id);
}

type KeyName = 'set-key' | 'remove-key' | 'test-connection';

function keyHandlers(services: Services): Pick<Handlers, KeyName> {
  const { settings, contexts, watcher, changed, forgetProfile } = services;
  return {
    'set-key': async ({ profileId, key, remember }) => {
      const clean = cleanApiKey(key);
      if (!clean.ok) return clean;
      const profile = (await settings.get()).profiles.find(({ id }) => id === profileId);
      if (!profile) return fail({ kind: 'no-key', profileId });
      const stored = {
        key: clean.value,
        baseUrl: profile.baseUrl,
        keyId: services.newId(),
        remembered: remember,
        clientId: null,
        instanceId: null,
      };
      await forgetProfile(profileId, stored);
      void identify(services, profileId).catch(() => undefined);
      void watcher.tick();
      return changed();
    },
    'remove-key': async ({ profileId }) => {
      await forgetProfile(profileId);
      return changed();
    },
    'test-connection': async ({ profileId }) => {
      const context = await contexts.resolve(profileId);
      return context.ok ? testConnection(services, context.value) : context;
    },
  };
}

/** Best effort: without it, requests go without the instance's and the client's id. */
async function identify(services: Services, profileId: string): Promise<Outcome<Overview> | null> {
  const context = await services.contexts.resolve(profileId);
  if (!context.ok) return null;
  const whoami = await services.gateway.send(context.value, { name: 'whoami' }, { rank: 0 });
  return whoami.ok ? keepIdentity(services, context.value, whoami.value.data) : null;
}

async function keepIdentity(
  { vault, changed }: Services,
  { profile, key }: ProfileContext,
  ids: { clientId: string | null; instanceId: string | null },
): Promise<Outcome<Overview>> {
  await vault.identify(profile.id, key.keyId, ids);
  return changed();
}

async function testConnection(services: Services, context: ProfileContext): ReturnType<Handlers['test-connection']> {
  const startedAt = services.now();
  const whoami = await services.gateway.send(context, { name: 'whoami' }, { rank: 0 });
  if (!whoami.ok) return whoami;
  await keepIdentity(services, context, whoami.value.data);
  const balance = await services.gateway.send(context, { name: 'balance' }, { rank: 0 });
  return succeed({
    whoami: whoami.value.data,
    balance: balance.ok ? balance.value.data : null,
    tookMs: services.now() - startedAt,
  });
}
