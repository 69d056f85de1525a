import type { ConversationId } from '../core/conversation/conversation.ts';
import { MAX_OFFERED_IDS } from '../core/conversation/uuid.ts';
import type { ClickPlace } from '../core/discovery/click-place.ts';
import type { UnscannableReason } from '../core/errors.ts';
import { browser } from './browser.ts';

/** The full view's start: one id, several to choose from, or a note that none was found. */
export type FullViewStart =
  | { id: ConversationId | null }
  | { ids: ConversationId[]; place: ClickPlace }
  /** `cut`: only the beginning of the selection was read. */
  | { none: ClickPlace; why?: UnscannableReason | 'cut' }
  /** Typed by the user, but not an id. */
  | { typed: string };

export function fullViewUrl(start: FullViewStart): string {
  const url = new URL(browser.runtime.getURL('src/inspector/inspector.html'));
  for (const [name, value] of Object.entries(paramsOf(start))) if (value) url.searchParams.set(name, String(value));
  return url.href;
}

/** Those that are empty or 0 are left out of the address. */
function paramsOf(start: FullViewStart): Readonly<Record<string, unknown>> {
  if ('typed' in start) return { id: start.typed };
  if (!('ids' in start)) return start;
  const { ids, place } = start;
  return { ids: ids.slice(0, MAX_OFFERED_IDS).join(','), place, more: Math.max(0, ids.length - MAX_OFFERED_IDS) };
}

/** Opens the one-screen start after the install. */
export async function openWelcome(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('src/options/options.html#welcome') });
}

/** Opens the options, or focuses the tab that shows them. */
export function openOptionsPage(): Promise<void> {
  return browser.runtime.openOptionsPage();
}

/** Opens the full view, or focuses the tab that already shows the same. */
export async function openFullView(start: FullViewStart): Promise<void> {
  const url = fullViewUrl(start);
  // Not `tabs.query`: Chromium before 152 hides even our own URLs there without the permission to read every tab's.
  const open = (await browser.runtime.getContexts({ contextTypes: ['TAB'] })).find(
    ({ documentUrl }) => documentUrl === url,
  );
  if (!open) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(open.tabId, { active: true });
  await browser.windows.update(open.windowId, { focused: true });
}
