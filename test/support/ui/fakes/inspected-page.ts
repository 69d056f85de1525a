/** An inspected page for the panel's stories: what it holds, and hands to change it. */
import type {
  ConversationId,
  CompactionState,
  CompactionStatus,
} from '../../../../src/core/conversation/conversation.ts';
import { fail, succeed, type AppError, type Outcome } from '../../../../src/core/errors.ts';
import type { Evidence, FoundId, ScanResult } from '../../../../src/core/discovery/evidence.ts';
import type { PageSource } from '../../../../src/panel/discovery/page-source.ts';
import type { Script } from './fake-backend.ts';
import { ERRORS } from '../error-fixtures.ts';
import { answer, ID, NOW, OTHER_ID, prompt, status, summary, THIRD_ID } from '../fixtures.ts';

export interface FakePage {
  source: PageSource;
  /** How often it was scanned. */
  scans: number;
  /** What the next scan finds. */
  found: FoundId[];
  facts: Partial<ScanResult>;
  error: AppError | null;
  navigate(): void;
  /** A request of the page. */
  request(found: FoundId[]): void;
}

declare global {
  interface Window {
    panelPage?: FakePage;
  }
}

export function createFakePage(found: FoundId[], changes: Partial<Pick<FakePage, 'facts' | 'error'>> = {}): FakePage {
  let onNavigated = () => {};
  const listeners = new Set<(found: FoundId[]) => void>();
  const page: FakePage = {
    scans: 0,
    found,
    facts: {},
    error: null,
    ...changes,
    navigate: () => onNavigated(),
    request: (entries) => listeners.forEach((tell) => tell(entries)),
    source: {
      scan: async (): Promise<Outcome<ScanResult>> => {
        page.scans += 1;
        if (page.error) return fail(page.error);
        const blank = { truncated: false, unreadableFrames: 0, tookMs: 4, url: 'https://app.example/', title: 'App' };
        return succeed({ ...blank, ...page.facts, found: page.found });
      },
      onNavigated: (listener) => {
        onNavigated = () => listener('https://app.example/next', Promise.resolve(true));
        return () => {};
      },
      capture: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      onVisibility: (listener) => {
        listener(true);
        return () => {};
      },
    },
  };
  window.panelPage = page;
  return page;
}

/** A made-up id by number. */
export function idOf(number: number): ConversationId {
  const hex = (number * 2_654_435_761).toString(16).padStart(12, '0').slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(2, 6)}-4${hex.slice(3, 6)}-a${hex.slice(5, 8)}-${hex}` as ConversationId;
}

/** The id of a row of the long list. */
export const manyId = (at: number): ConversationId => idOf(at + 100);

export function foundId(id: ConversationId, label: string | null, ...evidence: Evidence[]): FoundId {
  return { id, label, evidence: evidence.length > 0 ? evidence : [LINK] };
}

export const LINK: Evidence = { source: 'link', where: '/conversations/', count: 1 };
export const THREAD: Evidence = { source: 'request', where: 'response $.conversation.id', count: 2 };
/** Nothing that anybody would take for a conversation. */
const REQUEST_ID: Evidence = { source: 'attribute', where: 'data-request-id', count: 31 };

const MINUTE = 60_000;
const own = (state: CompactionState, changes: Partial<CompactionStatus> = {}) => status(state, changes);

/** Conversations in every state, as the list shows them. */
export const CAST: { found: FoundId; status: CompactionStatus | AppError }[] = [
  {
    found: foundId(OTHER_ID, 'Trip planning with Joanna', LINK, THREAD),
    status: own('in_progress', { latestVersion: 2 }),
  },
  {
    found: foundId(ID, 'Studio renovation', { source: 'url', where: '/conversations/', count: 1 }, LINK),
    status: own('completed'),
  },
  {
    found: foundId(idOf(3), 'Support: rate limits', THREAD),
    status: own('completed', {
      compressionRatio: 0.38,
      latestVersion: 1,
      completedAt: NOW - 26 * 60 * MINUTE,
      latestCreatedAt: null,
    }),
  },
  { found: foundId(THIRD_ID, 'Onboarding call', LINK), status: own('failed') },
  { found: foundId(idOf(5), 'New chat', { source: 'url', where: '?conversation_id=', count: 1 }), status: own('none') },
  {
    found: foundId(idOf(6), null, LINK),
    status: own('completed', { compressionRatio: 0.07, latestVersion: 12, completedAt: NOW - 45 * MINUTE }),
  },
  {
    found: foundId(
      idOf(7),
      'A very long label that an application made of the first message of the conversation',
      LINK,
    ),
    status: ERRORS['no-messages'],
  },
  { found: foundId(idOf(8), 'Archived \u202Eevil', LINK), status: own('unknown') },
  { found: foundId(idOf(9), 'Team retro', LINK), status: ERRORS.unavailable },
  { found: foundId(idOf(10), null, REQUEST_ID), status: own('none') },
];

export const STALE_ID = idOf(3);
const STALE = { isStale: true, recentMessageCount: 86, recentMessages: [] };

/** Answers for the cast: what is likely from Synap, nothing from the cache. */
export function castScript(): Script {
  const byId = new Map<string, CompactionStatus | AppError>(CAST.map((entry) => [entry.found.id, entry.status]));
  return {
    status: ({ conversationId, mode }) => {
      if (mode === 'peek') return succeed(null);
      const held = byId.get(conversationId);
      if (!held) return fail(ERRORS['unknown-conversation']);
      return 'kind' in held ? fail(held) : succeed(answer({ ...held, conversationId }));
    },
    summary: ({ conversationId, mode }) => {
      if (mode === 'peek' && conversationId !== ID) return succeed(null);
      return succeed(answer(summary({ conversationId })));
    },
    // Known from the cache, of one.
    prompt: ({ conversationId }) => succeed(conversationId === STALE_ID ? answer(prompt(STALE)) : null),
  };
}
