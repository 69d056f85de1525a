import type { Browser, CDPSession, Protocol, Target } from 'puppeteer-core';

export interface ErrorWatch {
  /** Everything the extension's pages and worker complained about so far: exceptions, console errors, CSP reports. */
  errors(): string[];
  /** All that they ever wrote to the console or the browser noted of them, complaint or not; nothing is dropped. */
  said(): string[];
  /** Drops what was seen; for tests that provoke an error on purpose. */
  forget(): void;
}

/** Listens to one session, whose target is at that URL. */
export type Listen = (session: CDPSession, url: string) => Promise<void>;

/**
 * Listens to every page of the extension, and to the workers that `listen` is given. A panel lives in a frame of
 * DevTools in a process of its own, whose console reaches no `page.on('console')`: hence one session for each target.
 * What was said before is replayed.
 */
export function watchErrors(browser: Browser, origin: string): ErrorWatch & { listen: Listen } {
  const known = new WeakSet<Target>();
  let seen: string[] = [];
  const said: string[] = [];
  const heard = new Set<string>();
  const listen: Listen = (session, url) => {
    const named = (text: string): string => `${new URL(url).pathname}: ${text}`;
    const complaint = (text: string, at: number) => {
      // A frame that gets another process has its log replayed.
      const key = `${at} ${named(text)}`;
      if (!heard.has(key)) seen.push(named(text));
      heard.add(key);
    };
    return listenTo(session, { said: (text) => said.push(named(text)), complaint });
  };
  const attach = (target: Target): void => {
    if (known.has(target) || target.type() === 'service_worker' || !target.url().startsWith(`${origin}/`)) return;
    known.add(target);
    // A target that closed meanwhile has nothing more to say.
    target
      .createCDPSession()
      .then((session) => listen(session, target.url()))
      .catch(() => undefined);
  };
  browser.on('targetcreated', attach).on('targetchanged', attach);
  for (const target of browser.targets()) attach(target);
  return { listen, errors: () => [...seen], said: () => [...said], forget: () => void (seen = []) };
}

interface Reports {
  said(text: string): void;
  /** `at`: the browser's time of it. */
  complaint(text: string, at: number): void;
}

async function listenTo(session: CDPSession, { said, complaint }: Reports): Promise<void> {
  // Whole, with stacks, addresses and previews of objects.
  const keep = (event: unknown): void => said(JSON.stringify(event));
  session.on('Runtime.consoleAPICalled', (event) => {
    keep(event);
    if (event.type === 'error' || event.type === 'assert') complaint(event.args.map(textOf).join(' '), event.timestamp);
  });
  session.on('Runtime.exceptionThrown', (event) => {
    keep(event);
    const { exception, text } = event.exceptionDetails;
    complaint(exception?.description ?? `${text} ${exception ? textOf(exception) : ''}`, event.timestamp);
  });
  session.on('Log.entryAdded', (event) => {
    keep(event);
    if (isComplaint(event.entry)) complaint(`${event.entry.source}: ${event.entry.text}`, event.entry.timestamp);
  });
  await Promise.all([session.send('Log.enable'), session.send('Runtime.enable')]);
}

function isComplaint({ level, source, url }: Protocol.Log.LogEntry): boolean {
  if (level !== 'error') return false;
  // An answer of 4xx is the browser's news, not the extension's fault; a missing file of its own is.
  return source !== 'network' || (url ?? '').startsWith('chrome-extension:');
}

function textOf({ value, description, unserializableValue }: Protocol.Runtime.RemoteObject): string {
  return description ?? unserializableValue ?? (typeof value === 'string' ? value : JSON.stringify(value ?? null));
}
