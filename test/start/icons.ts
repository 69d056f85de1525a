import { readFile, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'puppeteer-core';

const SOURCE = 'docs/store';

/** The Chrome Web Store wants a margin of 16 pixels around the largest; the drawing itself has 4. */
const DRAWN = [
  { path: 'public/icons/16.png', size: 16, margin: 0 },
  { path: 'public/icons/32.png', size: 32, margin: 0 },
  { path: 'public/icons/48.png', size: 48, margin: 0 },
  { path: 'public/icons/128.png', size: 128, margin: 12 },
  { path: `${SOURCE}/logo.png`, size: 300, margin: 0 },
];

/** The extension's icons, and the logo of Microsoft's store; the smallest has a drawing of its own, on whole pixels. */
export async function drawIcons(browser: Browser): Promise<string[]> {
  const page = await browser.newPage();
  try {
    for (const { path, size, margin } of DRAWN) await writeFile(path, await drawn(page, size, margin));
    return DRAWN.map(({ path }) => path);
  } finally {
    await page.close();
  }
}

/** The drawing that is best at a size, as an image's source. */
export async function iconOf(size: number): Promise<string> {
  const svg = await readFile(`${SOURCE}/${size <= 16 ? 'icon-16' : 'icon'}.svg`, 'base64');
  return `data:image/svg+xml;base64,${svg}`;
}

async function drawn(page: Page, size: number, margin: number): Promise<Uint8Array> {
  await page.setViewport({ width: size, height: size });
  const style = `body { margin: ${margin}px } img { display: block; width: ${size - 2 * margin}px }`;
  await page.setContent(`<style>${style}</style><img src="${await iconOf(size)}">`);
  return page.screenshot({ omitBackground: true });
}
