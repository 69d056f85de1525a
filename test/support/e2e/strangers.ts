import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConversationId } from '../../../src/core/conversation/conversation.ts';
import { STATUS } from '../../../src/core/conversation/part.ts';
import { defaultSettings } from '../../../src/core/profile/settings.ts';
import { IDS } from '../../emulator/conversations/catalogue.ts';
import { GOOD } from '../worker/good-requests.ts';
import { openBuild } from '../built.ts';

/** What strangers send, and the strangers: another extension, and a script of our own name in a page. */

const conversationId = IDS.fresh as ConversationId;

/** Every request as our own pages would send it; those that change something, so that it would be seen. */
const REQUESTS: typeof GOOD = {
  ...GOOD,
  read: { conversationId, part: STATUS, mode: 'fresh', priority: 'user' },
  compact: { profileId: 'default', conversationId, strategy: 'balanced', targetTokens: null, force: true },
  watch: { conversationId, label: 'hostile' },
  unwatch: { conversationId: IDS.inProgress as ConversationId },
  'save-settings': { settings: { ...defaultSettings(), notifications: false } },
  'choose-profile': { profileId: 'default', demo: true },
  'set-key': { profileId: 'default', key: 'synap_of_somebody_else_1234', remember: true },
};

const { version } = JSON.parse(openBuild().read('manifest.json')) as { version: string };
const envelope = (name: string, input: unknown) => ({ app: 'synap-inspector', version, name, input });

export interface Sent {
  what: string;
  message: unknown;
}

/** `origin`: the extension's own, to be claimed. */
export function hostileMessages(id: string, origin: string): Sent[] {
  const sender = { id, origin, url: `${origin}/src/options/options.html`, frameId: 0 };
  const wanted = envelope('overview', {});
  return [
    ...Object.entries(REQUESTS).map(([name, input]) => ({ what: name, message: envelope(name, input) })),
    { what: 'a claimed sender', message: { ...wanted, sender, ...sender } },
    { what: 'a claimed surface', message: { ...wanted, surface: 'options', type: 'view' } },
    { what: 'a view state', message: viewState },
    { what: 'a list of requests', message: [wanted, wanted] },
    { what: 'a request in JSON', message: JSON.stringify(wanted) },
    { what: 'a name of every object', message: envelope('constructor', {}) },
    { what: 'no input', message: { app: 'synap-inspector', version, name: 'overview' } },
    { what: 'null', message: null },
  ];
}

/** What a view says over its port: it would be polled for. */
export const viewState = {
  type: 'view',
  version,
  surface: 'options',
  visible: true,
  conversationIds: [IDS.inProgress, IDS.fresh],
};

/** Another extension, with all the leave that users give to some. It has a page to act from. */
export function writeStranger(folder: string): string {
  mkdirSync(folder);
  const manifest = {
    manifest_version: 3,
    name: 'Stranger',
    version,
    background: { service_worker: 'worker.js' },
    permissions: ['scripting', 'storage', 'tabs'],
    host_permissions: ['<all_urls>'],
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'worker.js'), '');
  writeFileSync(join(folder, 'page.html'), '<!doctype html><title>Stranger</title><body></body>');
  return folder;
}

/** The build, with a declared content script that it does not have: what a page would be that took one over. */
export function writeWithContentScript(folder: string): string {
  cpSync(openBuild().folder, folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  const manifest: Record<string, unknown> = JSON.parse(readFileSync(file, 'utf8'));
  const declared = { matches: ['http://127.0.0.1/*'], js: ['content-script.js'], run_at: 'document_end' };
  writeFileSync(file, JSON.stringify({ ...manifest, content_scripts: [declared] }));
  writeFileSync(join(folder, 'content-script.js'), CONTENT_SCRIPT);
  return folder;
}

/** Sends what the page hands it as `ask` and `tell`, and puts what came of it where the page can read it. */
const CONTENT_SCRIPT = `
const told = (id, value) => dispatchEvent(new CustomEvent('told', { detail: JSON.stringify([id, value]) }));
const heard = [];
addEventListener('ask', ({ detail }) => {
  const { id, message } = JSON.parse(detail);
  chrome.runtime.sendMessage(message).then((answer) => told(id, answer), (error) => told(id, String(error)));
});
addEventListener('tell', ({ detail }) => {
  const { id, names, messages } = JSON.parse(detail);
  for (const name of names) {
    const port = chrome.runtime.connect({ name });
    port.onMessage.addListener((message) => heard.push(message));
    for (const message of messages) port.postMessage(message);
  }
  told(id, names.length);
});
addEventListener('heard', ({ detail }) => told(JSON.parse(detail).id, heard));
addEventListener('reach', async ({ detail }) => {
  const { id, paths } = JSON.parse(detail);
  const reached = [];
  for (const path of paths) await fetch(chrome.runtime.getURL(path)).then(() => reached.push(path), () => undefined);
  for (const area of ['session', 'local', 'sync']) {
    const held = await chrome.storage[area].get(null).catch(() => ({}));
    reached.push(...Object.entries(held).map((entry) => area + JSON.stringify(entry)));
  }
  reached.push(...(await indexedDB.databases()).map(({ name }) => name));
  told(id, reached);
});
document.documentElement.dataset.contentScript = 'ready';
`;
