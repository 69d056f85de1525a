import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { iconOf } from './icons.ts';

/** Pictures of the tour that are also the stores', which show them in the order of their names. */
export const IN_STORES: Record<string, string> = {
  'panel-light': '1-panel',
  'kept-light': '2-kept',
  'versions-light': '3-versions',
};

const PICTURE = { width: 1280, height: 800 };
const TILE = { width: 440, height: 280 };

/** The popup as it hangs from the toolbar, over the page that it was opened on. Pictures are paths of PNGs. */
export async function drawPopupOver(browser: Browser, folder: string, popup: string, below: string): Promise<string> {
  return draw(
    browser,
    join(folder, '4-popup.png'),
    PICTURE,
    `<style>
      body { background: url(${await png(below)}) }
      img { position: absolute; top: 0; right: 40px; border-radius: 0 0 12px 12px;
        box-shadow: 0 0 0 1px #0003, 0 12px 48px #0006 }
      body::before { content: ''; position: absolute; inset: 0; background: #0b1f4433 }
    </style><img src="${await png(popup)}">`,
  );
}

/** The small tile of the Chrome Web Store. */
export async function drawTile(browser: Browser, folder: string): Promise<string> {
  return draw(
    browser,
    join(folder, 'tile.png'),
    TILE,
    `<style>
      body { background: #eef3fd; color: #10244d; font: 600 30px/1.2 system-ui, sans-serif; display: grid;
        grid-template: 1fr auto auto 1fr / 1fr; justify-items: center; gap: 14px }
      img { width: 104px; grid-row: 2 }
      p { margin: 0; grid-row: 3 }
    </style><img src="${await iconOf(104)}"><p>Synap Inspector</p>`,
  );
}

async function draw(browser: Browser, path: string, size: typeof TILE, html: string): Promise<string> {
  const page = await browser.newPage();
  try {
    await page.setViewport(size);
    await page.setContent(`<style>body { margin: 0; height: 100vh; position: relative }</style>${html}`);
    await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode())));
    // Opaque, so there is no alpha channel, which the stores refuse.
    await writeFile(path, await page.screenshot());
    return path;
  } finally {
    await page.close();
  }
}

async function png(path: string): Promise<string> {
  return `data:image/png;base64,${await readFile(path, 'base64')}`;
}
