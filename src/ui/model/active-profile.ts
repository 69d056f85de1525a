import type { Overview, ProfileState } from '../../protocol/overview.ts';

/** Of the profile in use; the demo has none. */
export function activeProfile({ profiles, activeProfileId }: Overview): ProfileState | undefined {
  return profiles.find(({ profileId }) => profileId === activeProfileId);
}

/** The profile has no key: nothing at all can be asked. */
export function lacksKey(overview: Overview): boolean {
  return activeProfile(overview)?.key === null;
}
