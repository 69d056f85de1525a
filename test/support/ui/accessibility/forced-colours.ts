import type { Page } from 'puppeteer-core';

/** What `run` tells of the page while the system forces its own colours on it. */
export async function withForcedColours<T>(page: Page, run: () => Promise<T>): Promise<T> {
  const session = await page.createCDPSession();
  const set = (value: 'active' | 'none') =>
    session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
  await set('active');
  try {
    return await run();
  } finally {
    await set('none');
    await session.detach();
  }
}

/** The colours of the bar at the beginning of each, and of the page. */
export function barsOf(page: Page, selector: string): Promise<{ bars: string[]; canvas: string }> {
  return withForcedColours(page, () =>
    page.evaluate(
      (selector) => ({
        bars: [...document.querySelectorAll(selector)].map((one) => getComputedStyle(one).borderInlineStartColor),
        canvas: getComputedStyle(document.body).backgroundColor,
      }),
      selector,
    ),
  );
}
