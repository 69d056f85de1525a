import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import { fail, succeed, type Outcome } from '../../../../src/core/errors.ts';
import type { EvidenceSource, FoundId, ScanResult } from '../../../../src/core/discovery/evidence.ts';
import type { TrafficGaps } from '../../../../src/core/discovery/traffic/captured.ts';
import { createDiscovery, type Discovery } from '../../../../src/panel/discovery/discovery.ts';
import type { PageSource } from '../../../../src/panel/discovery/page-source.ts';
import { createManualClock, type ManualClock } from '../../../support/manual-clock.ts';

const A = '11111111-1111-4111-8111-111111111111' as ConversationId;
const B = '22222222-2222-4222-8222-222222222222' as ConversationId;
const C = '33333333-3333-4333-8333-333333333333' as ConversationId;

const find = (id: ConversationId, source: EvidenceSource = 'text', count = 1): FoundId => ({
  id,
  label: null,
  evidence: [{ source, where: '', count }],
});
const scanned = (...found: FoundId[]): Outcome<ScanResult> =>
  succeed({ found, truncated: false, unreadableFrames: 0, tookMs: 5, url: 'https://app.example/', title: 'App' });

let clock: ManualClock;
let scans: ((outcome: Outcome<ScanResult>) => void)[];
/** Loads another document. */
let navigate: () => Promise<void>;
/** Changes the address; the verdict on the document comes when the test gives it. */
let move: (url: string) => (isNewDocument: boolean) => Promise<void>;
let seen: (visible: boolean) => void;
let captured: ((found: FoundId[]) => void)[];
let told: ((gaps: TrafficGaps) => void)[];
let capturing: number;
const demo = signal<FoundId[] | null>(null);
let discovery: Discovery;

const source: PageSource = {
  scan: () =>
    new Promise((resolve) => {
      scans.push(resolve);
    }),
  onNavigated: (listener) => {
    move = (url) => {
      let settle: (isNew: boolean) => void = () => undefined;
      const isNew = new Promise<boolean>((resolve) => {
        settle = resolve;
      });
      listener(url, isNew);
      return async (isNewDocument) => {
        settle(isNewDocument);
        await Promise.resolve();
        await Promise.resolve();
      };
    };
    navigate = () => move('https://app.example/next')(true);
    return () => {};
  },
  onVisibility: (listener) => {
    seen = listener;
    return () => {};
  },
  capture: (listener, tell) => {
    captured.push(listener);
    told.push(tell);
    capturing += 1;
    return () => {
      capturing -= 1;
    };
  },
};

const pass = (ms: number) => clock.advance(ms);
/** Answers the n-th scan. */
async function answer(index: number, outcome: Outcome<ScanResult>): Promise<void> {
  scans[index]?.(outcome);
  await Promise.resolve();
  await Promise.resolve();
}
const ids = () => discovery.found.value.map((found) => found.id);

beforeEach(() => {
  clock = createManualClock(0);
  scans = [];
  captured = [];
  told = [];
  capturing = 0;
  demo.value = null;
  discovery = createDiscovery({ source, clock, demo });
});

test('scans when the panel comes into view, and not before', () => {
  pass(60_000);
  expect(scans.length).toBe(0);
  seen(true);
  pass(0);
  expect(scans.length).toBe(1);
  expect(discovery.scanning.value).toBe(true);
});

test('scans again after a pause, and stops while hidden', async () => {
  seen(true);
  pass(0);
  await answer(0, scanned(find(A)));
  expect(ids()).toEqual([A]);
  pass(999);
  expect(scans.length).toBe(1);
  pass(1);
  expect(scans.length).toBe(2);
  seen(false);
  await answer(1, scanned(find(A), find(B)));
  pass(60_000);
  expect(scans.length).toBe(2);
  expect(ids().toSorted()).toEqual([A, B]);
  seen(true);
  pass(0);
  expect(scans.length).toBe(3);
});

test('never scans twice at once by itself', () => {
  seen(true);
  pass(0);
  seen(false);
  seen(true);
  pass(60_000);
  expect(scans.length).toBe(1);
});

test('an id that left the page stays in the list until the page is left', async () => {
  seen(true);
  pass(0);
  await answer(0, scanned(find(A)));
  pass(1000);
  await answer(1, scanned(find(B)));
  expect(ids().toSorted()).toEqual([A, B]);
  await navigate();
  expect(ids()).toEqual([]);
});

test('an answer about the page before is dropped when the page was left in mid-scan', async () => {
  seen(true);
  pass(0);
  await navigate();
  pass(0);
  expect(scans.length).toBe(2);
  await answer(0, scanned(find(A)));
  expect(ids()).toEqual([]);
  expect(discovery.scanning.value).toBe(true);
  await answer(1, scanned(find(B)));
  expect(ids()).toEqual([B]);
  expect(discovery.scanning.value).toBe(false);
});

test('keeps the ids of the page before when told so', async () => {
  discovery.keep.value = true;
  seen(true);
  pass(0);
  await answer(0, scanned(find(A)));
  captured[0]?.([find(B, 'request')]);
  await navigate();
  pass(0);
  await answer(1, scanned(find(C)));
  expect(ids().toSorted()).toEqual([A, B, C]);
  expect(discovery.visit.value).toBe(1);
});

test('pasted ids outlive a navigation', async () => {
  discovery.addPasted(A);
  await navigate();
  expect(ids()).toEqual([A]);
});

test('[T42] a hash or a route of the same document leaves all ids where they are, and the visit goes on', async () => {
  seen(true);
  pass(0);
  await answer(0, scanned(find(A)));
  captured[0]?.([find(B, 'request')]);
  await move('https://app.example/#settings')(false);
  expect(ids().toSorted()).toEqual([A, B]);
  expect(discovery.visit.value).toBe(0);
  expect(discovery.facts.value).not.toBe(null);
});

test('[T42] an address that changes all the time neither hastens scans beyond their pause nor puts them off', async () => {
  seen(true);
  pass(0);
  const cost = succeed({
    found: [find(A)],
    truncated: false,
    unreadableFrames: 0,
    tookMs: 100,
    url: 'https://app.example/',
    title: '',
  });
  for (let scan = 0; scan < 4; scan += 1) {
    await answer(scan, cost);
    for (let n = 0; n < 29; n += 1) {
      pass(100);
      await move(`https://app.example/#${scan}-${n}`)(false);
      expect(scans.length).toBe(scan + 1);
    }
    pass(100);
    expect(scans.length).toBe(scan + 2);
  }
});

test('Network off stops the capture and keeps what it found; on again counts nothing twice', () => {
  captured[0]?.([find(A, 'request')]);
  captured[0]?.([find(B, 'request')]);
  discovery.network.value = false;
  expect(capturing).toBe(0);
  expect(ids().toSorted()).toEqual([A, B]);
  discovery.network.value = true;
  expect(capturing).toBe(1);
  captured[1]?.([find(A, 'request')]);
  expect(discovery.found.value.find((found) => found.id === A)?.evidence[0]?.count).toBe(1);
  captured[1]?.([find(A, 'request')]);
  pass(100);
  expect(discovery.found.value.find((found) => found.id === A)?.evidence[0]?.count).toBe(2);
  expect(ids().toSorted()).toEqual([A, B]);
});

test('[T11] a burst of requests derives the list a few times, not once for each', () => {
  let derived = 0;
  const stop = discovery.found.subscribe(() => {
    derived += 1;
  });
  for (let n = 0; n < 1000; n += 1) {
    captured[0]?.([find(`0bfa587f-a85c-5cc3-a395-${String(n).padStart(12, '0')}` as ConversationId, 'request')]);
    if (n % 100 === 99) pass(10);
  }
  pass(100);
  expect(ids()).toHaveLength(1000);
  expect(derived).toBeLessThanOrEqual(4);
  stop();
});

test('what of the traffic was not searched is told, and no longer once Network is off', () => {
  told[0]?.({ unread: 2, cut: 1 });
  expect(discovery.gaps.value).toEqual({ unread: 2, cut: 1 });
  discovery.network.value = false;
  expect(discovery.gaps.value).toEqual({ unread: 0, cut: 0 });
});

const refusal = fail({ kind: 'not-scannable', reason: 'not-allowed' });

test('a page that refuses once, as while it loads, is tried again before that is told', async () => {
  seen(true);
  pass(0);
  await answer(0, refusal);
  expect(discovery.error.value).toBe(null);
  pass(1000);
  await answer(1, scanned(find(A)));
  expect(discovery.error.value).toBe(null);
  expect(ids()).toEqual([A]);
});

test('a page that refuses again cannot be scanned; it is tried ever more rarely', async () => {
  seen(true);
  pass(0);
  await answer(0, refusal);
  pass(1000);
  await answer(1, refusal);
  expect(discovery.error.value?.kind).toBe('not-scannable');
  pass(1000);
  expect(scans.length).toBe(2);
  pass(1000);
  expect(scans.length).toBe(3);
  await answer(2, scanned(find(A)));
  expect(discovery.error.value).toBe(null);
});

test('[F66] a page that does not answer is told at once: it was waited for', async () => {
  seen(true);
  pass(0);
  await answer(0, fail({ kind: 'not-scannable', reason: 'no-answer' }));
  expect(discovery.error.value).toEqual({ kind: 'not-scannable', reason: 'no-answer' });
  pass(1000);
  await answer(1, scanned(find(A)));
  expect(discovery.error.value).toBe(null);
});

test('another page starts without the error of the one before', async () => {
  seen(true);
  pass(0);
  await answer(0, refusal);
  pass(1000);
  await answer(1, refusal);
  await navigate();
  expect(discovery.error.value).toBe(null);
  pass(0);
  await answer(2, refusal);
  expect(discovery.error.value).toBe(null);
});

test('an entry that did not change is the same object after a rescan', async () => {
  seen(true);
  pass(0);
  await answer(0, scanned(find(A), find(B)));
  const before = new Map(discovery.found.value.map((found) => [found.id, found]));
  pass(1000);
  await answer(1, scanned(find(A), find(B, 'text', 4)));
  const after = new Map(discovery.found.value.map((found) => [found.id, found]));
  expect(after.get(A)).toBe(before.get(A));
  expect(after.get(B)).not.toBe(before.get(B));
});

test('says what could not be looked at', async () => {
  seen(true);
  pass(0);
  await answer(0, succeed({ found: [], truncated: true, unreadableFrames: 2, tookMs: 1, url: '', title: '' }));
  expect(discovery.facts.value).toMatchObject({ truncated: true, unreadableFrames: 2 });
});

test('nothing happens after it was disposed of', async () => {
  seen(true);
  pass(0);
  discovery.dispose();
  await answer(0, scanned(find(A)));
  pass(60_000);
  expect(scans.length).toBe(1);
  expect(ids()).toEqual([]);
  expect(capturing).toBe(0);
});
