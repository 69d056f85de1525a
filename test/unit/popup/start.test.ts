import { describe, expect, it } from 'vitest';
import type { FoundId } from '../../../src/core/discovery/evidence.ts';
import type { PopupStart } from '../../../src/protocol/backend.ts';
import { startId } from '../../../src/popup/start.ts';
import { ID, OTHER_ID, THIRD_ID } from '../../support/ui/fixtures.ts';

const NOTHING: PopupStart = { url: null, tabId: null, lastId: null };

function seen(id: FoundId['id'], source: FoundId['evidence'][number]['source']): FoundId {
  return { id, label: null, evidence: [{ source, where: '', count: 1 }] };
}

describe('startId', () => {
  it('prefers the selection, then the URL, then the last one', () => {
    const all = { url: `https://chat.example/c/${OTHER_ID}`, tabId: 1, lastId: THIRD_ID };
    expect(startId(all, [seen(ID, 'selection')])).toBe(ID);
    expect(startId(all, [])).toBe(OTHER_ID);
    expect(startId({ ...all, url: 'https://chat.example/' }, [])).toBe(THIRD_ID);
    expect(startId(NOTHING, [])).toBeNull();
  });

  it('takes the selection that comes with the scan over the URL', () => {
    const start = { ...NOTHING, url: `https://chat.example/c/${OTHER_ID}` };
    expect(startId(start, [seen(OTHER_ID, 'url'), seen(ID, 'selection')])).toBe(ID);
  });

  it('of several ids in the URL takes the one that the scan ranked first', () => {
    const start = { ...NOTHING, url: `https://chat.example/c/${ID}/by/${OTHER_ID}` };
    expect(startId(start, [])).toBe(OTHER_ID);
    expect(startId(start, [seen(ID, 'url'), seen(OTHER_ID, 'url')])).toBe(ID);
  });

  it('does not begin with an id that only stands on the page', () => {
    expect(startId(NOTHING, [seen(ID, 'text')])).toBeNull();
  });

  it('forgets a last id that is none', () => {
    expect(startId({ ...NOTHING, lastId: 'spoilt' }, [])).toBeNull();
  });
});
