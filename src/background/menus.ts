import type { ConversationId } from '../core/conversation/conversation.ts';
import { readIds } from '../core/conversation/id-spelling.ts';
import { SELECTION_LIMIT_CHARS } from '../core/conversation/uuid.ts';
import type { FullViewStart } from '../platform/tabs.ts';
import type { MenuClick } from '../platform/worker/menus.ts';

/** The ids in a text, each once, in order. */
export function idsIn(text: string): ConversationId[] {
  return readIds(text.slice(0, SELECTION_LIMIT_CHARS));
}

/** The full view's start for these ids. */
export function startFor(ids: readonly ConversationId[]): FullViewStart {
  const [only] = ids;
  if (only === undefined) return { none: true };
  return ids.length === 1 ? { id: only } : { ids: [...ids] };
}

/** Two groups of an id at least: digits alone may be a key. */
const MISTYPED_ID = /^(?=.{1,40}$)[0-9a-f]+-[0-9a-f]*-[0-9a-f-]*$/i;

/** A mistyped id is shown as typed; other text stays out of the URL, because it may be a key. */
export function startForTyped(text: string): FullViewStart {
  const ids = idsIn(text);
  const typed = text.trim();
  if (ids.length > 0) return startFor(ids);
  return MISTYPED_ID.test(typed) ? { typed } : { id: null };
}

/** The ids in the right-clicked target; a click on the page itself may need a scan as well. */
export function idsOfClick(click: MenuClick): ConversationId[] {
  if (click.menu === 'selection') return idsIn(click.selectionText ?? '');
  return idsIn((click.menu === 'link' ? click.linkUrl : click.pageUrl) ?? '');
}
