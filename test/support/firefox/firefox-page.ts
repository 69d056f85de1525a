import { writeFile } from 'node:fs/promises';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Page } from 'puppeteer-core';
import { PATIENCE_MS, until } from '../browser/until.ts';
import type { RunInBrowser } from './chrome-scope.ts';
import { createKeyboard } from './keyboard.ts';

/**
 * A tab, the popup or the panel in Firefox, with as much of puppeteer's `Page` and `Frame` as the tests use. Over WebDriver
 * puppeteer reaches neither popup nor panel.
 */

/** A document that does not answer within this time has been replaced: it is asked again. */
const ANSWERS_WITHIN_MS = 4_000;

/** A page that still loads may change its process, and what it was asked is lost: it is asked again. */
const LOADED_WITHIN_MS = 400;

interface Options {
  run: RunInBrowser;
  /** Firefox's number of it, which outlives navigations. */
  id: number;
  /** The numbers of the pages that were closed, whoever did. */
  closed?: Set<number>;
}

export interface FirefoxElement {
  handle: number;
  evaluate(run: unknown, ...args: unknown[]): Promise<unknown>;
  click(): Promise<void>;
  focus(): Promise<void>;
  hover(): Promise<void>;
  select(value: string): Promise<void>;
  uploadFile(path: string): Promise<void>;
  $(selector: string): Promise<FirefoxElement | null>;
  $$(selector: string): Promise<FirefoxElement[]>;
}

export class FirefoxPage {
  readonly id: number;
  readonly #run: RunInBrowser;
  #url = '';
  readonly #closed: Set<number>;
  readonly keyboard;

  constructor({ run, id, closed = new Set() }: Options) {
    this.#run = run;
    this.#closed = closed;
    this.id = id;
    this.keyboard = createKeyboard(
      (key, keyCode, code, modifiers) => run('key', id, key, keyCode, code, modifiers),
      (text) => this.#tell('insert', [text]),
    );
  }

  async #tell(name: string, args: unknown[], ms = ANSWERS_WITHIN_MS): Promise<unknown> {
    const { value, url } = await this.#run('call', this.id, name, args, ms);
    this.#url = url;
    return value;
  }

  async evaluate(run: unknown, ...args: unknown[]): Promise<unknown> {
    const handles = args.map((one) => handleOf(one));
    const text = String(run);
    // A text is an expression, or statements without a value.
    const source = typeof run === 'function' ? text : text.includes(';') ? `() => {${text}}` : `() => (${text})`;
    const plain = args.map((one, at) => (handles[at] === null ? one : null));
    return this.#tell('evaluate', [source, plain, handles]);
  }

  async query(selector: string, within: number | null = null): Promise<FirefoxElement[]> {
    const found = (await this.#tell('query', [selector, within])) as number[];
    return found.map((handle) => this.#element(handle));
  }

  #element(handle: number): FirefoxElement {
    const element: FirefoxElement = {
      handle,
      evaluate: (run, ...args) => this.evaluate(run, element, ...args),
      click: () => this.#click(() => Promise.resolve(element)),
      hover: () => this.#hover(() => Promise.resolve(element)),
      focus: async () => void (await this.#tell('focus', [handle])),
      select: async (value) => void (await this.evaluate(choose, element, value)),
      uploadFile: async (path) => {
        const text = await readFile(path, 'utf8');
        await this.#tell('evaluate', [String(chooseFile), [null, basename(path), text], [handle, null, null]]);
      },
      $: async (selector) => (await this.query(selector, handle))[0] ?? null,
      $$: (selector) => this.query(selector, handle),
    };
    return element;
  }

  async $(selector: string): Promise<FirefoxElement | null> {
    return (await this.query(selector))[0] ?? null;
  }

  $$(selector: string): Promise<FirefoxElement[]> {
    return this.query(selector);
  }

  async $eval(selector: string, run: unknown, ...args: unknown[]): Promise<unknown> {
    const element = await this.$(selector);
    if (!element) throw new Error(`no element for ${selector}`);
    return element.evaluate(run, ...args);
  }

  async $$eval(selector: string, run: unknown, ...args: unknown[]): Promise<unknown> {
    const source = `(selector, ...args) => (${String(run)})([...document.querySelectorAll(selector)], ...args)`;
    return this.#tell('evaluate', [source, [selector, ...args], []]);
  }

  waitForSelector(selector: string): Promise<FirefoxElement> {
    return until(() => this.$(selector).catch(() => null), `${selector} on ${this.#url}`, PATIENCE_MS);
  }

  async waitForFunction(run: unknown): Promise<void> {
    await until(() => this.evaluate(run).catch(() => false), `${String(run)} on ${this.#url}`, PATIENCE_MS);
  }

  locator(selector: string) {
    const find = () => this.$(selector);
    const locator = {
      setTimeout: () => locator,
      click: ({ count = 1 }: { count?: number } = {}) => this.#click(find, count),
      hover: () => this.#hover(find),
      fill: async (text: string) => {
        await this.#click(find, 3);
        await this.#tell('insert', [text]);
      },
    };
    return locator;
  }

  async click(selector: string): Promise<void> {
    await this.#click(() => this.$(selector));
  }

  async type(selector: string, text: string): Promise<void> {
    await this.focus(selector);
    await this.#tell('insert', [text]);
  }

  async focus(selector: string): Promise<void> {
    await (await this.waitForSelector(selector)).focus();
  }

  /** Waits until it is there, stands still, is enabled and not covered. */
  #aim(find: () => Promise<FirefoxElement | null>): Promise<{ x: number; y: number }> {
    const look = async () => {
      const element = await find();
      return element && ((await this.#tell('aim', [element.handle])) as { x: number; y: number } | null);
    };
    return until(() => look().catch(() => null), `something to be clicked on ${this.#url}`, PATIENCE_MS);
  }

  async #click(find: () => Promise<FirefoxElement | null>, count = 1): Promise<void> {
    const { x, y } = await this.#aim(find);
    await this.#tell('mouse', ['mousemove', x, y, 0, 0, 0]);
    for (let clicks = 1; clicks <= count; clicks++)
      for (const type of ['mousedown', 'mouseup']) await this.#tell('mouse', [type, x, y, 0, clicks, 0]);
  }

  async #hover(find: () => Promise<FirefoxElement | null>): Promise<void> {
    const { x, y } = await this.#aim(find);
    await this.#tell('mouse', ['mousemove', x, y, 0, 0, 0]);
  }

  /** A right click on the element, as it opens the browser's own menu. */
  async openMenuOn(selector: string): Promise<void> {
    const { x, y } = await this.#aim(() => this.$(selector));
    await this.#tell('mouse', ['contextmenu', x, y, 2, 1, 0]);
  }

  async title(): Promise<string> {
    return String(await this.evaluate(() => document.title));
  }

  /** The address as of the last answer. */
  url(): string {
    return this.#url;
  }

  /** Waits until the document, and its address, are there. */
  async isLoaded(start = ''): Promise<void> {
    const look = async () => (await this.#tell('ready', [], LOADED_WITHIN_MS)) === true && this.#url.startsWith(start);
    await until(() => look().catch(() => false), `${start || 'the page'} to load`, PATIENCE_MS);
  }

  async goto(url: string): Promise<void> {
    await this.evaluate(() => Reflect.set(self, 'isLeft', true)).catch(() => undefined);
    await this.#run('navigate', this.id, url);
    await this.#isNew();
  }

  async reload(): Promise<void> {
    await this.evaluate(() => Reflect.set(self, 'isLeft', true));
    await this.#run('reloadTab', this.id);
    await this.#isNew();
  }

  async #isNew(): Promise<void> {
    const isNew = async () => (await this.evaluate(() => Reflect.has(self, 'isLeft'))) === false;
    await until(() => isNew().catch(() => false), 'another document', PATIENCE_MS);
    await this.isLoaded();
  }

  async close(): Promise<void> {
    this.#closed.add(this.id);
    await this.#run('close', this.id);
  }

  isClosed(): boolean {
    return this.#closed.has(this.id);
  }

  get detached(): boolean {
    return this.#closed.has(this.id);
  }

  async bringToFront(): Promise<void> {
    await this.#run('selectTab', this.id);
  }

  async setViewport({ width, height }: { width: number; height: number }): Promise<void> {
    await this.#run('resize', this.id, width, height);
  }

  /** For `prefers-color-scheme` alone; the toolbox has a theme of its own, as in Chromium it has not. */
  async emulateMediaFeatures([{ value }]: [{ name: string; value: 'light' | 'dark' }]): Promise<void> {
    await this.#run('setTheme', value);
    await this.#run('colorScheme', this.id, value);
  }

  async screenshot({ path, fullPage = false }: { path?: string; fullPage?: boolean } = {}): Promise<Uint8Array> {
    const picture = Buffer.from(await this.#run('screenshot', this.id, fullPage), 'base64');
    if (path !== undefined) await writeFile(path, picture);
    return picture;
  }

  mainFrame(): this {
    return this;
  }

  page(): this {
    return this;
  }

  frames(): this[] {
    return [this];
  }
}

/** Runs in the page: as if the option had been chosen. */
function choose(box: HTMLSelectElement, value: string): void {
  box.value = value;
  for (const type of ['input', 'change']) box.dispatchEvent(new Event(type, { bubbles: true }));
}

/** Runs in the page: as if the file had been chosen in the box. */
function chooseFile(box: HTMLInputElement, name: string, text: string): void {
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  box.files = files.files;
  box.dispatchEvent(new Event('change', { bubbles: true }));
}

function handleOf(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || !('handle' in value)) return null;
  return typeof value.handle === 'number' ? value.handle : null;
}

/** For the tests, which are written for puppeteer's. What is not driven here fails by name. */
export function asPage(page: FirefoxPage): Page {
  const missing = (name: string) => () => {
    throw new Error(`${name} is not driven in Firefox`);
  };
  return new Proxy(page, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name);
      if (typeof found === 'function') return found.bind(target);
      // `then`, which a promise looks for, and symbols are asked for by the language.
      return found ?? (typeof name === 'symbol' || name === 'then' ? undefined : missing(name));
    },
  }) as unknown as Page;
}

export const idOf = (page: Page): number => Number(Reflect.get(page, 'id'));
