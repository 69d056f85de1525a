import type { Theme } from '../../core/profile/settings.ts';

/** Sets the colour scheme of this page; `system` leaves it to the browser. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
}
