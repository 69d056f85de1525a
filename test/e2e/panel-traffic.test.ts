import { describe, expect } from 'vitest';
import { testsWith } from '../support/e2e/fixtures.ts';
import { listed, lists } from '../support/e2e/panel-page.ts';
import { until } from '../support/browser/until.ts';

/** Ids that are in the page's traffic alone. Without a key: nothing is looked up. */

const it = testsWith({ key: 'none' });

const idOf = (n: number) => `0bfa587f-a85c-5cc3-a395-${n.toString(16).padStart(12, '0')}`;
const [A, B, C] = [idOf(1), idOf(2), idOf(3)];
const json = (value: unknown) => ({ type: 'application/json', body: JSON.stringify(value) });

describe('the address of a page', () => {
  it('[T42] may change in the same document: what its traffic held stays, and what comes is added', async ({
    pages,
    inspect,
  }) => {
    pages.served.set('/list', json({ conversations: [{ id: A, title: 'Trip' }] }));
    pages.served.set('/next', json({ conversations: [{ id: B, title: 'Bread' }] }));
    const { page, frame } = await inspect(`${pages.origin}/app`);
    await page.evaluate(() => fetch('/list').then((response) => response.text()));
    await lists(frame, A, { text: 'Trip', seen: /^network response/m });
    const moves: [string, (id: string) => void][] = [
      ['a hash', (id) => void (location.hash = `#/c/${id}`)],
      ['pushState', (id) => history.pushState(null, '', `/c/${id}`)],
      ['replaceState', (id) => history.replaceState(null, '', `/chat/${id}`)],
    ];
    for (const [at, [name, move]] of moves.entries()) {
      const id = idOf(10 + at);
      await page.evaluate(move, id);
      // The address was read: what a navigation does has been done.
      await lists(frame, id, { seen: /^URL/m });
      expect((await listed(frame))[0], name).toBe(id);
      expect((await lists(frame, A)).text, name).toContain('Trip');
    }
    await page.evaluate(() => fetch('/next').then((response) => response.text()));
    await lists(frame, B, { text: 'Bread' });
    expect(await listed(frame)).toContain(A);
  });

  it('of another document ends with the traffic of the one before, but not with its own', async ({
    pages,
    inspect,
  }) => {
    pages.served.set('/list', json({ conversation_id: A }));
    pages.served.set('/early', json({ conversation_id: C }));
    pages.served.set('/other', `<!doctype html><script>fetch('/early')</script>`);
    const { page, frame } = await inspect(`${pages.origin}/app`);
    await page.evaluate(() => fetch('/list').then((response) => response.text()));
    await lists(frame, A);
    await page.goto(`${pages.origin}/other`);
    await lists(frame, C);
    await until(async () => !(await listed(frame)).includes(A), 'the earlier page to be left');
    expect(await listed(frame)).toEqual([C]);
  });
});
