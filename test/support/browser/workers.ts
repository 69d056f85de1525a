import type { Browser, CDPSession, Page } from 'puppeteer-core';
import type { Listen } from './error-watch.ts';
import { until } from './until.ts';

/** A page, or a worker: runs a function there. What goes in and comes out is JSON. */
export type Evaluator = Pick<Page, 'evaluate'>;

/** One life of the extension's service worker. */
export interface WorkerHandle extends Evaluator {
  client: CDPSession;
}

export interface Workers {
  /** The one that runs now; a stopped one is started. */
  current(): Promise<WorkerHandle>;
  /** Starts none. */
  isRunning(): Promise<boolean>;
  /** Kills it as the browser would, and waits until it is gone. */
  stop(): Promise<void>;
  /** Runs `act` while nobody is attached to the worker, which then lives and dies as it does for users. */
  unwatched(act: () => Promise<void>): Promise<void>;
}

/**
 * With sessions of its own: while anything is attached to a worker's target, the browser gives the next worker the same
 * one, and puppeteer, which may lose sight of a session it made, goes on to speak to the dead.
 * `listen` is given each of them; what a worker said before is replayed.
 */
export async function followWorkers(browser: Browser, origin: string, listen: Listen): Promise<Workers> {
  const control = await browser.target().createCDPSession();
  let attached: { targetId: string; handle: Promise<WorkerHandle> } | null = null;
  const running = async () => {
    const { targetInfos } = await control.send('Target.getTargets');
    return targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(`${origin}/`));
  };
  const attach = async (targetId: string, url: string): Promise<WorkerHandle> => {
    const { sessionId } = await control.send('Target.attachToTarget', { targetId, flatten: true });
    const client = control.connection()?.session(sessionId);
    if (!client) throw new Error('the worker ended as it was attached to');
    // Puppeteer has each worker wait for it as it starts, and may lose sight of one under a target that is used again.
    await client.send('Runtime.runIfWaitingForDebugger');
    await listen(client, url);
    return { client, evaluate: (run, ...args) => evaluateIn(client, run, args) };
  };
  let handsOff = false;
  /** Null while none runs that can be spoken to. */
  const attachedOne = async (): Promise<WorkerHandle | null> => {
    const info = await running();
    if (!info || handsOff) return null;
    if (attached?.targetId !== info.targetId)
      attached = { targetId: info.targetId, handle: attach(info.targetId, info.url) };
    const handle = await attached.handle.catch(() => null);
    if (handle && !handle.client.detached) return handle;
    attached = null;
    return null;
  };
  const current = (): Promise<WorkerHandle> =>
    until(async () => {
      const info = await running();
      if (!info) await startWorker(browser, origin);
      return attachedOne();
    }, 'the worker to run');
  const unwatched = async (act: () => Promise<void>): Promise<void> => {
    handsOff = true;
    try {
      const handle = await attached?.handle.catch(() => null);
      if (handle)
        await control.send('Target.detachFromTarget', { sessionId: handle.client.id() }).catch(() => undefined);
      await act();
    } finally {
      attached = null;
      handsOff = false;
      // One that came meanwhile is listened to as well, and must not go on waiting for a debugger.
      attachedOne().catch(() => undefined);
    }
  };
  const stop = async (): Promise<void> => {
    const info = await running();
    if (!info) return;
    const { targetId } = info;
    const isGone = async () => {
      // One that is still starting lets a stop pass unheard.
      await control.send('Target.closeTarget', { targetId }).catch(() => undefined);
      return (await running())?.targetId !== targetId;
    };
    // One that is stopped while attached takes the browser down as it wakes.
    await unwatched(async () => void (await until(isGone, 'the worker to stop')));
  };
  // What a worker says is listened to from its start, also while no test speaks to it.
  browser.on('targetcreated', (target) => {
    if (target.type() === 'service_worker' && target.url().startsWith(`${origin}/`))
      attachedOne().catch(() => undefined);
  });
  return { current, isRunning: async () => (await running()) !== undefined, stop, unwatched };
}

async function evaluateIn<Result>(client: CDPSession, run: unknown, args: unknown[]): Promise<Result> {
  const expression = `(${String(run)})(...${JSON.stringify(args)})`;
  const { result, exceptionDetails } = await client.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as Result;
}

async function startWorker(browser: Browser, origin: string): Promise<void> {
  const page: Page = await browser.newPage();
  try {
    const session = await page.createCDPSession();
    await session.send('ServiceWorker.enable');
    await session.send('ServiceWorker.startWorker', { scopeURL: `${origin}/` });
  } finally {
    await page.close();
  }
}
