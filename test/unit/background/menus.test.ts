import { translate } from '../../support/ui/fakes/translate.ts';
import { describe, expect, it } from 'vitest';
import { type ClickedPage, idsIn, startFor, startForClick, startForTyped } from '../../../src/background/menus.ts';
import { notificationOf } from '../../../src/background/notices/notification.ts';
import type { ConversationId } from '../../../src/core/conversation/conversation.ts';
import type { EvidenceSource, ScanResult } from '../../../src/core/discovery/evidence.ts';
import { fail, type Outcome, succeed } from '../../../src/core/errors.ts';
import type { FullViewStart } from '../../../src/platform/tabs.ts';
import type { MenuClick } from '../../../src/platform/worker/menus.ts';
import { newWatch } from '../../../src/background/watch/watch-record.ts';
import { A, B, numbered, statusOf } from '../../support/worker/answers.ts';

const click = (fields: Partial<MenuClick>): MenuClick => ({
  menu: 'page',
  selectionText: null,
  linkUrl: null,
  pageUrl: null,
  frameUrl: null,
  frameId: 0,
  tabId: 1,
  ...fields,
});

describe('idsIn', () => {
  it('finds each id once, in order', () => {
    expect(idsIn(`see ${B}, then ${A.toUpperCase()} and ${B}`)).toEqual([B, A]);
    expect(idsIn(`  ${A}\n`)).toEqual([A]);
    expect(idsIn('nothing here')).toEqual([]);
    expect(idsIn('')).toEqual([]);
  });

  it('reads the first 4 KB only [F69]', () => {
    expect(idsIn(`${' '.repeat(5_000)}${A}`)).toEqual([]);
    const many = [...Array(200).keys()].map((n) => numbered(n + 1));
    expect(idsIn(many.join(' '))).toEqual(many.slice(0, 110));
    expect(idsIn(`${A} ${'x'.repeat(1_000_000)}`)).toEqual([A]);
  });
});

const NONE: Outcome<ScanResult> = fail({ kind: 'not-scannable', reason: 'not-granted' });
const scanOf = (...found: [id: ConversationId, source: EvidenceSource][]): Outcome<ScanResult> =>
  succeed({
    found: found.map(([id, source]) => ({ id, label: null, evidence: [{ source, where: '', count: 1 }] })),
    truncated: false,
    unreadableFrames: 0,
    tookMs: 1,
    url: '',
    title: '',
  });
/** A page by its frames' scans, and the texts of its links. */
const pageOf = (scans: Record<number, Outcome<ScanResult>> = {}, texts: string[] = []): ClickedPage => ({
  scan: async (_tabId, frameId) => scans[frameId] ?? NONE,
  linkTexts: async () => texts,
});
const C = numbered(3);

describe('startForClick', () => {
  it.each<[name: string, click: Partial<MenuClick>, page: ClickedPage, start: FullViewStart]>([
    ['a selected id', { menu: 'selection', selectionText: `a ${A}` }, pageOf(), { id: A }],
    [
      'an id in another spelling',
      { menu: 'selection', selectionText: A.replaceAll('-', '\u2011') },
      pageOf(),
      { id: A },
    ],
    [
      'two selected ids',
      { menu: 'selection', selectionText: `${A} ${B}` },
      pageOf(),
      { ids: [A, B], place: 'selection' },
    ],
    [
      'a part of an id [T17]',
      { menu: 'selection', selectionText: 'c23f' },
      pageOf({ 0: scanOf([B, 'text'], [A, 'selection']) }),
      { id: A },
    ],
    [
      'a part of an id in a frame [T17]',
      { menu: 'selection', selectionText: 'c23f', frameId: 7 },
      pageOf({ 0: scanOf([B, 'selection']), 7: scanOf([A, 'selection']) }),
      { id: A },
    ],
    ['no id', { menu: 'selection', selectionText: 'word' }, pageOf({ 0: scanOf([B, 'text']) }), { none: 'selection' }],
    [
      'a selection that is too long',
      { menu: 'selection', selectionText: `${' '.repeat(5000)}${A}` },
      pageOf({ 0: scanOf([B, 'selection']) }),
      { none: 'selection', why: 'cut' },
    ],
    ["a link's address", { menu: 'link', linkUrl: `https://x.example/${B}` }, pageOf(), { id: B }],
    ["a link's text [T17]", { menu: 'link', linkUrl: 'https://x.example/#open' }, pageOf({}, [`chat ${A}`]), { id: A }],
    [
      "a link's address and text [T17]",
      { menu: 'link', linkUrl: `https://x.example/${B}` },
      pageOf({}, [A, `${B} ${A}`]),
      { ids: [B, A], place: 'link' },
    ],
    [
      'a link without any',
      { menu: 'link', linkUrl: 'https://x.example/' },
      pageOf({ 0: scanOf([A, 'text']) }),
      { none: 'link' },
    ],
    ["the page's address", { pageUrl: `https://x.example/${A}` }, pageOf({ 0: scanOf([B, 'text']) }), { id: A }],
    [
      'the page',
      { pageUrl: 'https://x.example/' },
      pageOf({ 0: scanOf([A, 'text'], [B, 'text']) }),
      { ids: [A, B], place: 'page' },
    ],
    ['an empty page', {}, pageOf({ 0: scanOf() }), { none: 'page' }],
    [
      'a page that cannot be scanned',
      {},
      pageOf({ 0: fail({ kind: 'not-scannable', reason: 'store' }) }),
      { none: 'page', why: 'store' },
    ],
    [
      "a frame's address [T18]",
      { pageUrl: `https://shop.example/${B}`, frameUrl: `https://widget.example/c/${A}`, frameId: 7 },
      pageOf({ 0: scanOf([B, 'text']) }),
      { id: A },
    ],
    [
      'what a frame of the same site shows [T18]',
      { frameUrl: 'https://shop.example/chat', frameId: 7 },
      pageOf({ 0: scanOf([B, 'text']), 7: scanOf([A, 'text'], [C, 'text']) }),
      { ids: [A, C], place: 'frame' },
    ],
    [
      'the page around a frame that is closed to us [T18]',
      { frameUrl: 'https://widget.example/', frameId: 7 },
      pageOf({ 0: scanOf([A, 'text'], [B, 'text']) }),
      { ids: [A, B], place: 'around' },
    ],
    [
      'nothing in and around a frame [T18]',
      { frameUrl: 'https://widget.example/', frameId: 7 },
      pageOf({ 0: scanOf() }),
      { none: 'frame' },
    ],
  ])('opens %s', async (_name, fields, page, start) => {
    expect(await startForClick(click(fields), page)).toEqual(start);
  });

  it('asks no page where the browser names no tab', async () => {
    const page = pageOf({ 0: scanOf([A, 'selection']) }, [A]);
    for (const menu of ['selection', 'link', 'page'] as const)
      expect(await startForClick(click({ menu, tabId: null, linkUrl: 'https://x.example/' }), page)).toEqual({
        none: menu,
      });
  });
});

describe('startFor', () => {
  it('opens one, offers several, or says that there was none', () => {
    expect(startFor([], 'link')).toEqual({ none: 'link' });
    expect(startFor([A], 'link')).toEqual({ id: A });
    expect(startFor([A, B], 'page')).toEqual({ ids: [A, B], place: 'page' });
  });
});

describe('startForTyped', () => {
  it('opens what was typed, and loses no mistyped id', () => {
    expect(startForTyped(` ${A} `)).toEqual({ id: A });
    expect(startForTyped(A.slice(0, -1))).toEqual({ typed: A.slice(0, -1) });
  });

  it('puts nothing into an address that may be a key [F81]', () => {
    for (const text of [
      '',
      'f'.repeat(40),
      `${'9c'.repeat(15)}-`,
      A.replaceAll('-', '').slice(1),
      'synap_live_9c1a2b',
      'sk-live-9c1a2b',
      'Zk9c1a2b',
      'two words',
      'a'.repeat(41),
    ])
      expect(startForTyped(text)).toEqual({ id: null });
  });
});

describe('notificationOf', () => {
  const record = {
    ...newWatch({ profileId: 'p', conversationId: A, label: 'Trip', starred: true }, 0),
    lost: [] as string[],
  };

  it('tells what ended and how', () => {
    const kept = { ...record, status: statusOf({ compressionRatio: 0.144, latestVersion: 3 }) };
    expect(notificationOf([kept], translate)).toEqual({
      title: 'Compaction finished: Trip',
      message: 'Version 3 is ready, kept 14% of the tokens.',
    });
    const plain = { ...record, status: statusOf({ latestVersion: null }) };
    expect(notificationOf([plain], translate).message).toBe('Version ? is ready.');
  });

  it('hides nothing and stays on its lines, whatever a page or a model wrote', () => {
    const odd = {
      ...record,
      label: 'Tr\u202Eip\nto',
      status: statusOf({ state: 'failed', errorMessage: 'a\r\n b\u0007' }),
    };
    expect(notificationOf([odd], translate)).toEqual({
      title: 'Compaction failed: Tr\uFFFDip to',
      message: 'a b\uFFFD',
    });
  });

  it('names what a version lost, shortly and on one line', () => {
    const status = statusOf({ latestVersion: 4, compressionRatio: 0.2 });
    const lossy = (...lost: string[]) => notificationOf([{ ...record, status, lost }], translate).message;
    expect(lossy('The deposit\nis 1,200 \u202Eeuros')).toBe(
      'Version 4 lost a must-keep statement: “The deposit is 1,200 \uFFFDeuros”',
    );
    expect(lossy('a', 'b')).toBe('Version 4 lost 2 must-keep statements: “a”, “b”');
    expect(lossy('a', 'b', 'c', 'd')).toBe('Version 4 lost 4 must-keep statements: “a”, “b”, “c”, …');
    expect(lossy('x'.repeat(500)).length).toBeLessThan(130);
    const fine = { ...record, label: 'Fine', status };
    expect(notificationOf([fine, { ...record, status, lost: ['a'] }], translate).message).toBe(
      'All completed: Fine, Trip. Must-keep statements lost: Trip',
    );
  });

  it('tells of many in one, those that failed first', () => {
    const done = { ...record, label: 'Done', status: statusOf() };
    const bad = { ...record, label: 'Bad 👨‍👩‍👧', status: statusOf({ state: 'failed' }) };
    expect(notificationOf([done, bad], translate)).toEqual({
      title: '2 compactions ended',
      message: '1 failed: Bad 👨‍👩‍👧, Done',
    });
    expect(notificationOf([done, done, done, done], translate).message).toBe('All completed: Done, Done, Done, …');
  });

  it('tells why it failed, shortly, and a name where there is none', () => {
    const failed = { ...record, label: null, status: statusOf({ state: 'failed', errorMessage: 'x'.repeat(500) }) };
    expect(notificationOf([failed], translate).message).toHaveLength(200);
    const joyful = { ...failed, status: statusOf({ state: 'failed', errorMessage: '👨‍👩‍👧'.repeat(40) }) };
    expect(notificationOf([joyful], translate).message).toMatch(/^(?:👨‍👩‍👧)+…$/u);
    expect(notificationOf([failed], translate).title).toMatch(/^Compaction failed: 01936f2a/);
    expect(notificationOf([{ ...failed, status: statusOf({ state: 'failed' }) }], translate).message).toBe(
      'Synap gave no reason.',
    );
  });
});
