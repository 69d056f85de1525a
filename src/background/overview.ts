import { lastFour } from '../core/profile/api-key.ts';
import { DEMO_PROFILE_ID, type Profile } from '../core/profile/settings.ts';
import type { StorageKind } from '../platform/worker/storage.ts';
import type { Overview, ProfileState, Watch } from '../protocol/overview.ts';
import type { BudgetQueue } from './outbound/request-queue.ts';
import { activeProfileId, profileOf, ruleOf } from './profile/profile-context.ts';
import type { KeyVault } from './profile/key-vault.ts';
import type { Pauses } from './outbound/pauses.ts';
import type { SettingsStore } from './profile/settings-store.ts';
import type { WatchRecord } from './watch/watch-record.ts';
import type { Watcher } from './watch/watcher.ts';

export interface OverviewParts {
  version: string;
  settings: SettingsStore;
  vault: KeyVault;
  budget: BudgetQueue;
  pauses: Pauses;
  watcher: Watcher;
  hasOrigin(origin: string): Promise<boolean>;
  storageKind(): StorageKind;
}

/** What every view may know. Of a key, only that it is there and how it ends. */
export async function readOverview(parts: OverviewParts): Promise<Overview> {
  const settings = await parts.settings.get();
  const profileId = activeProfileId(settings);
  const rule = ruleOf(profileOf(settings, profileId) ?? { requestsPerMinute: 0, burst: 0 });
  const [profiles, budget, pause, watches, typicalMs] = await Promise.all([
    Promise.all(settings.profiles.map((profile) => profileState(parts, profile))),
    parts.budget.state(profileId, rule),
    parts.pauses.get(profileId),
    parts.watcher.list(profileId),
    profileId === DEMO_PROFILE_ID ? null : parts.watcher.typicalMs(),
  ]);
  return {
    version: parts.version,
    settings,
    activeProfileId: profileId,
    profiles,
    budget,
    pause,
    watches: watches.map(shown),
    typicalRunSeconds: typicalMs === null ? null : typicalMs / 1000,
    storage: parts.storageKind(),
  };
}

async function profileState({ vault, hasOrigin, storageKind }: OverviewParts, profile: Profile): Promise<ProfileState> {
  const { origin } = new URL(profile.baseUrl);
  // An origin that the browser cannot even be asked for is not granted, and costs no other profile its state.
  const granted = hasOrigin(origin).catch(() => false);
  const [key, originGranted] = await Promise.all([vault.get(profile.id, profile.baseUrl), granted]);
  return {
    profileId: profile.id,
    key: key && { id: key.keyId, last4: lastFour(key.key), remembered: key.remembered && storageKind() === 'disk' },
    origin,
    originGranted,
    clientId: key?.clientId ?? null,
    instanceId: key?.instanceId ?? null,
  };
}

/** Without the worker's own bookkeeping. */
function shown({ failures: _failures, setAt: _setAt, ...watch }: WatchRecord): Watch {
  return watch;
}
