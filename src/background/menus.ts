import type { ConversationId } from '../core/conversation/conversation.ts';
import { findIds, parseConversationId, SELECTION_LIMIT_CHARS, MAX_OFFERED_IDS } from '../core/conversation/uuid.ts';
import type { FullViewStart } from '../platform/tabs.ts';
import type { MenuClick } from '../platform/worker/menus.ts';

/** The ids in a text, each once, in order. */
export function idsIn(text: string): ConversationId[] {
  const start = text.slice(0, SELECTION_LIMIT_CHARS);
  const whole = parseConversationId(start);
  if (whole) return [whole];
  return [...new Set(findIds(start).map((hit) => hit.id))].slice(0, MAX_OFFERED_IDS);
}

/** The full view's start for these ids. */
export function startFor(ids: readonly ConversationId[]): FullViewStart {
  const [only] = ids;
  if (only === undefined) return { none: true };
  return ids.length === 1 ? { id: only } : { ids: [...ids] };
}

/** A mistyped id is shown as typed; other text stays out of the URL, because it may contain a key. */
export function startForTyped(text: string): FullViewStart {
  const ids = idsIn(text);
  const typed = text.trim();
  if (ids.length > 0) return startFor(ids);
  return /^[0-9a-f-]{1,40}$/i.test(typed) ? { typed } : { id: null };
}

/** The ids in the right-clicked target; a click on the page itself may need a scan as well. */
export function idsOfClick(click: MenuClick): ConversationId[] {
  if (click.menu === 'selection') return idsIn(click.selectionText ?? '');
  return idsIn((click.menu === 'link' ? click.linkUrl : click.pageUrl) ?? '');
}
