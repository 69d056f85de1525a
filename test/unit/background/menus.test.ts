import { describe, expect, it } from 'vitest';
import { idsIn, idsOfClick, startFor, startForTyped } from '../../../src/background/menus.ts';
import { notificationOf } from '../../../src/background/watch/notification.ts';
import type { MenuClick } from '../../../src/platform/worker/menus.ts';
import { newWatch } from '../../../src/background/watch/watch-record.ts';
import { A, B, numbered, statusOf } from '../../support/worker/answers.ts';

const click = (fields: Partial<MenuClick>): MenuClick => ({
  menu: 'page',
  selectionText: null,
  linkUrl: null,
  pageUrl: null,
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

  it('reads the first 4 KB only, and offers 50 [F69]', () => {
    expect(idsIn(`${' '.repeat(5_000)}${A}`)).toEqual([]);
    const many = [...Array(90).keys()].map(numbered);
    expect(idsIn(many.join(' '))).toEqual(many.slice(0, 50));
    expect(idsIn(`${A} ${'x'.repeat(1_000_000)}`)).toEqual([A]);
  });
});

describe('idsOfClick', () => {
  it('reads what the menu is about, and nothing else', () => {
    const all = {
      selectionText: `a ${A}`,
      linkUrl: `https://x.example/${B}`,
      pageUrl: `https://x.example/?id=${numbered(1)}`,
    };
    expect(idsOfClick(click({ ...all, menu: 'selection' }))).toEqual([A]);
    expect(idsOfClick(click({ ...all, menu: 'link' }))).toEqual([B]);
    expect(idsOfClick(click({ ...all, menu: 'page' }))).toEqual([numbered(1)]);
    for (const menu of ['selection', 'link', 'page'] as const) expect(idsOfClick(click({ menu }))).toEqual([]);
  });
});

describe('startFor', () => {
  it('opens one, offers several, or says that there was none', () => {
    expect(startFor([])).toEqual({ none: true });
    expect(startFor([A])).toEqual({ id: A });
    expect(startFor([A, B])).toEqual({ ids: [A, B] });
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
  const translate = (key: string, ...substitutions: string[]) => [key, ...substitutions].join('|');
  const record = newWatch({ profileId: 'p', conversationId: A, label: 'Trip', starred: true }, 0);

  it('tells what ended and how', () => {
    const kept = { ...record, status: statusOf({ compressionRatio: 0.144, latestVersion: 3 }) };
    expect(notificationOf([kept], translate)).toEqual({
      title: 'noticeCompletedTitle|Trip',
      message: 'noticeCompletedKeptMessage|3|14',
    });
    const plain = { ...record, status: statusOf({ latestVersion: null }) };
    expect(notificationOf([plain], translate).message).toBe('noticeCompletedMessage|?');
  });

  it('hides nothing and stays on its lines, whatever a page or a model wrote', () => {
    const odd = {
      ...record,
      label: 'Tr\u202Eip\nto',
      status: statusOf({ state: 'failed', errorMessage: 'a\r\n b\u0007' }),
    };
    expect(notificationOf([odd], translate)).toEqual({
      title: 'noticeFailedTitle|Tr\uFFFDip to',
      message: 'a b\uFFFD',
    });
  });

  it('tells of many in one, those that failed first', () => {
    const done = { ...record, label: 'Done', status: statusOf() };
    const bad = { ...record, label: 'Bad 👨‍👩‍👧', status: statusOf({ state: 'failed' }) };
    expect(notificationOf([done, bad], translate)).toEqual({
      title: 'noticeManyTitle|2',
      message: 'noticeManyFailedMessage|1|Bad 👨‍👩‍👧, Done',
    });
    expect(notificationOf([done, done, done, done], translate).message).toBe(
      'noticeManyCompletedMessage|Done, Done, Done, …',
    );
  });

  it('tells why it failed, shortly, and a name where there is none', () => {
    const failed = { ...record, label: null, status: statusOf({ state: 'failed', errorMessage: 'x'.repeat(500) }) };
    expect(notificationOf([failed], translate).message).toHaveLength(200);
    const joyful = { ...failed, status: statusOf({ state: 'failed', errorMessage: '👨‍👩‍👧'.repeat(40) }) };
    expect(notificationOf([joyful], translate).message).toMatch(/^(?:👨‍👩‍👧)+…$/u);
    expect(notificationOf([failed], translate).title).toMatch(/^noticeFailedTitle\|01936f2a/);
    expect(notificationOf([{ ...failed, status: statusOf({ state: 'failed' }) }], translate).message).toBe(
      'noticeFailedMessage',
    );
  });
});
