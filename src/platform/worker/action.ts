import type { ConversationId } from '../../core/conversation/conversation.ts';
import { browser } from '../browser.ts';

const COLOURS = { run: '#0b57d0', bad: '#b3261e' };

export async function showBadge(badge: { text: string; tone: 'run' | 'bad' }): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: COLOURS[badge.tone] });
  await browser.action.setBadgeText({ text: badge.text });
}

const NOTIFICATION_PREFIX = 'run-ended:';

interface NotificationSubject {
  profileId: string;
  conversationId: ConversationId;
}

/** One notification per conversation and profile; a newer one replaces the older. */
export async function notifyRunEnded(
  { profileId, conversationId }: NotificationSubject,
  title: string,
  message: string,
): Promise<void> {
  // Profile ids contain no colon.
  await browser.notifications.create(`${NOTIFICATION_PREFIX}${profileId}:${conversationId}`, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('icons/128.png'),
    title,
    message,
  });
}

/** Passes the profile and conversation of the clicked notification. Call in the worker's first tick. */
export function onNotificationClicked(listener: (profileId: string, conversationId: string) => void): void {
  browser.notifications.onClicked.addListener((notificationId) => {
    if (!notificationId.startsWith(NOTIFICATION_PREFIX)) return;
    void browser.notifications.clear(notificationId);
    const [, profileId = '', conversationId = ''] = notificationId.split(':');
    listener(profileId, conversationId);
  });
}

export function translate(key: string, ...substitutions: string[]): string {
  return browser.i18n.getMessage(key, substitutions);
}
