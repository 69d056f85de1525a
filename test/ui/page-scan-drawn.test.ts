/** Ids are read where they are drawn, not where the page's nodes end. */
import { describe, expect } from 'vitest';
import { A, B, idsIn, it } from '../support/ui/pages/scan-page.ts';

const [a1 = '', a2 = '', a3 = '', a4 = '', a5 = ''] = A.split('-');
const groups = (tag: string, between = ''): string =>
  A.split('-')
    .map((group) => `<${tag}>${group}</${tag}>`)
    .join(between);

describe('an id in several texts', () => {
  it.for<[name: string, html: string]>([
    ['breaks that may be taken', A.replaceAll('-', '<wbr>-')],
    ['a mark', `<mark>${a1}</mark>${A.slice(8)}`],
    ['a part of a group', `${A.slice(0, 20)}<b>${A.slice(20, 26)}</b>${A.slice(26)}`],
    ['a highlighter', groups('span', '<span class="o">-</span>')],
    ['soft hyphens', A.replaceAll('-', '-&shy;')],
    ['comments', `${A.slice(0, 12)}<!-- x -->${A.slice(12)}`],
    ['a script', `${A.slice(0, 12)}<script>1</script>${A.slice(12)}`],
    ['entities', A.replaceAll('-', '&#x2d;')],
    ['non-breaking hyphens', A.replaceAll('-', '&#8209;')],
    ['a box in the line', `<span style="display:inline-block">${A.slice(0, 20)}</span><span>${A.slice(20)}</span>`],
    [
      'a cut middle',
      `<span style="display:inline-block;max-width:9ch;overflow:hidden">${A.slice(0, 26)}</span><span>${A.slice(26)}</span>`,
    ],
    [
      'a cut middle in a flexible line',
      `<div style="display:flex;width:20ch"><span style="overflow:hidden">${A.slice(0, 26)}</span><span>${A.slice(26)}</span></div>`,
    ],
    [
      'a block that is drawn in the line',
      `<div style="display:inline">${A.slice(0, 20)}</div><span>${A.slice(20)}</span>`,
    ],
    ['text between that is not drawn', `<b>${a1}</b><i style="display:none">copy</i>${A.slice(8)}`],
    ['an editor', `<div contenteditable>${groups('b', '<i>-</i>')}</div>`],
    ['a picture of text', `<svg><text><tspan>${a1}</tspan><tspan>${A.slice(8)}</tspan></text></svg>`],
    ['unknown elements', `<x-a>${a1}</x-a><x-b>${A.slice(8)}</x-b>`],
    ['a digit of another cell before it', `<table><tr><td>5</td><td>${a1}<wbr>${A.slice(8)}</td><td>5</td></table>`],
  ])('[T01] is found: %s', async ([_name, html], { bench }) => {
    const result = await bench.scanOf(`<p>Conversation ${html}</p>`);
    expect(result.found).toMatchObject([{ id: A, evidence: [{ source: 'text', count: 1 }] }]);
    expect([null, 'Conversation', '5 5']).toContain(result.found[0]?.label);
    expect(result.truncated).toBe(false);
  });

  it.for<[name: string, html: string]>([
    ['cells', `<table><tr><td>${a1}-<td>${a2}-<td>${a3}-<td>${a4}-<td>${a5}</table>`],
    ['cells of boxes', `<div style="display:flex;gap:9px">${groups('div', '').replaceAll('</div>', '-</div>')}</div>`],
    ['rows', `<ul><li>${a1}-<li>${a2}-<li>${a3}-<li>${a4}-<li>${a5}</ul>`],
    ['paragraphs', `<p>${A.slice(0, 9)}</p><p>${A.slice(9)}</p>`],
    ['a heading and its text', `<h2>${A.slice(0, 9)}</h2>${A.slice(9)}`],
    ['a picture between', `${A.slice(0, 9)}<img alt="">${A.slice(9)}`],
    ['a blank between', `<b>${A.slice(0, 9)}</b> <b>${A.slice(9)}</b>`],
    ['a span that is a block', `<span style="display:block">${A.slice(0, 9)}</span>${A.slice(9)}`],
    ['another digit right before', `<b>5</b><i>${a1}</i>${A.slice(8)}`],
    ['another digit right after', `<i>${a1}</i>${A.slice(8)}<b>5</b>`],
    ['half of it in a shadow root', `${a1}<div><template shadowrootmode="open">${A.slice(8)}</template></div>`],
  ])('[T01] is not made of what is drawn apart: %s', async ([_name, html], { bench }) => {
    expect(idsIn(await bench.scanOf(`<div>Conversation ${html}</div>`))).toEqual([]);
  });

  it('[T01] is found where the parser or a framework cut the text', async ({ bench }) => {
    await bench.scanOf('<p></p><p></p>');
    await bench.page.evaluate(
      (first, second) => {
        const [one, two] = document.querySelectorAll('p');
        one?.append(
          'x'.repeat(70_000),
          ` ${first.slice(0, 15)}`,
          '',
          `${first.slice(15)} ${'y'.repeat(70_000)} a`,
          'b',
        );
        two?.append(`${'f'.repeat(2_000_000)} ${second.slice(0, 10)}`, `${second.slice(10)} ${'f'.repeat(5_000)}`);
      },
      A,
      B,
    );
    expect(idsIn(await bench.scan())).toEqual([A, B]);
  });

  it('[T01] is found in a shadow root', async ({ bench }) => {
    const html = `<div><template shadowrootmode="open"><p>${A.replaceAll('-', '<wbr>-')}</p></template></div>`;
    expect(idsIn(await bench.scanOf(html))).toEqual([A]);
  });

  it('[T01] is named like any other', async ({ bench }) => {
    const split = A.replaceAll('-', '<wbr>-');
    const { found } = await bench.scanOf(`<dl><dt>Thread<dd>${split}</dl><a href="#">Trip to Porto ${split}</a>`);
    expect(found).toMatchObject([
      { id: A, label: 'Trip to Porto', evidence: [{ source: 'text', where: 'Thread' }, {}] },
    ]);
  });
});

it.for([
  `Conversation <mark>${a1}</mark>${A.slice(8)}`,
  `<a href="#">Conversation <b>${a1}</b><i>${A.slice(8)}</i></a>`,
  `Conversation ${[...A].map((char) => `<span>${char}</span>`).join('')}`,
])('[T01] the words before it name it, and no piece of it does: %s', async (html, { bench }) => {
  const { found } = await bench.scanOf(`<h1>Jobs</h1><p>${html}</p>`);
  expect(found).toMatchObject([{ id: A, label: 'Jobs', evidence: [{ where: 'Conversation' }] }]);
});

describe('an id in another spelling', () => {
  it.for<[name: string, html: string, where: string]>([
    ['quoted-printable mail', `<pre>open?conversation=3D${A}"</pre>`, 'conversation'],
    ['a soft break of such mail', `<pre>conversation=3D${A.slice(0, 20)}=\n${A.slice(20)}</pre>`, 'conversation'],
    ['non-breaking hyphens', `<p>Conversation ${A.replaceAll('-', '\u2011')}</p>`, 'Conversation'],
    ['en dashes', `<p>Conversation ${A.replaceAll('-', '&ndash;')}</p>`, 'Conversation'],
    ['zero-width spaces', `<p>Conversation ${A.replaceAll('-', '-\u200B')}</p>`, 'Conversation'],
    ['JSON in JSON', `<pre>{"conversation_id": "${A.replaceAll('-', '\\u002d')}"}</pre>`, 'conversation_id'],
  ])('[T16] is found, once: %s', async ([_name, html, where], { bench }) => {
    const { found } = await bench.scanOf(html);
    expect(found).toMatchObject([{ id: A, evidence: [{ source: 'text', where, count: 1 }] }]);
  });

  it('[T16] the ordinary spelling is not found twice', async ({ bench }) => {
    const { found } = await bench.scanOf(
      `<p>\u200BChat ${A}, then ${A.replaceAll('-', '\u2011')} and caf\u200B${B}</p>`,
    );
    expect(found.map(({ id, evidence }) => [id, evidence[0]?.count])).toEqual([
      [A, 1],
      [B, 1],
    ]);
  });
});

describe('one odd element', () => {
  const served = (type: string, body: string) => ({ type, body });
  it.for<[name: string, xml: string]>([
    ['WSDL', `<d xmlns="http://schemas.xmlsoap.org/wsdl/"><t>${A}</t><input message="x"/><t>${B}</t></d>`],
    ['a stack trace', `<report><c>${A}</c><frame line="3">main</frame><iframe/><object/><embed/><c>${B}</c></report>`],
    ['text in elements of HTML’s names', `<r><script>${A}</script><style>${B}</style></r>`],
    [
      'password fields of another vocabulary',
      `<r><input type="password">${A}</input><textarea name="otp">${B}</textarea></r>`,
    ],
  ])('[T03] costs nothing: %s', async ([_name, xml], { bench }) => {
    bench.served.set('/x.xml', served('text/xml', `<?xml version="1.0"?>${xml}`));
    await bench.page.goto(`${bench.origin}/x.xml`);
    const result = await bench.scan();
    expect(idsIn(result)).toEqual([A, B]);
    expect(result.truncated).toBe(false);
  });

  it('[T03] that throws costs itself alone, which is said', async ({ bench }) => {
    await bench.scanOf(`<p>${A}</p><input id="odd" value="x"><p>${B}</p>`);
    await bench.page.evaluate(() => {
      const { getAttributeNames } = Element.prototype;
      Element.prototype.getAttributeNames = function names(this: Element) {
        if (this.id === 'odd') throw new TypeError('Illegal invocation');
        return getAttributeNames.call(this);
      };
    });
    const result = await bench.scan();
    expect(idsIn(result)).toEqual([A, B]);
    expect(result.truncated).toBe(true);
  });
});

describe('documents in a document', () => {
  it('[T32] objects and embeds are read like frames', async ({ bench }) => {
    bench.served.set('/object', `<p>${A}</p>`).set('/embed', `<p>${B}</p>`);
    await bench.scanOf('<object type="text/html" data="/object"></object><embed type="text/html" src="/embed">');
    await bench.page.waitForFunction(
      () => window.length === 2 && [0, 1].every((at) => window[at]?.document.body?.firstChild),
    );
    const result = await bench.scan();
    expect(idsIn(result)).toEqual([A, B]);
    expect(result.unreadableFrames).toBe(0);
  });

  it('[T32] those of other sites are counted, and an object without a document is read itself', async ({ bench }) => {
    const other = bench.origin.replace('127.0.0.1', 'localhost');
    await bench.scanOf(
      `<object type="text/html" data="${other}/x"></object><embed type="text/html" src="${other}/x"><iframe src="${other}/x"></iframe><object>${A}</object>`,
    );
    await bench.page.waitForFunction(() => window.length === 3);
    const result = await bench.scan();
    expect(idsIn(result)).toEqual([A]);
    expect(result.unreadableFrames).toBe(3);
  });
});
