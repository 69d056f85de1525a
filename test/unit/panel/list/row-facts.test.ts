import { beforeAll, expect, test } from 'vitest';
import type { CompactionStatus } from '../../../../src/core/conversation/conversation.ts';
import { lastChange, refreshFailure, rowFact, shortRunFact } from '../../../../src/panel/list/row-facts.ts';
import { versionText } from '../../../../src/ui/facts/fact-texts.ts';
import { seenEverywhere, seenWhere } from '../../../../src/ui/facts/seen-where.ts';
import { emptySlot, type Slot } from '../../../../src/ui/model/slots/slot.ts';
import { setTranslator } from '../../../../src/ui/format/i18n.ts';
import { ERRORS } from '../../../support/ui/error-fixtures.ts';
import { answer, NOW, status } from '../../../support/ui/fixtures.ts';
import { translate } from '../../../support/ui/fakes/translate.ts';

beforeAll(() => setTranslator(translate));

const slot = (changes: Partial<Slot<CompactionStatus>> = {}): Slot<CompactionStatus> => ({
  ...emptySlot(),
  ...changes,
});
const held = (...args: Parameters<typeof status>) => slot({ answer: answer(status(...args)) });

test('the fact of each state', () => {
  expect(rowFact(slot(), null, null)).toBe('not looked up');
  expect(rowFact(slot({ loading: true }), null, null)).toBe('looking up…');
  expect(rowFact(slot({ loading: true, queuedUntil: NOW }), null, null)).toBe('queued');
  expect(rowFact(held('completed'), 0.14, null)).toBe('kept 14%');
  expect(rowFact(held('completed', { compressionRatio: null }), null, null)).toBe('completed');
  expect(rowFact(held('none'), null, null)).toBe('never compacted');
  expect(rowFact(held('failed'), null, null)).toBe('failed');
  expect(rowFact(held('unknown', { statusWord: 'archived' }), null, null)).toBe('archived');
  expect(rowFact(slot({ error: ERRORS['no-messages'] }), null, null)).toBe('no messages');
  expect(rowFact(slot({ error: ERRORS['unknown-conversation'] }), null, null)).toBe('not found');
});

test.each([
  ['key-refused', 'key refused'],
  ['no-credits', 'no credits'],
  ['permission-missing', 'no access'],
  ['no-key', 'no key'],
  ['offline', 'offline'],
  ['timeout', 'timed out'],
  ['unreachable', 'unreachable'],
  ['unavailable', 'HTTP 503'],
  ['not-synap', 'bad response'],
  ['unexpected-shape', 'bad response'],
] as const)('[A9] a lookup that ended with %s says so: %s', (kind, words) => {
  expect(rowFact(slot({ error: ERRORS[kind] }), null, null)).toBe(words);
});

test('[A11] a failed refresh leaves the last fact, and is told beside it', () => {
  const refused = { ...held('completed'), error: ERRORS['key-refused'], failedAt: NOW };
  expect(rowFact(refused, 0.14, null)).toMatch(/^kept 14\s?%$/);
  expect(refreshFailure(refused)).toBe('Refresh failed: key refused');
  expect(refreshFailure(held('completed'))).toBe(null);
  expect(refreshFailure(slot({ error: ERRORS.offline }))).toBe(null);
});

test('a run says what is left, and once it is over time how long it runs', () => {
  const run = { ranMs: 20_000, share: 0.5, over: false };
  expect(rowFact(held('in_progress'), null, { ...run, leftMs: 11_200 })).toBe('~12 s left');
  expect(rowFact(held('in_progress'), null, { ...run, leftMs: null, over: true })).toBe('running for 20 s');
  expect(rowFact(held('in_progress'), null, null)).toBe('running');
});

test('in little room a run says only what is left of it', () => {
  const run = { ranMs: 20_000, share: 0.5, over: false };
  expect(shortRunFact({ ...run, leftMs: 57_200 })).toBe('~58 s');
  expect(shortRunFact({ ...run, leftMs: 100_000 })).toBe('~2 min');
  expect(shortRunFact({ ...run, leftMs: null })).toBe('running');
  expect(shortRunFact(null)).toBe('running');
});

test('a refresh under way does not hide the last answer', () => {
  expect(rowFact({ ...held('completed'), loading: true }, 0.14, null)).toBe('kept 14%');
});

test('versions', () => {
  expect(versionText(null, null)).toBe(null);
  expect(versionText(null, 2)).toBe('v2');
  expect(versionText(status('completed'), 3)).toBe('v3');
  expect(versionText(status('in_progress'), 2)).toBe('v2 → v3');
  expect(versionText(status('in_progress'), null)).toBe('– → v1');
  expect(versionText(status('none'), null)).toBe(null);
});

test('the last change is told by our clock', () => {
  const late = slot({ answer: answer(status('completed', { completedAt: 10_000 }), { serverSkewMs: 4000 }) });
  expect(lastChange(late)).toBe(6000);
  expect(lastChange(held('in_progress', { completedAt: 1, latestCreatedAt: 2 }))).toBe(2);
  expect(lastChange(held('none'))).toBe(null);
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
