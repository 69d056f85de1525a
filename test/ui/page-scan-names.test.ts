/** What in a page tells that an id is a conversation's: A is one, B is not. */
import { describe, expect } from 'vitest';
import type { ScanResult } from '../../src/core/discovery/evidence.ts';
import { isLikely } from '../../src/core/discovery/rank.ts';
import { A, B, idsIn, it } from '../support/ui/pages/scan-page.ts';

const likely = ({ found }: ScanResult) => found.filter((one) => isLikely(one)).map(({ id }) => id);
const labels = ({ found }: ScanResult) => found.map(({ label }) => label);

describe('an id is named', () => {
  it.for<[name: string, html: string]>([
    ['right before an element', `<p>Conversation ID: <code>${A}</code> of user <code>${B}</code>`],
    ['in bold', `<p><strong>Session:</strong> ${A}<p><b>Build</b>: ${B}`],
    ['by a label and its value', `<div><i>Chat ID</i><div><b>${A}</b></div></div><div><i>User</i><b>${B}</b></div>`],
    ['beside a button', `<p><span>Thread</span><code>${A}</code><button>Copy</button><p><span>User</span>${B}`],
    ['in a grid', `<div>Thread ID</div><div>${A}</div><div>User ID</div><div>${B}</div>`],
    [
      'in JSON that is highlighted',
      `<pre>{<i>"thread_id"</i><b>:</b> <i>"${A}"</i>,\n <i>"user_id"</i><b>:</b> <i>"${B}"</i>}</pre>`,
    ],
    [
      'in a tree of JSON',
      `<ul><li><i>"thread"</i>: {<ul><li><i>"id"</i>: <i>"${A}"</i><li><i>"owner"</i>: {<ul><li><i>"id"</i>: <i>"${B}"</i></ul>}</ul>}</ul>`,
    ],
    ['by the header of its row', `<table><tr><th>Request ID<td>${B}<tr><th>Conversation ID<td>${A}</table>`],
    ['by the cell before', `<table><tr><td>Request ID<td>${B}<tr><td>Conversation ID<td>${A}</table>`],
    ['by a column after a wide one', `<table><tr><th colspan=2>User<th>Thread<tr><td>Bob<td>${B}<td>${A}</table>`],
    [
      'by the lower of two header rows',
      `<table><thead><tr><th colspan=2>May<tr><th>User<th>Thread<tbody><tr><td>${B}<td>${A}</table>`,
    ],
    [
      'by a column of a grid',
      `<div role=grid><div role=row><b role=columnheader>User</b><b role=columnheader>Thread</b></div>
      <div role=row><b role=gridcell>${B}</b><b role=gridcell>${A}</b></div></div>`,
    ],
    ['by a table in plain text', `<pre> thread_id | user_id\n-----+----\n ${A} | ${B}</pre>`],
    ['by YAML', `<pre>thread:\n  id: ${A}\n  owner:\n    id: ${B}</pre>`],
    [
      'by the label of a field',
      `<label for=":r3:">Thread</label><p><input id=":r3:" value="${A}"><input value="${B}">`,
    ],
    ['by what a field is labelled by', `<b id=q>Thread</b><p><input name=field_1 aria-labelledby=q value="${A}">`],
    [
      'by the list it is chosen from',
      `<select name=thread><option value="${A}">x</select><select name=user><option value="${B}">y</select>`,
    ],
    ['by its property', `<meta name="conversation-id" content="${A}"><meta name="csrf-token" content="${B}">`],
    ['by the kind of its element', `<chat-thread uuid="${A}"></chat-thread><user-card uuid="${B}"></user-card>`],
    ['by its class', `<li class="item conversation-item" data-id="${A}"><li class="chat-message" data-id="${B}">`],
    ['by its test id', `<p data-testid="thread-row" data-key="${A}"><p data-testid="user-row" data-key="${B}">`],
    [
      'by the page that a form is sent to',
      `<form action="/chats/delete"><input type=hidden name=id value="${A}"></form>`,
    ],
    [
      'by the name of its list',
      `<ul aria-label="Recent chats"><li id="${A}">x</ul><ul aria-label="Conversation"><li id="${B}">y</ul>`,
    ],
    ['by the list of its link', `<nav aria-label="Chat history"><a href="/x/${A}">x</a></nav><a href="/x/${B}">y</a>`],
    ['by the heading of its list', `<h2>Conversations</h2><ul><li data-id="${A}">x</ul>`],
    ['by the way to it', `<nav><a href="/">Home</a> / <a href="/chats">Chats</a> / <b>${A}</b></nav>`],
    [
      'by the button that copies it',
      `<button data-clipboard-text="${A}">Copy chat ID</button><button data-clipboard-text="${B}">Copy user ID</button>`,
    ],
    ['in the line above', `<p>Conversation:<br>${A}<br>User:<br>${B}`],
    ['by the page of an address', `<a href="/chat?id=${A}">x</a><a href="/users?id=${B}">y</a>`],
    ['by a script in an address', `<a href="javascript:openChat('${A}')">x</a>`],
    ['by an address in a text', `<pre>GET /v1/conversations/${A}/compacted 200\nGET /v1/users/${B} 200</pre>`],
    ['by an object in a text', `<pre>Conversation(title=Trip, id=${A}) User(id=${B})</pre>`],
    ['by an object in a script', `<script>x={"thread":{"title":"T","id":"${A}"},"user":{"id":"${B}"}}</script>`],
    ['in Japanese', `<p>会話ID：${A}<p>ユーザーID：${B}`],
    ['in German', `<p>Gesprächs-ID: ${A}<p>Nutzer-ID: ${B}`],
    ['in Spanish', `<p>ID de conversación: ${A}<p>ID de usuario: ${B}`],
    ['in Chinese', `<p>对话 ID：${A}<p>用户 ID：${B}`],
  ])('%s', async ([_name, html], { bench }) => {
    const result = await bench.scanOf(`<!doctype html><meta charset=utf-8><body>${html}`);
    expect(idsIn(result)).toContain(A);
    expect(likely(result)).toEqual([A]);
  });

  it('and a title beside it does not take that away', async ({ bench }) => {
    const rows = `<li><b>Question about an invoice</b> <code>${A}</code><li><b>Invoice question</b> <code>${B}</code>`;
    const result = await bench.scanOf(`<h2>Conversations</h2><ul>${rows}</ul>`);
    expect(likely(result)).toEqual([A, B]);
    expect(labels(result)).toEqual(['Question about an invoice', 'Invoice question']);
  });
});

describe('a label', () => {
  it.for<[name: string, html: string, wanted: (string | null)[]]>([
    ['is not what a button does', `<li><b>Trip</b><button data-chat="${A}" aria-label="Delete">×</button>`, ['Trip']],
    ['may be all that a button has', `<li><button data-chat="${A}" aria-label="Trip">×</button>`, ['Trip']],
    [
      'is not what every row says',
      `<table><tr><td>Trip<td><a href="/c/${A}">Open</a><tr><td>Bread<td><a href="/c/${B}">Open</a></table>`,
      ['Trip', 'Bread'],
    ],
    [
      'may be the same in two rows',
      `<li><a href="/c/${A}">New chat</a> <b>Monday</b><li><a href="/c/${B}">New chat</a> <b>Friday</b>`,
      ['New chat', 'New chat'],
    ],
    ['may be that of an image', `<h1>Site</h1><a href="/c/${A}"><img alt="Trip"></a>`, ['Trip']],
    ['may be that of details', `<details><summary>Trip</summary><p>conversation ${A}</details>`, ['Trip']],
    ['is not what the id is called', `<li>Conversation ID: ${A}<li>Thread <b>${B}</b>`, [null, null]],
    ['is no address, code or log', `<p>https://x.test/chat/${A}<p>chat(id=${B})`, [null, null]],
    ['is not what a hint calls the id', `<div title="Thread ${A}">Trip</div>`, ['Trip']],
    ['may be that of a choice', `<label><input type=radio name=thread value="${A}"> Trip</label>`, ['Trip']],
    ['leaves no empty brackets', `<li>Trip {${A}}`, ['Trip']],
  ])('%s', async ([_name, html, wanted], { bench }) => {
    expect(labels(await bench.scanOf(html))).toEqual(wanted);
  });
});
