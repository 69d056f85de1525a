import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundleAlone } from '../../../scripts/bundle-alone.ts';

const page = (body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Floor</title></head><body>${body}</body></html>`;
const VIEW = page('<div id="app"></div><script type="module" src="./main.js"></script>');

/** Writes an extension whose popup and panel are empty Preact pages, at the same paths as the product's, and whose worker answers at once. `manifest`: what differs in it. */
export async function writeFloor(folder: string, manifest: object = {}): Promise<void> {
  const main = await bundleAlone('test/bench/floor/main.js', { format: 'es' });
  const files: Record<string, string> = {
    'manifest.json': JSON.stringify({
      manifest_version: 3,
      name: 'Floor',
      version: '1',
      action: { default_popup: 'src/popup/popup.html' },
      background: { service_worker: 'background.js' },
      devtools_page: 'src/devtools/devtools.html',
      ...manifest,
    }),
    'background.js': 'chrome.runtime.onMessage.addListener((_message, _sender, reply) => reply(null));',
    'src/empty.html': page('<p>Nothing</p>'),
    'src/popup/popup.html': VIEW,
    'src/popup/main.js': main,
    'src/panel/panel.html': VIEW,
    'src/panel/main.js': main,
    'src/devtools/devtools.html': page('<script src="./main.js"></script>'),
    'src/devtools/main.js': "chrome.devtools.panels.create('Floor', '', '/src/panel/panel.html');",
  };
  for (const [path, text] of Object.entries(files)) {
    // oxlint-disable-next-line no-await-in-loop -- a handful
    await mkdir(dirname(join(folder, path)), { recursive: true });
    // oxlint-disable-next-line no-await-in-loop -- a handful
    await writeFile(join(folder, path), text);
  }
}
