import type { Clock } from '../core/clock.ts';
import { succeed } from '../core/errors.ts';
import { DEMO_PROFILE_ID } from '../core/profile/settings.ts';
import { badgeOf } from './watch/badge.ts';
import type { BudgetQueue } from './outbound/request-queue.ts';
import { activeProfileId, profileOf } from './profile/profile-context.ts';
import type { Gateway } from './outbound/gateway.ts';
import type { KeyVault } from './profile/key-vault.ts';
import { readOverview } from './overview.ts';
import type { Services, Surroundings } from './worker-types.ts';
import { createTurn } from './serialize.ts';
import { POLL_ALARM } from './watch/poll-schedule.ts';

type Parts = Pick<Services, 'settings' | 'vault' | 'cache' | 'gateway' | 'pauses' | 'log' | 'views' | 'watcher'> & {
  budget: BudgetQueue;
};

/** What touches several parts at once. */
export function createOperations(
  around: Surroundings,
  parts: Parts,
): Pick<Services, 'overview' | 'changed' | 'forgetProfile' | 'eraseEverything'> {
  const { settings, vault, cache, gateway, pauses, views, watcher } = parts;
  const { version, hasOrigin, storageKind } = around;
  // One after the other: an older overview must not overtake a newer one.
  const inTurn = createTurn();
  const overview = () => readOverview({ ...parts, version, hasOrigin, storageKind });
  return {
    overview,
    changed: () =>
      inTurn(async () => {
        const current = await overview();
        views.tellAll({ type: 'overview', overview: current });
        const badge = badgeOf(await watcher.list(current.activeProfileId));
        around.showBadge(badge).catch(() => undefined);
        return succeed(current);
      }),
    forgetProfile: async (profileId, next = null, after) => {
      gateway.abort(profileId);
      await (next ? vault.put(profileId, next) : vault.remove(profileId));
      // Once more: what began while the key was still there was begun with it.
      gateway.abort(profileId);
      const isGone = profileOf(after ?? (await settings.get()), profileId) === null;
      await Promise.all([cache.drop([profileId]), pauses.clear(profileId), watcher.forget(profileId, isGone)]);
      // Not before: whoever is told asks at once, and must find the new key.
      views.tellAll({ type: 'dropped', profileId, conversationId: null });
    },
    eraseEverything: async () => {
      const held = await settings.get();
      const profileIds = [...held.profiles.map((profile) => profile.id), DEMO_PROFILE_ID];
      for (const profileId of profileIds) gateway.abort(profileId);
      await vaultAndRequests(around.clock, vault, gateway);
      for (const profileId of profileIds) gateway.abort(profileId);
      await clearStores(around, parts);
      await Promise.all(profileIds.map(pauses.clear));
      // Once more: a store that stands in for the database notes there, after all is empty, that it was changed.
      await Promise.all([vault.clear(), around.cacheStore.clear()]);
      views.tellAll({ type: 'dropped', profileId: activeProfileId(held), conversationId: null });
    },
  };
}

/** A request that does not end when told to must not keep what is stored. */
const ABORT_LIMIT_MS = 2_000;

async function vaultAndRequests(clock: Clock, vault: KeyVault, gateway: Gateway): Promise<void> {
  await vault.clear();
  let stop: () => void = () => undefined;
  const late = new Promise<void>((resolve) => {
    stop = clock.after(ABORT_LIMIT_MS, resolve);
  });
  // What was aborted still writes its line of the log.
  await Promise.race([gateway.settled(), late]);
  stop();
}

async function clearStores(around: Surroundings, { cache, log }: Parts): Promise<void> {
  await Promise.all([cache.drop([]), log.clear(), around.alarms.clear(POLL_ALARM)]);
  await Promise.all([around.local.clear(), around.session.clear()]);
}
