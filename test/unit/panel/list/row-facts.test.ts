import { beforeAll, expect, test } from 'vitest';
import type { CompactionStatus } from '../../../../src/core/conversation/conversation.ts';
import {
  lastChange,
  rowFact,
  savedTokens,
  seenEverywhere,
  seenWhere,
  versionText,
} from '../../../../src/panel/list/row-facts.ts';
import { emptySlot, type Slot } from '../../../../src/ui/model/slot.ts';
import { setTranslator } from '../../../../src/ui/format/i18n.ts';
import { ERRORS } from '../../../support/ui/error-fixtures.ts';
import { answer, NOW, status, summary } from '../../../support/ui/fixtures.ts';
import { translate } from '../../../support/ui/translate.ts';

beforeAll(() => setTranslator(translate));

const slot = (changes: Partial<Slot<CompactionStatus>> = {}): Slot<CompactionStatus> => ({
  ...emptySlot(),
  ...changes,
});
const held = (...args: Parameters<typeof status>) => slot({ answer: answer(status(...args)) });

test('the fact of each state', () => {
  expect(rowFact(slot(), null)).toBe('not looked up');
  expect(rowFact(slot({ loading: true }), null)).toBe('looking up…');
  expect(rowFact(slot({ loading: true, queuedUntil: NOW }), null)).toBe('waiting for the budget');
  expect(rowFact(held('completed'), null)).toBe('kept 14 %');
  expect(rowFact(held('completed', { compressionRatio: null }), null)).toBe('completed');
  expect(rowFact(held('none'), null)).toBe('never compacted');
  expect(rowFact(held('failed'), null)).toBe('failed');
  expect(rowFact(held('unknown', { statusWord: 'archived' }), null)).toBe('archived');
  expect(rowFact(slot({ error: ERRORS['no-messages'] }), null)).toBe('no messages yet');
  expect(rowFact(slot({ error: ERRORS['unknown-conversation'] }), null)).toBe('unknown to Synap');
  expect(rowFact(slot({ error: ERRORS.unreachable }), null)).toBe('no answer');
});

test('a run says what is left, and once it is over time how long it runs', () => {
  const run = { ranMs: 20_000, share: 0.5, over: false };
  expect(rowFact(held('in_progress'), { ...run, leftMs: 11_200 })).toBe('~12 s left');
  expect(rowFact(held('in_progress'), { ...run, leftMs: null, over: true })).toBe('running for 20 s');
  expect(rowFact(held('in_progress'), null)).toBe('running');
});

test('a refresh under way does not hide the last answer', () => {
  expect(rowFact({ ...held('completed'), loading: true }, null)).toBe('kept 14 %');
});

test('versions', () => {
  expect(versionText(null)).toBe(null);
  expect(versionText(status('completed'))).toBe('v3');
  expect(versionText(status('in_progress', { latestVersion: 2 }))).toBe('v2 → v3');
  expect(versionText(status('in_progress', { latestVersion: null }))).toBe('– → v1');
  expect(versionText(status('none'))).toBe(null);
});

test('the last change is told by our clock', () => {
  const late = slot({ answer: answer(status('completed', { completedAt: 10_000 }), { serverSkewMs: 4000 }) });
  expect(lastChange(late)).toBe(6000);
  expect(lastChange(held('in_progress', { completedAt: 1, latestCreatedAt: 2 }))).toBe(2);
  expect(lastChange(held('none'))).toBe(null);
});

test('saved tokens come from a summary, and only from one', () => {
  expect(savedTokens({ ...emptySlot(), answer: answer(summary()) })).toBe(21_141);
  expect(savedTokens({ ...emptySlot(), answer: answer(null) })).toBe(null);
  expect(savedTokens({ ...emptySlot(), answer: answer(summary({ originalTokenCount: null })) })).toBe(null);
});

test('where an id was seen', () => {
  const link = { source: 'link', where: '/c/', count: 2 } as const;
  const network = { source: 'request', where: 'response $.thread.id', count: 1 } as const;
  expect(seenWhere([network, link])).toBe('link · network $.thread.id');
  expect(seenWhere([link])).toBe('link ×2');
  expect(
    seenWhere([
      { source: 'attribute', where: 'data-a', count: 30 },
      { source: 'attribute', where: 'data-b', count: 1 },
    ]),
  ).toBe('attribute ×31');
  expect(seenWhere([{ source: 'text', where: '', count: 1 }])).toBe('text');
  expect(seenWhere([{ source: 'request', where: 'url /chat/', count: 1 }])).toBe('network');
  expect(seenEverywhere([link, network])).toBe('link /c/ ×2\nnetwork response $.thread.id');
});
