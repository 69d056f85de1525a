import { readFile } from 'node:fs/promises';
import type { Browser } from 'puppeteer-core';

/** What browser-script.js does in Firefox's own window. */
interface BrowserCommands {
  call(id: number, name: string, args: unknown[], ms: number): { value: unknown; url: string };
  extensionId(): string;
  origin(): string;
  view(type: ViewType): number | null;
  viewCount(types: readonly ViewType[]): number;
  backgroundRuns(): boolean;
  wakeBackground(): number;
  stopBackground(): void;
  openTab(url: string, inFront: boolean): number;
  closeTabs(keep: readonly number[]): number[];
  tabs(): { id: number; url: string }[];
  isThere(id: number): boolean;
  selectTab(id: number): void;
  close(id: number): void;
  navigate(id: number, url: string): void;
  reloadTab(id: number): void;
  key(id: number, key: string, keyCode: number, code: string, modifiers: readonly string[]): void;
  openToolbox(tabId: number, dock: Dock): number;
  panelHasReadLog(tabId: number): void;
  /** Null: the extension's panel. */
  selectTool(tabId: number, toolId: string | null): void;
  dock(tabId: number, dock: Dock): number;
  splitConsole(tabId: number): boolean;
  openDevtools(tabId: number): void;
  closeToolbox(tabId: number): void;
  setTheme(theme: 'light' | 'dark'): void;
  setPref(name: string, value: boolean | number | string): void;
  colorScheme(id: number, scheme: 'light' | 'dark' | 'none'): void;
  resize(id: number, width: number, height: number): void;
  /** A PNG, in base64. `whole`: also what is to be scrolled to. */
  screenshot(id: number, whole: boolean): string;
  openPopup(): number;
  closePopup(): void;
  clipboard(): string;
  emitMenuClick(tabId: number, info: unknown, grant: boolean): void;
  menu(): { id: string; label: string; isMenu: boolean }[];
  chooseInMenu(label: string): void;
  closeMenu(): void;
  changeHost(method: 'add' | 'remove', pattern: string): void;
  restoreHosts(): void;
  answerPrompt(allow: boolean): string;
  typeInAddressBar(text: string): void;
  clickNotice(id: string): void;
  setOffline(offline: boolean): void;
  complaints(): string[];
  forgetComplaints(): void;
}

type ViewType = 'background' | 'popup' | 'tab' | 'devtools_page' | 'devtools_panel';
type Dock = 'bottom' | 'right' | 'window';

export type RunInBrowser = <Name extends keyof BrowserCommands>(
  name: Name,
  ...args: Parameters<BrowserCommands[Name]>
) => Promise<ReturnType<BrowserCommands[Name]>>;

/** The WebDriver connection, which puppeteer has but does not show. */
interface Connection {
  send(method: string, params: unknown): Promise<{ result: unknown }>;
}

type Answer =
  | { type: 'success'; result: { value?: string } }
  | { type: 'exception'; exceptionDetails: { text: string; stackTrace?: unknown } };

const CODE = async (name: string) => readFile(new URL(name, import.meta.url), 'utf8');

/** Runs the text of a function in Firefox's own window; what it takes and gives is JSON. */
export type RunInWindow = (source: string, ...args: unknown[]) => Promise<unknown>;

/** The browser window of a Firefox that allows it (`--remote-allow-system-access`). */
export async function openWindowScope(browser: Browser): Promise<RunInWindow> {
  const connection = Reflect.get(browser, 'connection') as Connection;
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const tree = result as { contexts: { context: string; url: string }[] };
  const window = tree.contexts.find(({ url }) => url.endsWith('browser.xhtml'));
  if (!window) throw new Error('Firefox shows no window');
  return async (source, ...args) => {
    const { result } = await connection.send('script.callFunction', {
      functionDeclaration: `async (args) => JSON.stringify((await (${source})(...JSON.parse(args))) ?? null)`,
      arguments: [{ type: 'string', value: JSON.stringify(args) }],
      target: { context: window.context },
      awaitPromise: true,
    });
    const answer = result as Answer;
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
    return JSON.parse(answer.result.value ?? 'null');
  };
}

/** Commands in that window for the extension. */
export async function openBrowserScope(browser: Browser, extensionId: string): Promise<RunInBrowser> {
  const run = await openWindowScope(browser);
  await run(
    `(given) => {
${await CODE('browser-script.js')}
}`,
    {
      extensionId,
      frameScript: await CODE('frame-script.js'),
    },
  );
  return async (name, ...args) =>
    (await run('(name, ...args) => window.synapCommands[name](...args)', name, ...args)) as never;
}
