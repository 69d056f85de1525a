import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { testsWith } from '../support/e2e/fixtures.ts';
import { listed, lists } from '../support/e2e/panel-page.ts';
import { until } from '../support/browser/until.ts';
import { says } from '../support/e2e/view.ts';

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
      // The address has been read, so the navigation has been handled.
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

const fetched = (page: Page, path: string) =>
  page.evaluate((path) => fetch(path).then((response) => response.text()), path);
const MEBI = 1_048_576;

describe('traffic that has not ended', () => {
  it('[T09] of a WebSocket is read while it is open: its address, and what goes both ways where the browser tells it', async ({
    rig,
    pages,
    inspect,
  }) => {
    pages.sockets.set('/socket', [JSON.stringify({ conversation: { id: B, title: 'By socket' } })]);
    const { page, frame } = await inspect(`${pages.origin}/app`);
    await page.evaluate(
      (address, sent) => {
        const socket = new WebSocket(`ws://${location.host}/socket?conversation_id=${address}`);
        socket.addEventListener('message', () => socket.send(JSON.stringify({ type: 'join', conversation_id: sent })));
        // Kept, so that it stays open.
        Reflect.set(globalThis, 'socket', socket);
      },
      A,
      C,
    );
    await lists(frame, A, { seen: /^network url .*conversation_id=/m });
    if (rig.extension.engine === 'firefox') {
      await says(frame, "1 response wasn't searched");
      return;
    }
    await lists(frame, B, { text: 'By socket', seen: /^network message \$\.conversation\.id/m });
    await lists(frame, C, { seen: /^network message \$\.conversation_id/m });
  });

  it('[T10] of event streams is read while they are open; a response that is no stream of events is said to be unread', async ({
    pages,
    inspect,
  }) => {
    const event = (id: string) => `data: {"conversation_id":"${id}"}\n\n`;
    pages.served.set(`/events?conversation_id=${A}`, { type: 'text/event-stream', body: event(B), isOpen: true });
    pages.served.set('/complete', { type: 'text/event-stream', body: event(idOf(4)), isOpen: true });
    pages.served.set('/lines', {
      type: 'application/x-ndjson',
      body: `{"conversation_id":"${idOf(5)}"}\n`,
      isOpen: true,
    });
    const { page, frame } = await inspect(`${pages.origin}/app`);
    await page.evaluate(
      (inAddress, posted) => {
        Reflect.set(globalThis, 'events', new EventSource(`/events?conversation_id=${inAddress}`));
        void fetch('/complete', { method: 'POST', body: JSON.stringify({ conversation_id: posted }) });
        void fetch('/lines');
      },
      A,
      C,
    );
    await lists(frame, A, { seen: /^network url/m });
    await lists(frame, B, { seen: /^network message/m });
    await lists(frame, C, { seen: /^network request/m });
    await lists(frame, idOf(4), { seen: /^network message/m });
    await says(frame, "1 response wasn't searched");
    expect(await listed(frame)).not.toContain(idOf(5));
  });
});

describe('much traffic', () => {
  it('[T11] from before the panel opened is all read, the last as well as the first', async ({ rig, pages }) => {
    pages.served.set('/first', json({ conversation: { id: A, title: 'First of all' } }));
    pages.served.set('/last', json({ conversation: { id: B, title: 'Last of all' } }));
    const page = await rig.extension.visit(`${pages.origin}/app`);
    await rig.extension.openDevtools(page);
    await fetched(page, '/first');
    for (let n = 0; n < 1200; n += 40)
      await page.evaluate(
        (n) =>
          Promise.all(Array.from({ length: 40 }, (_, k) => fetch(`/n/${n + k}`).then((response) => response.text()))),
        n,
      );
    await fetched(page, '/last');
    const { frame } = await rig.extension.openPanel(page);
    await lists(frame, A, { text: 'First of all' });
    await lists(frame, B, { text: 'Last of all' });
  });

  it('[T44] in one response is read in part, which is said', async ({ pages, inspect }) => {
    const conversations = [{ id: A, title: 'First' }, { text: 'x'.repeat(MEBI) }, { id: B, title: 'Beyond' }];
    pages.served.set('/big', json({ conversations }));
    const { page, frame } = await inspect(`${pages.origin}/app`);
    await fetched(page, '/big');
    await lists(frame, A, { text: 'First' });
    await says(frame, 'Only the first 1 MB of 1 response was searched.');
    expect(await listed(frame)).toEqual([A]);
  });
});

describe('data under another name', () => {
  it('[T08] is told by its content', async ({ pages, inspect }) => {
    const types = ['text/html', 'text/javascript', 'application/octet-stream', 'text/plain'];
    for (const [at, type] of types.entries())
      pages.served.set(`/as/${at}`, {
        type,
        body: JSON.stringify({ conversation: { id: idOf(20 + at), title: type } }),
      });
    pages.served.set('/jsonp', {
      type: 'text/javascript',
      body: `got({"conversation":{"id":"${A}","title":"Called"}})`,
    });
    const { page, frame } = await inspect(`${pages.origin}/app`);
    for (const at of types.keys()) await fetched(page, `/as/${at}`);
    await page.evaluate(() => {
      for (const script of [{ text: 'function got() {}' }, { src: '/jsonp' }])
        document.head.append(Object.assign(document.createElement('script'), script));
    });
    for (const [at, type] of types.entries()) await lists(frame, idOf(20 + at), { text: type });
    await lists(frame, A, { text: 'Called' });
  });
});
