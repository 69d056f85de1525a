import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { json, text, type Answer } from './answer.ts';
import { conversationId } from './api/call.ts';
import { IDS } from './conversations/catalogue.ts';
import type { World } from './world.ts';

const PAGES = join(dirname(fileURLToPath(import.meta.url)), '..', 'demo-page');
const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
]);
const messageBody = v.object({
  conversation_id: conversationId,
  content: v.pipe(v.string(), v.minLength(1), v.maxLength(4000)),
});
/** The lesson's chat: the page knows it by a session string only, whose UUIDv5 its id is. */
const UNLISTED: string = IDS.exotic;
/** Found in answers, and no conversation. */
const TRACE_ID = '1679091c-5a88-4faf-afb5-e6087eb1b2dc';
/** A build's mark in a file's name, as bundlers put it there. */
const BUILD_MARK = /\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\.)/;
/** Anything else below `/demo/` that is not a file of the page. */
const FILE = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:html|css|js|svg)$/;

export interface DemoRequest {
  method: string;
  url: string;
  body: Buffer;
}

/** The demo chat app: its page, its files, and the little API it has of its own. */
export async function answerDemo(world: World, { method, url, body }: DemoRequest): Promise<Answer> {
  const [path = ''] = url.split('?', 1);
  if (path === '/demo') return { status: 302, headers: { location: '/demo/' }, body: Buffer.alloc(0) };
  const rest = path.slice('/demo/'.length);
  if (rest === 'api/threads') return threadList(world);
  if (rest === 'api/read' && method === 'POST') return json({ ok: true, trace_id: TRACE_ID });
  if (rest === 'api/messages' && method === 'POST') return postMessage(world, body);
  const thread = /^api\/threads\/([^/]+)$/.exec(rest)?.[1];
  if (thread !== undefined) return threadAnswer(world, thread);
  // The app routes by path, so every chat is the same page.
  if (rest === '' || /^c\/[^/]+$/.test(rest)) return file('index.html');
  return FILE.test(rest) ? file(rest.replace(BUILD_MARK, '')) : text('Not found', 404);
}

function threadList(world: World): Answer {
  const listed = world.conversations().filter(({ id }) => id !== UNLISTED);
  return json({ threads: listed.map(({ id, title }) => ({ thread: { id, title } })), trace_id: TRACE_ID });
}

function threadAnswer(world: World, id: string): Answer {
  const conversation = world.conversation(id);
  if (conversation === undefined) return json({ error: 'no such chat' }, 404);
  const messages = conversation.messages.map(({ role, content, timestamp }) => ({
    role,
    content,
    timestamp: world.stamp(timestamp),
  }));
  return json({ thread: { id: conversation.id, title: conversation.title }, messages });
}

/** Records what the visitor wrote, and an answer, as an app with Synap behind it would. */
function postMessage(world: World, body: Buffer): Answer {
  const parsed = v.safeParse(messageBody, parse(body));
  if (!parsed.success) return json({ error: parsed.issues[0].message }, 422);
  const { conversation_id: id, content } = parsed.output;
  const reply = 'Noted. This demo only keeps what you write: it is now part of this conversation’s memory.';
  world.record(id, [
    { role: 'user', content },
    { role: 'assistant', content: reply },
  ]);
  return json({ conversation_id: id, reply });
}

function parse(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString());
    return value;
  } catch {
    return null;
  }
}

async function file(name: string): Promise<Answer> {
  try {
    const content = await readFile(join(PAGES, name));
    const type = TYPES.get(extname(name)) ?? 'application/octet-stream';
    return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-store' }, body: content };
  } catch {
    return text('Not found', 404);
  }
}
