import { describe, expect } from 'vitest';
import { API_HOST } from '../support/browser/launch.ts';
import { setDevtoolsTheme } from '../support/browser/panel.ts';
import { until } from '../support/browser/until.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { BARE } from '../support/e2e/panel-page.ts';
import { ask } from '../support/e2e/rig.ts';

/** The extension in a real browser: each of its parts opens. */

const it = testsWith({ key: 'none' });
const itInNewBrowser = testsWith({ key: 'none', own: {} });

describe('the extension in a real browser', () => {
  it('opens its panel in DevTools, in both themes', async ({ inspect }) => {
    const panel = await inspect(BARE);
    await setDevtoolsTheme(panel, 'dark');
    await setDevtoolsTheme(panel, 'light');
  });

  it('opens its popup over a page', async ({ rig: { extension, emulator } }) => {
    const popup = await extension.openPopup(await extension.visit(`${emulator.httpOrigin}${BARE}`));
    expect(popup.url()).toBe(`${extension.origin}/src/popup/popup.html`);
  });

  it.for(['options', 'inspector'] as const)('opens its %s page', async (name, { rig }) => {
    const page = await rig.extension.openPage(name);
    await page.waitForSelector('#app > *');
  });

  it('starts its worker anew after each kill', async ({ rig: { extension } }) => {
    for (let kill = 0; kill < 3; kill += 1) {
      await (await extension.worker()).evaluate(() => Reflect.set(globalThis, 'beforeTheKill', true));
      await extension.stopWorker();
      const state = await (
        await extension.worker()
      ).evaluate(() => [chrome.runtime.id, Reflect.has(globalThis, 'beforeTheKill')]);
      expect(state).toEqual([extension.extensionId, false]);
    }
  });

  it('loses and regains the host that its manifest names', async ({ rig: { extension } }) => {
    const pattern = `https://${API_HOST}/*`;
    const has = async () =>
      (await extension.worker()).evaluate((pattern) => chrome.permissions.contains({ origins: [pattern] }), pattern);
    expect(await has()).toBe(true);
    await extension.revokeHost(pattern);
    expect(await has()).toBe(false);
    await extension.grantHost(pattern);
    expect(await has()).toBe(true);
  });
});

describe('what its pages say', () => {
  it('is seen by the tests, in the panel too', async ({ rig: { extension }, inspect }) => {
    const { frame } = await inspect(BARE);
    if (extension.engine === 'firefox') {
      // Its window hears nothing of a page's console.
      await frame.evaluate(() => {
        setTimeout(() => {
          throw new Error(`seeded in ${location.href}`);
        });
      });
      await until(async () => /seeded in .*panel\.html/.test((await extension.errors()).join()), 'the complaint');
      return extension.forgetErrors();
    }
    await frame.evaluate("console.error('seeded')");
    await frame.evaluate(() => document.createElement('div').setAttribute('style', 'color: red'));
    await until(async () => (await extension.errors()).length >= 2, 'both complaints');
    expect((await extension.errors()).join('\n')).toMatch(/panel\.html: seeded[^]*style-src/);
    return extension.forgetErrors();
  });
});

describe('a panel', () => {
  // In a new profile, for it remembers where DevTools was.
  itInNewBrowser('is heard when DevTools is docked, a window, and docked again', async ({ rig }) => {
    const page = await rig.extension.visit(`${rig.emulator.httpOrigin}${BARE}`);
    // Three kinds of senders to the worker: no tab; tab -1; and, after a window was docked, a tab's own id.
    for (const dock of ['bottom', 'undocked', 'bottom'] as const) {
      const { frame } = await rig.extension.openPanel(page, { dock });
      expect(await ask(frame, 'overview', {}), dock).toMatchObject({ ok: true });
    }
  });
});
