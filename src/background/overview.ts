import { lastFour } from '../core/profile/api-key.ts';
import { DEMO_PROFILE_ID } from '../core/profile/profile-names.ts';
import { type Profile } from '../core/profile/settings.ts';
import type { Overview, ProfileState, Watch } from '../protocol/overview.ts';
import { activeProfileId, profileOf, shareOf } from './profile/profile-context.ts';
import type { WatchRecord } from './watch/watch-record.ts';
import type { Parts, WorkerDeps } from './worker-types.ts';

export type OverviewDeps = Pick<Parts, 'settings' | 'vault' | 'queue' | 'pauses' | 'watcher'> &
  Pick<WorkerDeps, 'version' | 'hasOrigin' | 'storageKind'>;

/** There is always a profile; only a spoilt store could name none. */
const NO_BUDGET = { available: 0, perMinute: 0, burst: 0, waiting: 0 };

/**
 * The overview for every view, and every profile's watches, which the badge is about. Of a key, it contains only its
 * existence and last characters.
 */
export async function readOverview(deps: OverviewDeps): Promise<{ overview: Overview; records: WatchRecord[] }> {
  const settings = await deps.settings.get();
  const profileId = activeProfileId(settings);
  const profile = profileOf(settings, profileId);
  const budgetOf = async (shown: Profile) => {
    // The demo has none.
    const key = await deps.vault.get(profileId, shown.baseUrl);
    return deps.queue.state(shareOf(shown, key));
  };
  const [profiles, budget, pause, watches, typicalMs] = await Promise.all([
    Promise.all(settings.profiles.map((profile) => profileState(deps, profile))),
    profile ? budgetOf(profile) : NO_BUDGET,
    deps.pauses.get(profileId),
    deps.watcher.list(),
    profileId === DEMO_PROFILE_ID ? null : deps.watcher.typicalMs(),
  ]);
  const overview: Overview = {
    version: deps.version,
    settings,
    activeProfileId: profileId,
    profiles,
    budget,
    pause,
    watches: watches.filter((record) => record.profileId === profileId).map(shown),
    typicalRunSeconds: typicalMs === null ? null : typicalMs / 1000,
    storage: deps.storageKind(),
  };
  // The demo's runs are nobody's once it is left.
  const records = watches.filter((record) => record.profileId !== DEMO_PROFILE_ID || settings.demo);
  return { overview, records };
}

async function profileState({ vault, hasOrigin, storageKind }: OverviewDeps, profile: Profile): Promise<ProfileState> {
  const { origin } = new URL(profile.baseUrl);
  // An origin that the permission query rejects counts as not granted, so that other profiles still get their state.
  const granted = hasOrigin(origin).catch(() => false);
  const key = await vault.get(profile.id, profile.baseUrl);
  return {
    profileId: profile.id,
    key: key && { id: key.keyId, last4: lastFour(key.key), remembered: key.remembered && storageKind() === 'disk' },
    origin,
    originGranted: await granted,
    clientId: key?.clientId ?? null,
    instanceId: key?.instanceId ?? null,
  };
}

/** Omits the worker's own bookkeeping, which changes with every poll. */
function shown({ conversationId, label, state, starred }: WatchRecord): Watch {
  return { conversationId, label, state, starred };
}
