import { type Browser, type CDPSession, type Protocol, type Target } from 'puppeteer-core';

export interface ErrorWatch {
  /** Everything the extension's pages and worker complained about so far: exceptions, console errors, CSP reports. */
  errors(): string[];
  /** Drops what was seen; for tests that provoke an error on purpose. */
  forget(): void;
}

/**
 * Listens to every target of the extension. A panel lives in a frame of DevTools in a process of its own, whose
 * console reaches no `page.on('console')`: hence one session for each target. What was said before is replayed.
 */
export function watchErrors(browser: Browser, origin: string): ErrorWatch {
  const known = new WeakSet<Target>();
  let seen: string[] = [];
  const attach = (target: Target): void => {
    if (known.has(target) || !target.url().startsWith(`${origin}/`)) return;
    known.add(target);
    // A target that closed meanwhile has nothing more to say.
    listen(target, (text) => seen.push(text)).catch(() => undefined);
  };
  browser.on('targetcreated', attach).on('targetchanged', attach);
  for (const target of browser.targets()) attach(target);
  return { errors: () => [...seen], forget: () => void (seen = []) };
}

async function listen(target: Target, report: (text: string) => void): Promise<void> {
  const session = await sessionOf(target);
  const tell = (text: string): void => report(`${new URL(target.url()).pathname}: ${text}`);
  session.on('Runtime.consoleAPICalled', ({ type, args }) => {
    if (type === 'error' || type === 'assert') tell(args.map(textOf).join(' '));
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails: { exception, text } }) => {
    tell(exception?.description ?? `${text} ${exception ? textOf(exception) : ''}`);
  });
  session.on('Log.entryAdded', ({ entry }) => {
    if (isComplaint(entry)) tell(`${entry.source}: ${entry.text}`);
  });
  await Promise.all([session.send('Log.enable'), session.send('Runtime.enable')]);
}

/**
 * For the worker puppeteer's own session: of two that are made at once puppeteer drops one, and a worker that is
 * stopped while a second one is attached takes the whole browser down as it wakes.
 */
async function sessionOf(target: Target): Promise<CDPSession> {
  const worker = await target.worker();
  return worker ? worker.client : target.createCDPSession();
}

function isComplaint({ level, source, url }: Protocol.Log.LogEntry): boolean {
  if (level !== 'error') return false;
  // An answer of 4xx is the browser's news, not the extension's fault; a missing file of its own is.
  return source !== 'network' || (url ?? '').startsWith('chrome-extension:');
}

function textOf({ value, description, unserializableValue }: Protocol.Runtime.RemoteObject): string {
  return description ?? unserializableValue ?? (typeof value === 'string' ? value : JSON.stringify(value ?? null));
}
