import type { ConversationId } from '../core/conversation/conversation.ts';
import { readIds } from '../core/conversation/spelling/id-spelling.ts';
import { SELECTION_LIMIT_CHARS } from '../core/conversation/uuid.ts';
import type { ClickPlace } from '../core/discovery/click-place.ts';
import type { FoundId, ScanResult } from '../core/discovery/evidence.ts';
import type { Outcome } from '../core/errors.ts';
import type { FullViewStart } from '../platform/tabs.ts';
import type { MenuClick } from '../platform/worker/menus.ts';

/** The ids in a text, each once, in order. */
export function idsIn(text: string): ConversationId[] {
  return readIds(text.slice(0, SELECTION_LIMIT_CHARS));
}

/** The full view's start for the ids that were found there. */
export function startFor(ids: readonly ConversationId[], place: ClickPlace): FullViewStart {
  const [only] = ids;
  if (only === undefined) return { none: place };
  return ids.length === 1 ? { id: only } : { ids: [...ids], place };
}

/** Two groups of an id at least: digits alone may be a key. */
const MISTYPED_ID = /^(?=.{1,40}$)[0-9a-f]+-[0-9a-f]*-[0-9a-f-]*$/i;

/** A mistyped id is shown as typed; other text stays out of the URL, because it may be a key. */
export function startForTyped(text: string): FullViewStart {
  const ids = idsIn(text);
  const typed = text.trim();
  if (ids.length > 0) return startFor(ids, 'typed');
  return MISTYPED_ID.test(typed) ? { typed } : { id: null };
}

/** The page that was clicked, as far as the click gives access to it. */
export interface ClickedPage {
  scan(tabId: number, frameId: number): Promise<Outcome<ScanResult>>;
  linkTexts(tabId: number, frameId: number, url: string): Promise<string[]>;
}

/** Finds the ids in the clicked thing; if there are none, those around it. */
export async function startForClick(click: MenuClick, page: ClickedPage): Promise<FullViewStart> {
  switch (click.menu) {
    case 'selection':
      return forSelection(click, page);
    case 'link':
      return forLink(click, page);
    case 'page':
      return click.frameUrl === null ? forPage(click, page, 'page') : forFrame(click, page);
  }
}

/** A double click selects one group of an id: the page tells which id surrounds it. */
async function forSelection(click: MenuClick, page: ClickedPage): Promise<FullViewStart> {
  const ids = idsIn(click.selectionText ?? '');
  if (ids.length > 0) return startFor(ids, 'selection');
  if ((click.selectionText ?? '').length > SELECTION_LIMIT_CHARS) return { none: 'selection', why: 'cut' };
  const scanned = await scanClicked(click, page, click.frameId);
  const isSelected = ({ evidence }: FoundId) => evidence.some(({ source }) => source === 'selection');
  return scanned?.ok
    ? startFor(
        scanned.value.found.filter(isSelected).map(({ id }) => id),
        'selection',
      )
    : { none: 'selection' };
}

async function forLink(click: MenuClick, page: ClickedPage): Promise<FullViewStart> {
  const { linkUrl, tabId, frameId } = click;
  const texts = linkUrl === null || tabId === null ? [] : await page.linkTexts(tabId, frameId, linkUrl);
  return startFor([...new Set([...idsIn(linkUrl ?? ''), ...texts.flatMap(idsIn)])], 'link');
}

async function forFrame(click: MenuClick, page: ClickedPage): Promise<FullViewStart> {
  const ids = idsIn(click.frameUrl ?? '');
  if (ids.length > 0) return startFor(ids, 'frame');
  const scanned = await scanClicked(click, page, click.frameId);
  if (scanned?.ok && scanned.value.found.length > 0) return startFor(idsOf(scanned.value), 'frame');
  // A frame of another site is closed to us, but the page around it may name the conversation.
  const around = await forPage(click, page, 'around');
  return 'none' in around ? { none: 'frame' } : around;
}

async function forPage(click: MenuClick, page: ClickedPage, place: ClickPlace): Promise<FullViewStart> {
  const ids = idsIn(click.pageUrl ?? '');
  if (ids.length > 0) return startFor(ids, place);
  const scanned = await scanClicked(click, page, 0);
  if (scanned?.ok) return startFor(idsOf(scanned.value), place);
  return { none: place, ...(scanned?.error.kind === 'not-scannable' && { why: scanned.error.reason }) };
}

async function scanClicked(
  { tabId }: MenuClick,
  page: ClickedPage,
  frameId: number,
): Promise<Outcome<ScanResult> | null> {
  return tabId === null ? null : page.scan(tabId, frameId);
}

function idsOf({ found }: ScanResult): ConversationId[] {
  return found.map(({ id }) => id);
}
