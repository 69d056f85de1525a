import type { ManualClock } from '../manual-clock.ts';

/** Globals that each story sets anew, and those of puppeteer. */
const KNOWN_GLOBALS = /^(?:__story|allStories|panelPage)$|puppeteer|^__ariaQuery/;

interface Listened {
  target: EventTarget;
  type: string;
  listener: unknown;
}

export interface Traces {
  /** Names what a story or its test left in the page; with any of it, the next story needs a new page. */
  left(): string[];
  /** Runs a script, such as axe's, whose changes to the page do not count. */
  install(script: string): void;
}

/** Watches for listeners, timers, globals, replaced built-ins and a changed address. */
export function watchTraces(clock: ManualClock): Traces {
  const listened = watchListeners([window, document, document.documentElement, document.body]);
  const { href } = location;
  const names = () => Object.getOwnPropertyNames(window).filter((name) => !KNOWN_GLOBALS.test(name));
  let globals = names();
  let parts = browserParts(globals);
  const isIntact = (now: unknown[]) => now.length === parts.length && now.every((part, at) => part === parts[at]);
  return {
    left: () => [
      ...listened.map(({ type }) => `a listener for ${type}`),
      ...clock.timers().map((delayMs) => `a timer for ${delayMs} ms`),
      ...names().filter((name) => !globals.includes(name)),
      ...(isIntact(browserParts(globals)) ? [] : ['a replaced built-in']),
      ...(location.href === href ? [] : ['another address']),
    ],
    install: (script) => {
      const before = listened.length;
      // oxlint-disable-next-line no-eval -- a tool's own script, as a script element would run it
      globalThis.eval(script);
      listened.splice(before);
      globals = names();
      parts = browserParts(globals);
    },
  };
}

function watchListeners(targets: EventTarget[]): Listened[] {
  const listened: Listened[] = [];
  for (const target of targets) {
    const { addEventListener, removeEventListener } = target;
    target.addEventListener = (type: string, listener: never, options?: never) => {
      listened.push({ target, type, listener });
      addEventListener.call(target, type, listener, options);
    };
    target.removeEventListener = (type: string, listener: never, options?: never) => {
      const at = listened.findIndex((one) => one.target === target && one.type === type && one.listener === listener);
      if (at >= 0) listened.splice(at, 1);
      removeEventListener.call(target, type, listener, options);
    };
  }
  return listened;
}

/** The global functions of these names, and all methods and getters of their prototypes. */
function browserParts(globals: string[]): unknown[] {
  const functions = globals.flatMap((name) => {
    const { value, get } = Object.getOwnPropertyDescriptor(window, name) ?? {};
    return typeof (value ?? get) === 'function' ? [(value ?? get) as { prototype?: object }] : [];
  });
  const holders = [document, navigator, ...functions.map(({ prototype }) => prototype ?? {})];
  return [
    ...functions,
    ...holders.flatMap((holder) =>
      Object.values(Object.getOwnPropertyDescriptors(holder)).map(({ value, get }): unknown => value ?? get),
    ),
  ].filter((part) => typeof part === 'function');
}
