/** The built extension in a real browser, and beside it one that does nothing, at the same paths. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer-core';
import { build } from 'vite';
import { until } from '../support/browser/until.ts';
import { startRig, type Rig } from '../support/e2e/rig.ts';
import { writeFloor } from './floor/extension.ts';

export interface Stage extends Rig {
  /** The id of the extension that does nothing. */
  floorId: string;
}

/** Where a view is painted once this is there. */
export type Painted = Readonly<Record<'popup' | 'panel', string>>;

const ANSWERED = 'section[data-conversation-id][data-status="completed"]';
const PAINTED: Painted = { popup: ANSWERED, panel: '#app > *' };

/** Runs `act` on a stage of its own, which is gone afterwards. */
export async function onStage<T>(act: (stage: Stage) => Promise<T>, painted: Partial<Painted> = {}): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'synap-bench-'));
  const [dist, floor] = [join(folder, 'product'), join(folder, 'floor')];
  try {
    const known = process.env['SYNAP_DIST'];
    if (known === undefined) await build({ logLevel: 'error', build: { outDir: dist } });
    else await cp(known, dist, { recursive: true });
    await writeFloor(floor);
    await cp(join(floor, 'src/empty.html'), join(dist, 'src/empty.html'));
    for (const view of ['popup', 'panel'] as const) {
      const selector = { ...PAINTED, ...painted }[view];
      // oxlint-disable-next-line no-await-in-loop -- two
      await Promise.all([dist, floor].map((one) => addNote(one, view, selector)));
    }
    // Windows move as they do for users, who wait for a popup to have opened.
    const rig = await startRig({}, { dist, alsoLoad: [floor], args: ['--animation-duration-scale=1'] });
    try {
      const extensions = [...(await rig.extension.browser.extensions()).values()];
      const floorId = extensions.find(({ path }) => path === floor)?.id ?? '';
      return await act({ ...rig, floorId });
    } finally {
      await rig.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** When the view was painted, as the wall clock tells it. */
export function paintedAt(view: Page | Frame): Promise<number> {
  return until(() => view.evaluate('globalThis.benchPaintedAt'), 'the view to be painted').then(Number);
}

/** What time it is here by that same clock. */
export const wallClock = (): number => performance.timeOrigin + performance.now();

async function addNote(folder: string, view: keyof Painted, selector: string): Promise<void> {
  const page = join(folder, `src/${view}/${view}.html`);
  const html = await readFile(page, 'utf8');
  await writeFile(page, html.replace(/<head[^>]*>/, '$&<script src="./bench-note.js"></script>'));
  await writeFile(
    join(folder, `src/${view}/bench-note.js`),
    `(${String(noteWhenPainted)})(${JSON.stringify(selector)});`,
  );
}

/** Runs in a view, before anything else. */
function noteWhenPainted(selector: string): void {
  const note = (): void =>
    void Object.assign(globalThis, { benchPaintedAt: performance.timeOrigin + performance.now() });
  const look = (): void => {
    if (!document.querySelector(selector)) return;
    observer.disconnect();
    // After the next frame: a message is heard once it has been drawn.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', note);
      port1.start();
      port2.postMessage(null);
    });
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
  look();
}
