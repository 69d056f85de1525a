import { within, type Clock } from '../core/clock.ts';
import { succeed } from '../core/errors.ts';
import { DEMO_PROFILE_ID } from '../core/profile/profile-names.ts';
import type { KeyValueStore } from '../platform/storage.ts';
import { MESSAGES_INDEX, messagesGoneKey, messagesPrefix } from '../protocol/message-keys.ts';
import type { Overview } from '../protocol/overview.ts';
import type { Gateway } from './outbound/gateway.ts';
import { readOverview } from './overview.ts';
import type { KeyVault } from './profile/key-vault.ts';
import { activeProfileId } from './profile/profile-context.ts';
import { createProfileChanges } from './profile/profile-changes.ts';
import { createSerializer } from './serialize.ts';
import { badgeOf } from './notices/badge.ts';
import type { Parts, Services, WorkerDeps } from './worker-types.ts';

/** Operations that touch several parts of the worker. */
export function createOperations(
  deps: WorkerDeps,
  parts: Parts,
): Pick<Services, 'overview' | 'broadcastOverview' | 'changes' | 'eraseEverything'> {
  const { settings, vault, cache, history, pins, gateway, pauses, views, watcher } = parts;
  const read = () => readOverview({ ...deps, ...parts });
  return {
    ...createOverviews(deps, parts, read),
    changes: createProfileChanges({
      settings,
      vault,
      abort: gateway.abort,
      newId: deps.newId,
      forgetKept: (profileId) => deleteMessages(profileId, [deps.messageStore]),
      forget: async (profileId, isGone) => {
        // The change is made by now: a cache that cannot be emptied must not make it look refused.
        const dropped = cache.drop([profileId]).catch(() => 0);
        const messages = forgetMessages(deps, profileId);
        const forgotten = history.forget(profileId).catch(() => undefined);
        const unpinned = isGone ? pins.forget(profileId).catch(() => undefined) : undefined;
        const watches = watcher.forget(profileId, isGone);
        await Promise.all([dropped, messages, forgotten, unpinned, pauses.clear(profileId), watches]);
        // Last, because views respond with new requests at once, which must find the new key.
        views.notifyAll({ type: 'invalidated', profileId, conversationId: null });
      },
    }),
    eraseEverything: async () => {
      const held = await settings.get();
      const profileIds = [...held.profiles.map((profile) => profile.id), DEMO_PROFILE_ID];
      for (const profileId of profileIds) gateway.abort(profileId);
      await clearVaultAndWait(deps.clock, vault, gateway);
      for (const profileId of profileIds) gateway.abort(profileId);
      await clearStores(deps, parts);
      await Promise.all(profileIds.map((id) => Promise.all([pauses.clear(id), forgetMessages(deps, id)])));
      parts.labels.clear();
      // Again: a store that stands in for the database must renew its note in `local`, which was just emptied. The note
      // makes the database empty itself once it can be opened.
      await Promise.all([
        vault.clear(),
        ...[cache, deps.messageStore, deps.historyStore].map((store) => store.clear()),
      ]);
      // Nothing is left to poll, so this stops the alarm and the timer.
      await watcher.tick();
      views.notifyAll({ type: 'invalidated', profileId: activeProfileId(held), conversationId: null });
    },
  };
}

/**
 * Deletes what views keep of a profile's messages, and notes when: what a view knew before, it keeps no more. Twice,
 * because one may be adding to what it read before the first time: it sees the second note and deletes it, or it was
 * done before that.
 */
async function forgetMessages({ session, messageStore, clock }: WorkerDeps, profileId: string): Promise<void> {
  for (const turn of [0, 1]) {
    await session.set(messagesGoneKey(profileId), clock.now() + turn).catch(() => undefined);
    await deleteMessages(profileId, [session, messageStore]);
  }
}

/** With the index, which names conversations: a view makes it anew. A store that fails must not make the change look refused. */
async function deleteMessages(profileId: string, stores: readonly KeyValueStore[]): Promise<void> {
  const forget = async (store: KeyValueStore) => {
    const keys = (await store.keys()).filter(
      (key) => key === MESSAGES_INDEX || key.startsWith(messagesPrefix(profileId)),
    );
    await Promise.all(keys.map(store.remove));
  };
  await Promise.all(stores.map(forget)).catch(() => undefined);
}

/** Serialized: an older overview must not overtake a newer one, neither as event nor as answer. */
function createOverviews(
  { showBadge }: WorkerDeps,
  { views }: Parts,
  read: () => ReturnType<typeof readOverview>,
): Pick<Services, 'overview' | 'broadcastOverview'> {
  const runExclusive = createSerializer();
  let sentOverview = '';
  let shownBadge = '';
  return {
    overview: () => runExclusive(async () => (await read()).overview),
    broadcastOverview: () =>
      runExclusive(async () => {
        const { overview, records } = await read();
        const text = comparable(overview);
        if (text !== sentOverview) views.notifyAll({ type: 'overview', overview });
        sentOverview = text;
        const badge = badgeOf(records);
        const key = JSON.stringify(badge);
        if (key !== shownBadge) {
          shownBadge = key;
          // A badge that could not be shown is shown with the next change.
          showBadge(badge).catch(() => (shownBadge = ''));
        }
        return succeed(overview);
      }),
  };
}

/** Excludes the budget, whose changes have events of their own. */
function comparable({ budget: _budget, ...rest }: Overview): string {
  return JSON.stringify(rest);
}

/** A request that ignores its abort must not prevent the deletion. */
const ABORT_LIMIT_MS = 2_000;

async function clearVaultAndWait(clock: Clock, vault: KeyVault, gateway: Gateway): Promise<void> {
  await vault.clear();
  // An aborted request still writes its line to the log.
  await within(clock, ABORT_LIMIT_MS, gateway.settled(), undefined);
}

async function clearStores(deps: WorkerDeps, { cache, log, watcher }: Parts): Promise<void> {
  await Promise.all([cache.drop([]), log.clear()]);
  await Promise.all([deps.local.clear(), deps.session.clear()]);
  watcher.reset();
}
