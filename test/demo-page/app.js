import './recent-chats.js';
import { allPlaced, loadThreads, placed } from './threads.js';

/** The session string of an app that never shows its conversation id: Synap knows its UUIDv5. */
const LESSON_SESSION = 'lesson-hanna-turin';
const REQUEST_ID = 'a87ff679-a2f3-471d-9181-a67b7542122c';
const TRACE_ID = '1679091c-5a88-4faf-afb5-e6087eb1b2dc';

const element = (id) => document.querySelector(`#${id}`);
const currentId = location.pathname.match(/^\/demo\/c\/([^/]+)$/)?.[1] ?? null;

async function postJson(path, value) {
  const headers = { 'Content-Type': 'application/json', 'X-Trace-Id': TRACE_ID };
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(value) });
  return response.json();
}

function threadLink(thread) {
  const link = document.createElement('a');
  link.href = `/demo/c/${thread.id}`;
  link.textContent = thread.title;
  if (thread.id === currentId) link.setAttribute('aria-current', 'page');
  return link;
}

function bubble({ role, content }) {
  const item = document.createElement('li');
  item.className = role === 'user' ? 'mine' : 'theirs';
  item.dataset.requestId = REQUEST_ID;
  item.textContent = content;
  return item;
}

function showSides(threads) {
  element('threads').replaceChildren(...allPlaced(threads, 'sidebar').map(threadLink));
  const pinned = placed(threads, 'pinned');
  if (pinned !== undefined)
    element('pinned').textContent = `Pinned by Sam: please read ${pinned.id} before the stand-up.`;
  const recent = placed(threads, 'recent');
  if (recent !== undefined) document.querySelector('recent-chats').show(recent);
  element('share').elements.namedItem('share-id').value = placed(threads, 'share')?.id ?? '';
  element('lesson').dataset.sessionId = LESSON_SESSION;
  element('load-older').addEventListener('click', (event) => {
    element('threads').append(...allPlaced(threads, 'older').map(threadLink));
    event.currentTarget.hidden = true;
  });
}

async function showChat(id) {
  const response = await fetch(`/demo/api/threads/${encodeURIComponent(id)}`);
  if (!response.ok) {
    element('title').textContent = 'No such chat';
    return;
  }
  const { thread, messages } = await response.json();
  document.title = `${thread.title} · Parley`;
  element('title').textContent = thread.title;
  element('chat').dataset.conversationId = thread.id;
  element('messages').replaceChildren(...messages.map(bubble));
  updateCount();
  await postJson('/demo/api/read', { conversation_id: thread.id, request_id: REQUEST_ID });
}

function updateCount() {
  const list = element('messages');
  element('count').textContent = `${list.childElementCount} messages`;
  list.scrollTop = list.scrollHeight;
}

async function sendMessage(event) {
  event.preventDefault();
  const field = element('message');
  const content = field.value.trim();
  if (content === '' || currentId === null) return;
  field.value = '';
  element('messages').append(bubble({ role: 'user', content }));
  const { reply } = await postJson('/demo/api/messages', { conversation_id: currentId, content });
  element('messages').append(bubble({ role: 'assistant', content: reply }));
  updateCount();
}

function sendOnEnter(event) {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  element('composer').requestSubmit();
}

element('composer').addEventListener('submit', sendMessage);
element('message').addEventListener('keydown', sendOnEnter);
showSides(await loadThreads());
if (currentId === null) element('composer').hidden = true;
else await showChat(currentId);
// What a test waits for.
document.documentElement.dataset.ready = 'true';
