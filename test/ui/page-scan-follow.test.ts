/** A page that is scanned again and again: only what has changed in it is read again, and nothing is missed. */
import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check';
import { describe, expect } from 'vitest';
import { A, B, HIDDEN_BODY, idsIn, it } from '../support/ui/pages/scan-page.ts';

const C = A.replace(/.$/, 'c');

const CHANGES: [name: string, html: string, change: string][] = [
  ['an added element', '<main></main>', `main.append(element('<p><b data-chat="${B}"></b></p>'))`],
  ['a text', '<main>text</main>', `main.firstChild.data = 'chat ${B}'`],
  ['an attribute', '<main></main>', `main.dataset.chat = '${B}'`],
  ['a link of its own', '<main><a>Trip</a></main>', `main.firstChild.href = '/c/${B}'`],
  ['what a field holds now', '<main><input name="chat"></main>', `main.firstChild.value = '${B}'`],
  ['a script', '<main></main>', `main.append(element('<script type="application/json">{"chat":"${B}"}</script>'))`],
  ['a shadow root with its host', '<main></main>', `shadowIn(main).append('${B}')`],
  [
    'in a shadow root',
    '<main><div><template shadowrootmode="open"><p></p></template></div></main>',
    `main.firstChild.shadowRoot.firstChild.append('${B}')`,
  ],
  ['the address', '<main></main>', `history.pushState(null, '', '/c/${B}')`],
  [
    'the second half of an id',
    `<main><b>${B.slice(0, 20)}</b><i></i></main>`,
    `main.lastChild.append('${B.slice(20)}')`,
  ],
  [
    'the first half of an id',
    `<main><b></b><i>${B.slice(20)}</i></main>`,
    `main.firstChild.append('${B.slice(0, 20)}')`,
  ],
  [
    'the middle of an id',
    `<main>${B.slice(0, 9)}<b></b>${B.slice(14)}</main>`,
    `main.querySelector('b').append('${B.slice(9, 14)}')`,
  ],
  [
    'what stood between its halves',
    `<main>${B.slice(0, 9)}<br>${B.slice(9)}</main>`,
    `main.querySelector('br').remove()`,
  ],
  [
    'what stood between a half in an element and the other',
    `<main><span>${B.slice(0, 9)}</span><br>${B.slice(9)}</main>`,
    `main.querySelector('br').remove()`,
  ],
  [
    'what stood first in an element, and is a comment now',
    `<main><b>${B.slice(0, 9)}</b><i><br>${B.slice(9)}</i></main>`,
    `main.querySelector('br').replaceWith(document.createComment(''))`,
  ],
  [
    'what stood last in an element',
    `<main><b>${B.slice(0, 9)}<br></b><i></i>${B.slice(9)}</main>`,
    `main.querySelector('br').remove()`,
  ],
  [
    'what stands between its halves is hidden',
    `<main>${B.slice(0, 9)}<i>copy</i>${B.slice(9)}</main>`,
    `main.querySelector('i').hidden = true`,
  ],
  [
    'its halves are laid out in one line',
    `<main><div>${B.slice(0, 9)}</div><div>${B.slice(9)}</div></main>`,
    `main.className = 'line'; document.head.append(element('<style>.line div{display:inline}</style>'))`,
  ],
  [
    'its halves are shown, and what stands between them is not',
    `<main hidden>${B.slice(0, 9)}<i hidden>copy</i>${B.slice(9)}</main>`,
    `main.hidden = false`,
  ],
  [
    'a list without its secret',
    `<main><select name="otp"><option>${B}</select></main>`,
    `main.firstChild.name = 'chat'`,
  ],
];

describe('a page that is followed', () => {
  it.for(CHANGES)('shows what is new: %s', async ([_name, html, change], { bench }) => {
    await bench.scanOf(`<p>${A}</p><p>Some more text</p>${html}<p>${'text '.repeat(50)}</p>`);
    expect(await bench.followOn()).toMatchObject({ isAnew: true, found: [{ id: A }], truncated: false });
    expect(await bench.followOn()).toMatchObject({ isAnew: false, found: [], truncated: false });
    await bench.page.evaluate(`{
      const main = document.querySelector('main');
      const element = (html) => Object.assign(document.createElement('div'), { innerHTML: html }).firstChild;
      const shadowIn = (parent) => parent.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
      ${change};
    }`);
    const result = await bench.followOn();
    expect([result.isAnew, idsIn(result), result.truncated]).toEqual([false, [B], false]);
  });

  it('reads each of many rows once, though all begin and end as an id may', async ({ bench }) => {
    const ids = Array.from({ length: 60 }, (_, n) => `0bfa587f-a85c-4cc3-a395-${n.toString(16).padStart(12, '0')}`);
    await bench.scanOf(`<a href="/c/${A}">Chat 0</a><main></main>`);
    await bench.followOn();
    await bench.page.evaluate((all) => {
      const rows = all.map((id, n) => `<li><a href="/c/${id}">Chat ${n}</a></li>`);
      for (const row of rows) document.querySelector('main')?.insertAdjacentHTML('beforeend', row);
    }, ids);
    const { found } = await bench.followOn();
    expect(found.map(({ id }) => id)).toEqual(ids);
    expect(new Set(found.flatMap(({ evidence }) => evidence.map(({ count }) => count)))).toEqual(new Set([1]));
  });

  it('shows another document of a frame, and the frames that may not be read', async ({ bench }) => {
    bench.served.set('/one', `<p>${A}</p>`).set('/two', `<p>${B}</p>`);
    await bench.scanOf('<iframe src="/one"></iframe>');
    expect(idsIn(await bench.followOn())).toEqual([A]);
    await bench.page.evaluate(
      () =>
        new Promise((done) => {
          const frame = document.querySelector('iframe') ?? document.createElement('iframe');
          frame.addEventListener('load', done);
          frame.contentWindow?.location.replace('/two');
        }),
    );
    const result = await bench.followOn();
    expect([result.isAnew, idsIn(result), result.unreadableFrames]).toEqual([false, [B], 0]);
    await bench.page.evaluate(
      () =>
        new Promise((done) => {
          const frame = Object.assign(document.createElement('iframe'), { onload: done });
          frame.setAttribute('sandbox', '');
          document.body.append(frame);
        }),
    );
    expect((await bench.followOn()).unreadableFrames).toBe(1);
    await bench.page.evaluate(() => document.querySelector('[sandbox]')?.remove());
    expect((await bench.followOn()).unreadableFrames).toBe(0);
  });

  it('[F68] gives nothing of a secret field, whatever changes in it', async ({ bench }) => {
    await bench.scanOf('<input id="shown" name="chat"><select autocomplete="cc-exp"></select><style></style>');
    await bench.followOn();
    await bench.page.evaluate((secret) => {
      const shown = document.querySelector('input');
      if (shown) [shown.type, shown.value] = ['password', secret];
      document.querySelector('select')?.append(new Option(secret, secret));
      document.querySelector('style')?.append(`.a{--x:"${secret}"}`);
    }, B);
    expect(await bench.followOn()).toMatchObject({ isAnew: false, found: [] });
    await bench.page.$eval('option', (option, secret) => void (option.title = secret), B);
    await bench.page.evaluate(() => document.querySelector('select')?.before(' text '));
    expect(await bench.followOn()).toMatchObject({ isAnew: false, found: [] });
  });

  it('is read as a whole when it is asked for, after a flood of changes, and when nobody had looked', async ({
    bench,
  }) => {
    await bench.scanOf(`<p>${A}</p>`);
    await bench.followOn();
    expect(await bench.followOn(true)).toMatchObject({ found: [{ id: A }] });
    expect(await bench.followOn()).toMatchObject({ isAnew: false, found: [] });
    await bench.page.evaluate(() => {
      for (let n = 0; n < 5_000; n += 1) document.body.dataset['n'] = String(n);
    });
    expect(await bench.followOn()).toMatchObject({ isAnew: true, found: [{ id: A }] });
    await bench.page.evaluate(() => {
      const then = Date.now() + 61_000;
      Date.now = () => then;
      document.body.append('text');
    });
    expect(
      await bench.page.evaluate(() =>
        Object.getOwnPropertySymbols(window)
          .map(String)
          .filter((name) => name.includes('synap')),
      ),
    ).toEqual([]);
  });

  it('of 10 MB takes turns, and is read to its end whatever it removes meanwhile', async ({ bench }) => {
    await bench.scanOf(HIDDEN_BODY);
    await bench.page.evaluate((id) => {
      document.body.innerHTML = '<p title="no-id-at-all">some text of a page</p>'.repeat(50_000) + id;
      let now = 0;
      let read = 0;
      // Time passes by what is read, whatever else the machine does.
      performance.now = () => now;
      const { nextNode } = NodeIterator.prototype;
      NodeIterator.prototype.nextNode = function next(this: NodeIterator) {
        now += 0.002;
        read += 1;
        const node = nextNode.call(this);
        if (read % 10_000 === 0) (node as ChildNode | null)?.remove();
        return node;
      };
    }, A);
    const found = await bench.followOn();
    expect([found.isAnew, idsIn(found), found.truncated]).toEqual([true, [A], false]);
    expect(found.turns).toBeGreaterThan(10);
  });
});

it('a page that is followed shows what comes back, each time', async ({ bench }) => {
  const half = (id: string) => `<b>${id.slice(0, 9)}</b><i>${id.slice(9)}</i>`;
  await bench.scanOf(
    `<p>${A}</p><p>text</p><main><div><template shadowrootmode="open">${B}<slot></slot></template>${half(C)}</div></main>`,
  );
  expect(idsIn(await bench.followOn())).toEqual([A, B, C]);
  for (const change of ['remove', 'append', 'remove', 'append']) {
    // oxlint-disable no-await-in-loop -- one state of the page after the other
    await bench.page.evaluate((change) => {
      const held = globalThis as { held?: Element };
      held.held ??= document.querySelector('main > div') ?? document.body;
      if (change === 'remove') held.held.remove();
      else document.querySelector('main')?.append(held.held);
    }, change);
    expect([change, idsIn(await bench.followOn())]).toEqual([change, change === 'remove' ? [] : [B, C]]);
    // oxlint-enable no-await-in-loop
  }
  await bench.page.addStyleTag({ content: 'main i { display: block }' });
  expect(idsIn(await bench.followOn())).toEqual([]);
  await bench.page.addStyleTag({ content: 'main i { display: inline !important }' });
  expect(idsIn(await bench.followOn())).toEqual([C]);
  expect(idsIn(await bench.followOn())).toEqual([]);
});

describe('any page', () => {
  // Mostly parts of ids: what stands between them, and how it is drawn, decides.
  const parts = [A.slice(0, 13), A.slice(13), B.slice(0, 9), B.slice(9, 14), B.slice(14), C.slice(0, 24), C.slice(24)];
  const text = constantFrom(A, B, C, ...parts, ...parts, 'text', ' ', '');
  const inLine = ['b', 'span', 'i', 'details'];
  const parting = ['p', 'div', 'br', 'td', 'summary'];
  const closed = ['input', 'textarea', 'script', 'style', 'select', 'option', 'template', 'svg'];
  const building = ['append', 'prepend', 'text', 'attribute', 'value', 'shadow', 'wrap'];
  const undoing = ['remove', 'remove', 'unwrap', 'move', 'back', 'normalize', 'split'];
  const change = record({
    kind: constantFrom(...building, ...undoing, 'hidden', 'class', 'style', 'sheet'),
    tag: constantFrom(...inLine, ...inLine, ...parting, ...closed),
    at: nat(50),
    text,
  });

  it('is known as well by its changes as by reading it', { timeout: 600_000 }, async ({ bench }) => {
    await assert(
      asyncProperty(array(array(change, { maxLength: 8 }), { minLength: 2, maxLength: 6 }), async (rounds) => {
        await bench.scanOf('<style>.a,.b *{display:none}.c{display:block}</style><main><b></b></main>');
        await bench.followOn();
        let before: string[] = [];
        for (const changes of rounds) {
          // oxlint-disable no-await-in-loop -- one state of the page after the other
          await bench.page.evaluate(applyChanges, changes);
          const followed = await bench.followOn();
          const now = idsIn(await bench.scanAside());
          // oxlint-enable no-await-in-loop
          expect(followed.isAnew).toBe(false);
          // What is new is found, and nothing is that is not there.
          expect(idsIn(followed)).toEqual(expect.arrayContaining(now.filter((id) => !before.includes(id))));
          expect(now).toEqual(expect.arrayContaining(idsIn(followed)));
          before = now;
        }
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 40) },
    );
  });
});

interface Change {
  kind: string;
  tag: string;
  at: number;
  text: string;
}

/** Runs in the page. */
function applyChanges(changes: Change[]): void {
  const removed = ((globalThis as { removed?: ChildNode[] }).removed ??= []);
  const all = () => [...document.querySelectorAll('main, main *')];
  for (const { kind, tag, at, text } of changes) {
    const target = all()[at % all().length];
    if (target === undefined) continue;
    const element = document.createElement(tag);
    element.append(text);
    const inner = target.childNodes[at % Math.max(1, target.childNodes.length)];
    if (kind === 'append') target.append(at % 2 === 0 ? element : text);
    else if (kind === 'prepend') target.prepend(at % 2 === 0 ? element : text);
    else if (kind === 'text' && inner instanceof Text) inner.data = text;
    else if (kind === 'attribute') target.setAttribute('data-x', text);
    else if (kind === 'hidden' && target.localName !== 'main') target.toggleAttribute(at % 3 === 0 ? 'open' : 'hidden');
    else if (kind === 'class') target.className = ['', 'a', 'b', 'c'][at % 4] ?? '';
    else if (kind === 'style')
      target.setAttribute('style', ['', 'display:none', 'display:inline', 'display:block'][at % 4] ?? '');
    else if (kind === 'sheet') document.querySelector('style')?.append(`${tag}{display:${at % 2 ? 'none' : 'inline'}}`);
    else if (kind === 'normalize') target.normalize();
    else if (kind === 'split' && inner instanceof Text) inner.splitText(Math.min(inner.length, at));
    else if (kind === 'remove' && inner) removed.push(target.removeChild(inner));
    else if (kind === 'back') target.prepend(...removed.splice(-1));
    else if (kind === 'wrap' && inner) element.replaceChildren(...(inner.replaceWith(element), [inner]));
    else if (kind === 'unwrap' && inner instanceof Element) inner.replaceWith(...inner.childNodes);
    else if (kind === 'value' && 'value' in target) Reflect.set(target, 'value', text);
    else if (kind === 'shadow') {
      const host = document.createElement('div');
      host.attachShadow({ mode: 'open' }).append(text, element);
      target.append(host);
    } else if (kind === 'move' && inner) target.append(inner);
  }
}
