/** The built scan in real pages of a real browser: what it finds, and what it calls it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { ScanResult } from '../../src/core/discovery/evidence.ts';
import { isLikely } from '../../src/core/discovery/rank.ts';
import { A, B, idsIn, it } from '../support/ui/pages/scan-page.ts';

const places = (result: ScanResult, id = A): string[] =>
  (result.found.find((found) => found.id === id)?.evidence ?? []).map(({ source, where }) =>
    `${source} ${where}`.trim(),
  );
const labelOf = (result: ScanResult, id = A): string | null | undefined =>
  result.found.find((found) => found.id === id)?.label;

it('two scans at once, as of the popup and a right click, are both whole', async ({ bench }) => {
  bench.served.set('/', `<p>Conversation ID: ${A}</p>`);
  await bench.page.goto(`${bench.origin}/`);
  const both = await Promise.all([bench.scan(), bench.scan()]);
  for (const result of both) expect([idsIn(result), places(result)]).toEqual([[A], ['text Conversation ID']]);
  expect(idsIn(await bench.scan())).toEqual([A]);
});

describe('where ids are found', () => {
  it.for<[name: string, html: string, place: string]>([
    ['text', `<p>see ${A} here</p>`, 'text'],
    ['upper case', `<p>${A.toUpperCase()}</p>`, 'text'],
    ['named text', `<p>Conversation ID: ${A}</p>`, 'text Conversation ID'],
    ['text split by markup from its name', `<dl><dt>Thread</dt><dd>${A}</dd></dl>`, 'text Thread'],
    ['a column', `<table><tr><th>Name<th>Session<tr><td>x<td>${A}</table>`, 'text Session'],
    ['a list under a heading', `<h2>Conversations</h2><ul><li>${A}</ul>`, 'text Conversations'],
    ['an attribute', `<div data-conversation-id="${A}"></div>`, 'attribute data-conversation-id'],
    ['a prefixed attribute', `<div data-turn-id="request-${A}-0"></div>`, 'attribute data-turn-id request-*'],
    ['JSON in an attribute', `<div data-props='{"thread_id":"${A}"}'></div>`, 'attribute data-props thread_id'],
    ['a link', `<a href="/chat/${A}?x=1">Trip</a>`, 'link /chat/'],
    ['an encoded link', `<a href="/go?to=%2Fc%2F${A}">Trip</a>`, 'link /c/'],
    ['a parameter', `<a href="?thread=${A}">Trip</a>`, 'link ?thread='],
    ['an asset', `<img src="/files/${A}.png">`, 'attribute src /files/*.png'],
    ['a field', `<input name="conversation" value="${A}">`, 'field conversation'],
    ['a field that only its label names', `<label>Chat <input value="${A}"></label>`, 'field Chat'],
    ['a hidden field', `<input type="hidden" name="tag" value="${A}">`, 'field hidden tag'],
    ['a textarea', `<textarea name="chat">${A}</textarea>`, 'field chat'],
    ['inline JSON', `<script type="application/json">{"session":"${A}"}</script>`, 'text script session'],
    ['other inline script', `<script>const chat = "${A}";</script>`, 'text script code const chat'],
    ['the title', `<title>${A}</title>`, 'text'],
  ])('%s', async ([_name, html, place], { bench }) => {
    const result = await bench.scanOf(html);
    expect(places(result)).toContain(place);
    expect(result.truncated).toBe(false);
  });
});

describe('where ids are found beyond one document', () => {
  it('the address of the page and of its frames', async ({ bench }) => {
    const result = await bench.scanOf(`<title> My  app </title><iframe src="/widget?chat=${B}"></iframe>`, `/c/${A}`);
    expect(places(result)).toEqual(['url /c/']);
    expect(places(result, B)).toEqual(['link ?chat=', 'url ?chat=']);
    expect([result.url, result.title]).toEqual([`${bench.origin}/c/${A}`, 'My app']);
  });

  it('the selection', async ({ bench }) => {
    await bench.scanOf(`<p>one <b id="s">${A}</b> and ${B}</p>`);
    await bench.page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('#s') ?? document.body));
    expect(places(await bench.scan())).toContain('selection');
    expect(places(await bench.scan(), B)).not.toContain('selection');
  });

  it('what a field holds now, not what it was served with', async ({ bench }) => {
    await bench.scanOf(`<input id="f" name="chat" value="${A}">`);
    await bench.page.$eval('#f', (field, value) => void ((field as HTMLInputElement).value = value), B);
    expect(idsIn(await bench.scan())).toEqual([B]);
  });

  it('not comments, style sheets or templates', async ({ bench }) => {
    const html = `<!-- ${A} --><style>.a{--x:"${A}"}</style><template>${A}</template><p>after</p><p>${B}</p>`;
    expect(idsIn(await bench.scanOf(html))).toEqual([B]);
  });

  it('[F62] open shadow roots nested 20 deep; a closed one is not seen and breaks nothing', async ({ bench }) => {
    await bench.scanOf('<body></body>');
    await bench.page.evaluate(
      (inDeep, inClosed) => {
        let root: Element | ShadowRoot = document.body;
        for (let depth = 0; depth < 25; depth += 1) {
          const host: HTMLElement = document.createElement('div');
          root.append(host);
          root = host.attachShadow({ mode: 'open' });
        }
        root.append(inDeep);
        const closed = document.body.appendChild(document.createElement('div'));
        closed.attachShadow({ mode: 'closed' }).append(inClosed);
      },
      A,
      B,
    );
    const result = await bench.scan();
    expect(idsIn(result)).toEqual([A]);
    expect(result.truncated).toBe(false);
  });

  it('[F63] frames of the same origin, in one another; those of other origins are counted', async ({ bench }) => {
    bench.served.set('/inner', `<p>${A}</p><iframe srcdoc="<p>${B}</p>"></iframe>`);
    const other = bench.origin.replace('127.0.0.1', 'localhost');
    const html = `<iframe src="/inner"></iframe><iframe src="${other}/x"></iframe><iframe sandbox src="/inner"></iframe>`;
    const result = await bench.scanOf(html);
    expect(idsIn(result)).toEqual([A, B]);
    expect(result.unreadableFrames).toBe(2);
  });
});

describe('labels', () => {
  it.for<[name: string, html: string, label: string | null]>([
    ["a link's text", `<a href="/c/${A}"> Trip\n planning <script>x</script></a>`, 'Trip planning'],
    ["a link's name", `<a href="/c/${A}" aria-label="Trip"><svg></svg></a>`, 'Trip'],
    [
      "a link's title, not the hint below it [C23]",
      `<a href="/c/${A}">Trip <small style="display:block">an hour ago</small></a>`,
      'Trip',
    ],
    ['not the time beside it [C23]', `<a href="/c/${A}"><span>Trip</span> <time>2 h</time></a>`, 'Trip'],
    ['not its preview [C23]', `<a href="/c/${A}"><div>Trip</div><div>We could take the train</div></a>`, 'Trip'],
    [
      'not its initials or icon [C23]',
      `<a href="/c/${A}"><i aria-hidden="true">chat_bubble</i><div>JD</div><div>Trip</div></a>`,
      'JD Trip',
    ],
    [
      'what is called its title [C23]',
      `<a href="/c/${A}"><div>New reply</div><div class="chat-title">Trip</div></a>`,
      'Trip',
    ],
    [
      'a link of several words in one line [C23]',
      `<a href="/c/${A}">Trip <b></b><span>to</span> <em>Porto</em></a>`,
      'Trip to Porto',
    ],
    ["a row's text without its ids", `<ul><li><span>Trip</span> · <code>${A}</code></ul>`, 'Trip'],
    ["a row's heading", `<article><h3>Trip</h3><p>long text</p><i data-chat="${A}"></i></article>`, 'Trip'],
    ['the nearest heading', `<h1>Site</h1><section><h2>Trip</h2><div><code>${A}</code></div></section>`, 'Trip'],
    ['nothing', `<p>${A}</p>`, null],
  ])('%s', async ([_name, html, label], { bench }) => {
    expect(labelOf(await bench.scanOf(html))).toBe(label);
  });

  it('are short, and the link wins over what came before', async ({ bench }) => {
    const result = await bench.scanOf(
      `<li data-chat="${A}">${'word '.repeat(50_000)}</li><a href="/c/${A}">Trip</a><li>${B} ${'x'.repeat(500)}`,
    );
    expect(labelOf(result)).toBe('Trip');
    expect(labelOf(result, B)).toHaveLength(80);
  });
});

const REAL = join(process.env['SYNAP_DATA'] ?? join(import.meta.dirname, '../../../shared/data'), 'pages');
const realPages = existsSync(REAL) ? readdirSync(REAL).filter((name) => name.endsWith('.html')) : [];

// These pages are not in the repository, and no behaviour is tested by them alone.
if (realPages.length === 0) process.stderr.write('pages of real applications: absent, set SYNAP_DATA to read them\n');

it.for(realPages)(
  'a page of a real application, %s: every id is found, and none of them asks for a request',
  async (name, { bench }) => {
    const html = readFileSync(join(REAL, name), 'utf8');
    const expected = new Set(html.toLowerCase().match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g));
    await bench.page.setJavaScriptEnabled(false);
    const result = await bench.scanOf(html, '/app').finally(() => bench.page.setJavaScriptEnabled(true));
    expect(expected.size).toBeGreaterThan(0);
    expect(idsIn(result)).toEqual([...expected].toSorted());
    // Messages, turns and requests: the conversation's own id is in the address, which was not kept.
    expect(result.found.filter((found) => isLikely(found))).toEqual([]);
  },
);
