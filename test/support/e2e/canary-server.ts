import type { Page } from 'puppeteer-core';
import { API_HOST } from '../browser/launch.ts';
import type { Fault } from '../../emulator/fault.ts';
import type { Rig } from './rig.ts';

/** A server that repeats the key it was sent wherever it can, and a word that stands everywhere, to try the search itself. */

/** In headers of its own, and in fields known and unknown. */
export function echo(key: string): Fault & { headers: Record<string, string> } {
  const bearer = `Bearer ${key}`;
  const words = {
    error_message: bearer,
    quality_warning: key,
    warnings: [bearer],
    facts: [bearer],
    formatted_context: `It was ${bearer}.`,
    current_state: { [key]: key },
  };
  return {
    headers: {
      'x-echo': bearer,
      'www-authenticate': bearer,
      'set-cookie': `key=${key}`,
      link: `<https://${API_HOST}/${key}>; rel=preload`,
    },
    patch: { ...words, recent_messages: [{ role: 'user', content: bearer }], [key]: { [key]: [key] } },
  };
}

/** The same from a server that refuses. */
export function refusal(key: string, status: number): Fault {
  const links = { upgrade_url: `https://example.com/${key}`, recovery_url: `https://example.com/?${key}` };
  const value = { detail: { message: `no: Bearer ${key}`, code: key, reason: key, [key]: key }, ...links };
  return { status, headers: { ...echo(key).headers, 'retry-after': '1' }, body: { kind: 'json', value } };
}

/** What else may come back, and what the full view says of it. None of it holds up the whole profile. */
export function badAnswers(key: string, elsewhere: string): [Fault, string][] {
  const page: Fault = {
    body: { kind: 'text', text: `<title>${key}</title>${key}`, contentType: `text/html; key=${key}` },
  };
  return [
    [refusal(key, 404), 'Conversation not found'],
    [refusal(key, 422), 'Synap rejected the request'],
    [refusal(key, 500), 'Synap is unavailable'],
    [page, 'This is not the Synap API'],
    [{ status: 400, ...page }, 'Synap rejected the request'],
    [{ status: 418, body: { kind: 'text', text: `Bearer ${key}?` } }, 'Synap rejected the request'],
    [{ redirectTo: `${elsewhere}/?key=${key}` }, 'Unexpected redirect'],
  ];
}

/** Where the word is to be found when all was looked at; a notice of it is shown by itself. */
export const PLACES_PLANTED: readonly string[] = [
  'addresses',
  'caches planted https://planted.example/',
  'clipboard',
  'console of a page',
  'console of the worker',
  'cookies',
  'copies',
  'documents',
  'downloads',
  'indexedDB planted/store record',
  'localStorage planted',
  'notifications',
  'requests',
  'storage.local planted',
  'storage.session planted',
  'storage.sync planted',
];

/** Puts a word into every place that is searched. A button that copies it and a link that downloads it stay in the page. */
export async function plant({ extension, emulator }: Rig, page: Page, word: string): Promise<void> {
  await (await extension.visit(`${emulator.httpOrigin}/demo/?${word}`)).close();
  await (await extension.worker()).evaluate((word) => Reflect.get(console, 'debug')({ word }), word);
  await page.bringToFront();
  await page.evaluate(async (word) => {
    await Promise.all(
      (['local', 'session', 'sync'] as const).map((area) => chrome.storage[area].set({ planted: word })),
    );
    localStorage.setItem('planted', word);
    await (await caches.open('planted')).put('https://planted.example/', new Response(word));
    await new Promise((resolve, reject) => {
      const request = indexedDB.open('planted', 1);
      request.addEventListener(
        'upgradeneeded',
        () => void request.result.createObjectStore('store').put([word], 'record'),
      );
      request.addEventListener('success', () => resolve(request.result.close()));
      request.addEventListener('error', () => reject(request.error));
    });
    Reflect.get(console, 'debug')(new Error(word));
    await navigator.clipboard.writeText(word);
    const button = Object.assign(document.createElement('button'), { id: 'planted', title: word });
    button.addEventListener('click', () => void navigator.clipboard.writeText(btoa(`.${word}`)));
    const link = Object.assign(document.createElement('a'), {
      id: 'planted-file',
      href: `data:text/plain,${word}`,
      download: 'planted.txt',
    });
    document.body.prepend(button, link);
  }, word);
  const session = await page.createCDPSession();
  await session.send('Storage.setCookies', {
    cookies: [{ name: 'planted', value: word, url: `https://${API_HOST}/` }],
  });
  await session.detach();
}
