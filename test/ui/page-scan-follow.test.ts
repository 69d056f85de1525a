/** A page that is scanned again and again: only what has changed in it is read again, and nothing is missed. */
import { array, assert, asyncProperty, constantFrom, nat, oneof, record } from 'fast-check';
import { describe, expect } from 'vitest';
import { A, B, HIDDEN_BODY, idsIn, it } from '../support/ui/pages/scan-page.ts';

const C = A.replace(/.$/, 'c');

describe('a page that is followed', () => {
  it.for<[name: string, html: string, change: string]>([
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
  ])('shows what is new: %s', async ([_name, html, change], { bench }) => {
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

describe('any page', () => {
  const text = oneof(
    constantFrom(A, B, C, A.slice(0, 13), A.slice(13), B.slice(0, 9), B.slice(9, 14), B.slice(14), 'text', ' ', ''),
  );
  const change = record({
    kind: constantFrom('append', 'prepend', 'text', 'attribute', 'remove', 'wrap', 'value', 'shadow', 'move'),
    tag: constantFrom('b', 'span', 'p', 'div', 'input', 'textarea', 'script', 'style', 'select', 'option', 'td'),
    at: nat(50),
    text,
  });

  it('is known as well by its changes as by reading it', { timeout: 300_000 }, async ({ bench }) => {
    await assert(
      asyncProperty(array(array(change, { maxLength: 6 }), { minLength: 2, maxLength: 5 }), async (rounds) => {
        await bench.scanOf('<main><b></b></main>');
        for (const changes of rounds) {
          // oxlint-disable-next-line no-await-in-loop -- one state of the page after the other
          const [before, after, followed] = [
            idsIn(await bench.scan()),
            await bench.page.evaluate(applyChanges, changes).then(bench.scan),
            idsIn(await bench.followOn()),
          ];
          const now = idsIn(after);
          // What is new is found, and nothing is that is not there.
          expect(followed).toEqual(expect.arrayContaining(now.filter((id) => !before.includes(id))));
          expect(now).toEqual(expect.arrayContaining(followed));
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
    else if (kind === 'remove') inner?.remove();
    else if (kind === 'wrap' && inner) element.replaceChildren(...(inner.replaceWith(element), [inner]));
    else if (kind === 'value' && 'value' in target) Reflect.set(target, 'value', text);
    else if (kind === 'shadow') {
      const host = document.createElement('div');
      host.attachShadow({ mode: 'open' }).append(text, element);
      target.append(host);
    } else if (kind === 'move' && inner) target.append(inner);
  }
}
