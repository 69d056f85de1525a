import { signal } from '@preact/signals';
import { beforeEach, expect, test } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import type { EvidenceSource, FoundId } from '../../../../src/core/discovery/evidence.ts';
import { createFindings, type Findings } from '../../../../src/panel/discovery/findings.ts';

const idOf = (n: number) => `0bfa587f-a85c-5cc3-a395-${String(n).padStart(12, '0')}` as ConversationId;
const [A, B, C] = [idOf(1), idOf(2), idOf(3)];
const find = (id: ConversationId, source: EvidenceSource = 'request'): FoundId => ({
  id,
  label: null,
  evidence: [{ source, where: '', count: 1 }],
});
const many = (from: number, count: number) => Array.from({ length: count }, (_, n) => find(idOf(from + n)));

const demo = signal<FoundId[] | null>(null);
let findings: Findings;
const ids = () => findings.found.value.map((found) => found.id);

beforeEach(() => {
  demo.value = null;
  findings = createFindings(demo);
});

test("[T42] a new document's traffic counts from its beginning, not from when that is known", () => {
  findings.addTraffic([find(A)]);
  const settle = findings.beginMove();
  findings.addTraffic([find(B)]);
  expect(ids().toSorted()).toEqual([A, B]);
  settle(true, false);
  expect(ids()).toEqual([B]);
});

test('[T42] verdicts that are late, or come in another order, each count for their own time', () => {
  findings.addTraffic([find(A)]);
  const hash = findings.beginMove();
  findings.addTraffic([find(B)]);
  const page = findings.beginMove();
  findings.addTraffic([find(C)]);
  page(true, false);
  expect(ids()).toEqual([C]);
  hash(false, false);
  expect(ids()).toEqual([C]);
});

test('the conversation that the address names comes first, and another as soon as the address changes', () => {
  const strong = (id: ConversationId): FoundId => ({
    id,
    label: null,
    evidence: [
      { source: 'link', where: '/chat/', count: 9 },
      { source: 'attribute', where: 'data-conversation-id', count: 1 },
      { source: 'request', where: 'response $.conversation_id', count: 1 },
    ],
  });
  findings.addTraffic([strong(A), strong(B), strong(C)]);
  findings.setAddress(`https://app.example/chat/${C}`);
  expect(ids()[0]).toBe(C);
  expect(findings.subject.value).toBe(C);
  findings.setAddress(`https://app.example/chat/${B}?message_id=${A}`);
  expect(ids()[0]).toBe(B);
  expect(findings.subject.value).toBe(B);
  findings.setAddress(`https://app.example/users/${A}`);
  expect(findings.subject.value).toBe(null);
});

test("with *Keep on navigation* and 10,000 older ids, this page's come first and none is missing", () => {
  findings.addTraffic(many(0, 10_000));
  findings.beginMove()(true, true);
  const own = many(50_000, 50);
  findings.addTraffic(own);
  expect(ids().slice(0, 50)).toEqual(own.map(({ id }) => id));
  expect(ids()).toHaveLength(10_000);
  // Of the older ones, the latest stay.
  expect(ids()).toContain(idOf(9999));
  expect(ids()).not.toContain(idOf(0));
  expect(findings.isCut.value).toBe(true);
});

test('[T11] of more than 10,000 ids that are alike, the newest are listed, and that there were more is said', () => {
  for (let n = 0; n < 30; n += 1) findings.addTraffic(many(n * 500, 500));
  expect(ids()).toHaveLength(10_000);
  expect(ids()).toContain(idOf(14_999));
  expect(ids()).not.toContain(idOf(0));
  expect(findings.isCut.value).toBe(true);
});

test('[C16] the demo lists its own and what is pasted, and not the ids of the page, which it cannot answer', () => {
  findings.addTraffic([find(B)]);
  demo.value = [find(C, 'demo')];
  findings.addPasted(A);
  expect(ids()).toEqual([A, C]);
  demo.value = null;
  expect(ids()).toEqual([A, B]);
});
