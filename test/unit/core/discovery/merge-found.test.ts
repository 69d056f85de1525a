import { describe, expect, it } from 'vitest';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import type { EvidenceSource, FoundId } from '../../../../src/core/discovery/evidence.ts';
import { MAX_EVIDENCE } from '../../../../src/core/discovery/add-evidence.ts';
import { mergeFound } from '../../../../src/core/discovery/merge-found.ts';

const A = '0bfa587f-a85c-5cc3-a395-fe8e49851558' as ConversationId;
const idOf = (n: number): ConversationId => `0bfa587f-a85c-5cc3-a395-${String(n).padStart(12, '0')}` as ConversationId;
const seen = (source: EvidenceSource, where: string, count = 1, label: string | null = null, id = A): FoundId => ({
  id,
  label,
  evidence: [{ source, where, count }],
});

describe('merging', () => {
  it('keeps the higher count of two scans, so that scanning again inflates nothing', () => {
    const scan = [seen('attribute', 'data-chat', 31)];
    const again = mergeFound([mergeFound([scan, scan]), scan]);
    expect(again).toEqual([seen('attribute', 'data-chat', 31)]);
  });

  it('adds up requests, each of which is seen once', () => {
    const merged = mergeFound([[seen('request', 'url /chat/')], [seen('request', 'url /chat/', 2)]]);
    expect(merged[0]?.evidence[0]?.count).toBe(3);
  });

  it('leaves its arguments alone', () => {
    const first = [seen('request', 'url /chat/')];
    mergeFound([first, first]);
    expect(first).toEqual([seen('request', 'url /chat/')]);
  });

  it("prefers a JSON title to a link's text to the rest, and the later of equals", () => {
    const label = (...found: FoundId[]): string | null | undefined => mergeFound([found])[0]?.label;
    expect(label(seen('request', '', 1, 'title'), seen('link', '', 1, 'link'), seen('text', '', 1, 'row'))).toBe(
      'title',
    );
    expect(label(seen('text', '', 1, 'row'), seen('link', '', 1, 'link'))).toBe('link');
    expect(label(seen('link', '', 1, 'New chat'), seen('link', '', 1, 'Trip'))).toBe('Trip');
    expect(label(seen('link', '', 1, 'Trip'), seen('request', ''))).toBe('Trip');
  });

  it('[T11] drops the least likely over the limit, of equals the earliest, and keeps the order of the rest', () => {
    const noise = Array.from({ length: 50 }, (_, n) => seen('attribute', 'data-request-id', 1, null, idOf(n)));
    const good = [idOf(100), idOf(101)].map((id) => seen('link', '/chat/', 1, null, id));
    const merged = mergeFound([noise, good], 3);
    expect(merged.map(({ id }) => id)).toEqual([idOf(49), idOf(100), idOf(101)]);
  });

  it('keeps a bounded number of places', () => {
    const many = Array.from({ length: 100 }, (_, n) => seen('request', `response $.a${n}`));
    expect(mergeFound([many])[0]?.evidence).toHaveLength(MAX_EVIDENCE);
  });
});
