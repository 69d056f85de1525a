import { readFile, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'puppeteer-core';

/** The Chrome Web Store wants a margin of 16 pixels around the largest; the drawing itself has 4. */
const MARGINS = { 16: 0, 32: 0, 48: 0, 128: 12 };
const SOURCE = 'docs/store';

/** The extension's icons, from their drawings; the smallest has one of its own, on whole pixels. */
export async function drawIcons(browser: Browser): Promise<string[]> {
  const page = await browser.newPage();
  try {
    const paths: string[] = [];
    for (const [size, margin] of Object.entries(MARGINS)) {
      const path = `public/icons/${size}.png`;
      await writeFile(path, await drawn(page, Number(size), margin));
      paths.push(path);
    }
    return paths;
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
