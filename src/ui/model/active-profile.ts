import type { Overview, ProfileState } from '../../protocol/overview.ts';

/** The state of the active profile; undefined for the demo. */
export function activeProfile({ profiles, activeProfileId }: Overview): ProfileState | undefined {
  return profiles.find(({ profileId }) => profileId === activeProfileId);
}

/** True when the profile has no key, so that no request can be sent. */
export function lacksKey(overview: Overview): boolean {
  return activeProfile(overview)?.key === null;
}
