import type { DrivenExtension } from '../browser/extension.ts';
import type { DevtoolsWindow } from '../browser/panel.ts';

/** A tab whose toolbox is opened anew for each test that wants none of its page's traffic. `bare`: a page without ids. */
export async function openFirefoxWindow(
  extension: DrivenExtension,
  bare: string,
  viewport: { width: number; height: number },
): Promise<DevtoolsWindow> {
  const page = await extension.visit(bare);
  const open = () => extension.openPanel(page, { viewport });
  const close = () => extension.closePanel(page);
  const show = async (url: string) => {
    await page.goto(url);
    if (url.includes('/demo/')) await page.waitForSelector('html[data-ready]');
  };
  let isOpen = false;
  const window = {
    page,
    show: async (url: string, traffic: boolean) => {
      if (isOpen) await close();
      isOpen = true;
      if (!traffic) await show(url);
      const panel = await open();
      Object.assign(window, panel);
      if (!traffic) return;
      await extension.toolbox(page, panel).hasReadLog();
      await show(url);
    },
    reopen: async (meanwhile?: () => Promise<unknown>) => {
      await close();
      await meanwhile?.();
      const panel = await open();
      Object.assign(window, panel);
      return panel.frame;
    },
    park: async () => {
      if (isOpen) await close();
      isOpen = false;
      await page.goto(bare);
    },
  } as DevtoolsWindow;
  return window;
}
