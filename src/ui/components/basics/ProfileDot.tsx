import type { ProfileColour } from '../../../core/profile/settings.ts';
import './ProfileDot.css';

/** A profile's colour, always beside its name: purely visual. */
export function ProfileDot({ colour }: { colour: ProfileColour }) {
  return <span class={`profile-dot profile-${colour}`} aria-hidden="true" />;
}
