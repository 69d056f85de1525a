import { browser } from '../browser.ts';

const COLOURS = { run: '#0b57d0', bad: '#b3261e' };

export async function showBadge(badge: { text: string; tone: 'run' | 'bad' }): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: COLOURS[badge.tone] });
  await browser.action.setBadgeText({ text: badge.text });
}

const NOTIFICATION_PREFIX = 'run-ended:';

/** One notification per name and profile; a newer one replaces the older. The name says what it is about. */
export async function notifyEnded(profileId: string, name: string, title: string, message: string): Promise<void> {
  // Profile ids contain no colon.
  await browser.notifications.create(`${NOTIFICATION_PREFIX}${profileId}:${name}`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/128.png'),
    title,
    message,
  });
}

/** Passes the profile and the name of the clicked notification. Call in the worker's first tick. */
export function onNotificationClicked(listener: (profileId: string, name: string) => void): void {
  browser.notifications.onClicked.addListener((notificationId) => {
    if (!notificationId.startsWith(NOTIFICATION_PREFIX)) return;
    void browser.notifications.clear(notificationId);
    const [, profileId = '', name = ''] = notificationId.split(':');
    listener(profileId, name);
  });
}

export function translate(key: string, substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions);
}
