/**
 * What the product must survive, and where each is proven. The proof's test carries the row's number in its name, as
 * `[F12]`; `unit/faults.test.ts` fails for a row without one.
 */

/** U: unit, with a fake clock. P: property, with generated input. E: the built extension in Chromium. X: in Firefox. */
export type Proof = 'U' | 'P' | 'E' | 'X';

export interface Fault {
  number: number;
  /** What happens → what the user gets. */
  what: string;
  /** Test files, below the proof's folder and without `.test.ts`. Those in Firefox are named from `test` on. */
  proofs: Partial<Record<Proof, string | string[]>>;
}

export const FOLDERS: Record<Proof, string> = { U: 'unit', P: 'unit', E: 'e2e', X: '.' };

export const FAULTS: readonly Fault[] = [
  { number: 1, what: 'killed when idle, then a click → works, cold', proofs: { E: 'worker-stopped' } },
  {
    number: 2,
    what: 'killed in mid-request → the view’s promise rejects; one repeat for a GET',
    proofs: { E: 'worker-stopped' },
  },
  {
    number: 3,
    what: 'killed at random points of a lookup and of a watch → same end state, nothing asked twice for ever',
    proofs: { E: ['restart', 'watch', 'worker-death'] },
  },
  {
    number: 4,
    what: 'an event before start-up is done → waits for one `ready`, 15 s at most, then a visible error',
    proofs: { U: ['faults', 'background/ready'] },
  },
  {
    number: 5,
    what: 'every listener registered in the first tick',
    proofs: { U: ['faults', 'background/first-tick'] },
  },
  {
    number: 6,
    what: 'a port dropped → reconnects with back-off; pending calls reject',
    proofs: { E: 'worker-stopped' },
  },
  {
    number: 7,
    what: 'alarms lost (Firefox drops them at every restart) → rebuilt from the stored table at start',
    proofs: { U: ['faults', 'background/watch/watcher-restart'], E: ['restart', 'watch'], X: 'e2e/restart' },
  },
  {
    number: 8,
    what: 'asleep for 8 h → one poll per watch, not 960',
    proofs: { U: ['faults', 'background/watch/watcher'] },
  },
  {
    number: 9,
    what: 'a run that never ends → a deadline, then "gave up", and a button',
    proofs: { U: 'background/watch/watcher-end' },
  },
  {
    number: 10,
    what: 'extension reloaded under open views → `runtime.id` gone: one notice, timers stop',
    proofs: { E: 'worker-reload' },
  },
  {
    number: 11,
    what: 'view and worker of different versions → the same notice',
    proofs: { U: ['background/inbound/router', 'platform/view/channel', 'protocol/decode'] },
  },
  { number: 12, what: 'updated in the middle of polling → resumes', proofs: { E: 'worker-reload' } },
  {
    number: 13,
    what: 'a stored record of an older shape → migrated or dropped; the key stays',
    proofs: { P: ['core/profile/settings-decode', 'fuzz/settings', 'fuzz/stored'] },
  },
  {
    number: 14,
    what: 'browser restarted → remembered key and watches are back; a session key is asked for',
    proofs: { E: 'restart' },
  },
  { number: 15, what: 'Firefox event page suspended → same as 1', proofs: { X: 'firefox/event-page' } },
  {
    number: 16,
    what: 'IndexedDB cannot open ("Internal error opening backing store") → works from memory, one notice',
    proofs: { E: 'restart' },
  },
  { number: 17, what: 'IndexedDB emptied behind our back → cold cache', proofs: { E: 'storage' } },
  { number: 18, what: 'open never answers → 3 s, then memory', proofs: { U: 'platform/storage' } },
  { number: 19, what: 'delete blocked by our own connection → close first', proofs: { U: 'platform/storage' } },
  { number: 20, what: 'connection closed under us → reopened once', proofs: { U: 'platform/storage' } },
  {
    number: 21,
    what: 'quota exceeded → evict oldest, retry once, skip',
    proofs: { U: 'background/lookup/answer-cache' },
  },
  { number: 22, what: 'storage.session full → refused in words', proofs: { E: 'storage' } },
  { number: 23, what: 'settings emptied → "not configured", no crash', proofs: { E: 'storage' } },
  {
    number: 24,
    what: 'a record of a wrong type → a miss, deleted',
    proofs: { P: ['background/lookup/answer-cache', 'fuzz/stored'] },
  },
  {
    number: 25,
    what: 'another key, profile or base URL → never its data',
    proofs: { U: ['background/profile/keys', 'background/inbound/settings-handlers'], E: 'never-its-data' },
  },
  { number: 26, what: 'private window → nothing on disk afterwards', proofs: { E: 'private' } },
  { number: 27, what: '401 → polling stops, key kept, asked for', proofs: { E: 'states-answers' } },
  { number: 28, what: '402 → credits, link, no retry', proofs: { E: 'states-answers' } },
  { number: 29, what: '403 → checked against whoami before blaming the key', proofs: { E: 'states-answers' } },
  {
    number: 30,
    what: '404 → "conversation not found" or "not compacted yet", remembered shortly',
    proofs: { E: 'states-answers' },
  },
  { number: 31, what: '409, 422 → the server’s words, as text', proofs: { E: ['panel-compact', 'states-answers'] } },
  {
    number: 32,
    what: '429 with seconds → obeyed for the whole profile, counted down',
    proofs: { E: 'states-answers' },
  },
  {
    number: 33,
    what: '429 with a date, the past, a negative, junk, 1e9 → clamped, never NaN, never for ever',
    proofs: { P: 'synap/send/retry-after' },
  },
  {
    number: 34,
    what: '500, 502, 503, 504 → GET retried with jitter, 3 attempts',
    proofs: { E: ['long-waits', 'states-answers'] },
  },
  { number: 35, what: 'headers that never come → 15 s, error', proofs: { E: ['faults-network', 'long-waits'] } },
  { number: 36, what: 'a drip of one byte a second → total deadline 30 s', proofs: { E: 'long-waits' } },
  {
    number: 37,
    what: 'truncated, empty, BOM, bad UTF-8 → "not JSON"',
    proofs: { P: 'synap/send/read-answer.properties', E: ['long-waits', 'states-network'] },
  },
  {
    number: 38,
    what: 'wrong types, nulls, missing, extra fields → shown as far as possible, else a typed error',
    proofs: { P: ['fuzz/answers', 'synap/decode/decode.properties', 'synap/send/error-body', 'synap/wire/time'] },
  },
  { number: 39, what: '200 MB or a gzip bomb → cut at 8 MiB decoded, worker alive', proofs: { E: 'states-network' } },
  { number: 40, what: 'redirect to another host → refused; that host sees nothing', proofs: { E: 'states-network' } },
  { number: 41, what: 'a login page as 200 HTML → "this is not the Synap API"', proofs: { E: 'states-network' } },
  {
    number: 42,
    what: 'DNS, refused, TLS, offline → one clear message each where the browser tells them apart',
    proofs: { E: ['long-waits', 'states-network'] },
  },
  { number: 43, what: 'reset in mid-body → error, nothing half cached', proofs: { E: 'long-waits' } },
  {
    number: 44,
    what: 'an answer that comes after its question changed → dropped',
    proofs: { U: 'background/lookup/lookups' },
  },
  {
    number: 45,
    what: 'POST compact → never repeated by itself, whatever happens',
    proofs: { E: ['panel-compact', 'worker-stopped'] },
  },
  {
    number: 46,
    what: 'jumps back → entries from the future are stale',
    proofs: {
      U: [
        'background/outbound/request-queue',
        'background/lookup/answer-cache',
        'background/watch/watcher',
        'core/profile/token-bucket',
      ],
    },
  },
  {
    number: 47,
    what: 'jumps ahead → expiry, refetches within the budget',
    proofs: {
      U: [
        'background/outbound/request-queue',
        'background/lookup/answer-cache',
        'core/profile/token-bucket',
        'soak/soak',
      ],
    },
  },
  { number: 48, what: 'time zones, DST → only epoch milliseconds inside', proofs: { U: 'synap/wire/time' } },
  {
    number: 49,
    what: 'server clock off by hours → ages relative to its Date header',
    proofs: { U: ['synap/client', 'synap/send/retry-after'] },
  },
  { number: 50, what: 'TTL NaN, Infinity, negative → default', proofs: { P: 'background/lookup/answer-rules' } },
  { number: 51, what: 'from a content script → refused by origin', proofs: { E: 'hostile' } },
  { number: 52, what: 'from the page → no listener exists', proofs: { E: 'hostile' } },
  { number: 53, what: 'from another extension → none exists', proofs: { E: 'hostile' } },
  {
    number: 54,
    what: 'junk, arrays, null → refused, no throw',
    proofs: { P: ['background/inbound/router', 'fuzz/messages', 'protocol/decode'] },
  },
  {
    number: 55,
    what: '`__proto__`, `constructor`, `toString` → no handler, no pollution',
    proofs: {
      P: [
        'fuzz/answers',
        'fuzz/archives',
        'fuzz/ids',
        'fuzz/messages',
        'fuzz/settings',
        'synap/decode/decode.properties',
      ],
    },
  },
  { number: 56, what: 'over 64 MiB → caught (sendMessage throws synchronously)', proofs: { E: 'faults-messages' } },
  {
    number: 57,
    what: 'a tab that is closed, chrome://, a store, a PDF → plain notice',
    proofs: { E: ['faults-page', 'faults-reach', 'popup'] },
  },
  {
    number: 58,
    what: '`setKey` from any page but options → refused',
    proofs: { U: 'background/inbound/router', E: 'worker-senders' },
  },
  { number: 59, what: 'a flood of 10,000 lookups → bounded queue, 4 in flight', proofs: { E: 'faults-network' } },
  { number: 60, what: '100,000 ids → capped, "truncated", page stays responsive', proofs: { E: 'faults-page' } },
  {
    number: 61,
    what: '35 or 37 hex, upper case, nil, no dashes, ids inside longer hex → one grammar',
    proofs: { P: ['core/conversation/uuid', 'fuzz/ids'] },
  },
  {
    number: 62,
    what: 'open shadow roots nested 20 deep → found; closed → not seen, no error',
    proofs: { E: 'faults-page' },
  },
  { number: 63, what: 'cross-origin frames → said so', proofs: { E: 'faults-page' } },
  {
    number: 64,
    what: 'a page that mutates for ever → debounced, under 5 % of its main thread',
    proofs: { E: 'faults-page' },
  },
  {
    number: 65,
    what: 'overridden prototypes (`String.prototype.match`, `Array`) → result is only data',
    proofs: { E: 'faults-page' },
  },
  { number: 66, what: 'page in an endless loop → 3 s, "the page isn\'t responding"', proofs: { E: 'faults-page' } },
  { number: 67, what: 'a 70 MB page string → cut', proofs: { E: 'faults-page' } },
  { number: 68, what: 'password fields and `autocomplete=cc-*` → never read', proofs: { E: 'panel-finding' } },
  {
    number: 69,
    what: 'a selection of 1 MB → first 4 KB',
    proofs: { U: 'background/menus' },
  },
  { number: 70, what: 'navigation in mid-scan → old result dropped', proofs: { E: 'faults-page' } },
  {
    number: 71,
    what: '`<img onerror>`, `<script>` in any field → text, no CSP report',
    proofs: { E: 'faults-rendering' },
  },
  { number: 72, what: '`javascript:` and `data:` links → text; https only', proofs: { P: 'fuzz/answers' } },
  { number: 73, what: 'remote images in model text → never requested', proofs: { E: 'faults-rendering' } },
  { number: 74, what: 'bidi, zero-width, ANSI → visible escapes', proofs: { P: 'core/visible-text' } },
  {
    number: 75,
    what: 'a megabyte in one field → scrolls at 60 Hz, rest behind "more"',
    proofs: { E: 'faults-rendering' },
  },
  {
    number: 76,
    what: 'JSON 100,000 deep → depth cap, no recursion error',
    proofs: { P: ['fuzz/answers', 'fuzz/ids'] },
  },
  { number: 77, what: 'lone surrogates, NUL → U+FFFD', proofs: { P: ['core/discovery/label', 'core/visible-text'] } },
  { number: 78, what: 'CSV cells that begin with `= + - @` → prefixed', proofs: { U: 'core/csv' } },
  {
    number: 79,
    what: 'a canary key is in no log, error or stack',
    proofs: { P: ['core/profile/api-key', 'synap/canary.properties'], E: 'key-canary' },
  },
  { number: 80, what: 'none in exports, cURL, bundles', proofs: { E: ['key-canary', 'panel-detail'] } },
  { number: 81, what: 'none in a URL or Referer', proofs: { E: 'key-canary' } },
  { number: 82, what: 'none in storage.local, sync, or the cache database', proofs: { E: 'key-canary' } },
  { number: 83, what: 'never in the DOM after saving', proofs: { E: ['key-canary', 'options-key'] } },
  { number: 84, what: 'spaces, newlines, non-ASCII → trimmed or refused', proofs: { P: 'core/profile/api-key' } },
  {
    number: 85,
    what: 'base URL http (not loopback), user:pass@, a path, an IP in odd notation → refused with the reason',
    proofs: { P: ['core/profile/base-url', 'fuzz/settings'] },
  },
  { number: 86, what: 'base URL changed → key forgotten, the new host sees none', proofs: { E: 'options-key' } },
  { number: 87, what: 'host permission revoked → paused, *Grant* button', proofs: { E: 'options-key' } },
  {
    number: 88,
    what: 'key removed → requests aborted, session, vault and cache wiped',
    proofs: { E: 'options-forget' },
  },
  { number: 89, what: 'two panels and the popup ask the same → one request', proofs: { E: 'panel-live' } },
  { number: 90, what: 'one of them cancels → the others get it', proofs: { U: 'background/lookup/lookups' } },
  { number: 91, what: 'popup closed in mid-request → cached, no error', proofs: { E: 'popup' } },
  { number: 92, what: 'two windows → one poller; two profiles → nothing shared', proofs: { E: 'faults-profiles' } },
];
