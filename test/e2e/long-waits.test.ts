import { STATUS } from '../../src/core/conversation/part.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import type { ConversationId } from '../../src/core/conversation/conversation.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { Fault } from '../emulator/fault.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { WAIT_SCALE } from '../support/e2e/hasty-clock.ts';
import { startPageServer } from '../support/e2e/page-server.ts';
import { ask, requests } from '../support/e2e/rig.ts';
import { alerts, alertWith, fill, has, press, says, shows } from '../support/e2e/view.ts';

/**
 * What is given up or asked for again after seconds, by the hasty build, whose worker waits a fifth as long. What it
 * says of its waits are the true times. The true waits: `faults-network` and `states-answers`.
 */
const it = testsWith({
  own: {
    launching: {
      dist: process.env['SYNAP_HASTY_DIST'] ?? '',
      hosts: { 'no-such-host.invalid': '~NOTFOUND' },
    },
  },
});

const statusOf = (id: string) => `${id}/compaction/status`;

describe('an answer that takes for ever', () => {
  /** How long the status was waited for by the product's own log, in ms. */
  async function tookMs(page: Page, id: string): Promise<number> {
    const calls = await ask(page, 'requests', { conversationId: id as ConversationId });
    return (calls.ok && calls.value.find(({ call }) => call === 'status')?.tookMs) || Number.NaN;
  }

  it('is given up after 15 s without headers and after 30 s in all, in words, and asked for once [F35] [F36]', async ({
    rig,
    world,
    openView,
  }) => {
    const slow: [string, Fault, number][] = [
      [IDS.fresh, { hold: true }, 15],
      // A byte a second, by the worker's clock.
      [IDS.stale, { dripMs: 1000 * WAIT_SCALE }, 30],
    ];
    for (const [id, fault] of slow) world.faults.add({ path: statusOf(id), fault });
    // Side by side, for each takes its seconds.
    const pages = await Promise.all(slow.map(([id]) => openView(id)));
    for (const page of pages) await shows(page, { status: 'loading' });
    for (const [at, page] of pages.entries()) {
      const [id = '', , seconds = 0] = slow[at] ?? [];
      const told = await alertWith(page, 'Synap did not respond in time');
      expect(told).toContain(`No complete response within ${seconds} s`);
      await shows(page, { id, status: 'error' });
      expect(requests(rig, new RegExp(statusOf(id)))).toHaveLength(1);
      // A busy machine notices it late, never early.
      const waited = (await tookMs(page, id)) / WAIT_SCALE;
      expect(waited).toBeGreaterThan(seconds * 1000 - 500);
      expect(waited).toBeLessThan(1.8 * seconds * 1000);
    }
    world.faults.clear();
    for (const page of pages) {
      await press(page, 'Try again');
      await shows(page, { status: 'completed', source: 'cloud' });
    }
  });
});

describe('a server that fails', () => {
  it('for long is told so after three attempts, whatever its number, with a way to try again [F34]', async ({
    rig,
    world,
    openView,
  }) => {
    const down = [IDS.stale, IDS.failed, IDS.exotic, IDS.qualityWarning].map((id, at) => ({
      id,
      status: [500, 502, 503, 504][at] ?? 0,
    }));
    for (const { id, status } of down) world.faults.add({ path: statusOf(id), fault: { status } });
    const pages = await Promise.all(down.map(({ id }) => openView(id)));
    for (const [at, page] of pages.entries()) {
      const { id, status } = down[at] ?? { id: '', status: 0 };
      await page.bringToFront();
      expect(await alertWith(page, 'Synap is unavailable')).toContain(`HTTP ${status}, and again on retry`);
      await shows(page, { id, status: 'error' });
      expect(requests(rig, new RegExp(statusOf(id)))).toHaveLength(3);
    }
    world.faults.clear();
    const [page] = pages;
    if (!page) throw new Error('no page');
    await page.bringToFront();
    await press(page, 'Try again');
    await shows(page, { status: 'completed', source: 'cloud' });
  });
});

describe('a connection', () => {
  const peek = (id: string) =>
    ({ part: STATUS, conversationId: id as ConversationId, mode: 'peek', priority: 'automatic' }) as const;

  it('that breaks is told so after three attempts, and nothing half is cached [F37] [F43]', async ({
    rig,
    world,
    openView,
  }) => {
    const broken: [string, Fault][] = [
      [IDS.fresh, { truncateAt: 40 }],
      [IDS.stale, { reset: 'mid-body' }],
      [IDS.failed, { reset: 'at-once' }],
    ];
    for (const [id, fault] of broken) world.faults.add({ path: statusOf(id), fault });
    const pages = await Promise.all(broken.map(([id]) => openView(id)));
    for (const [at, [id]] of broken.entries()) {
      const page = pages[at];
      if (!page) throw new Error('no page');
      await page.bringToFront();
      await alertWith(page, "Synap can't be reached");
      await shows(page, { id, status: 'error' });
      expect(requests(rig, new RegExp(statusOf(id))).length).toBeGreaterThanOrEqual(3);
      expect(await ask(page, 'read', peek(id))).toEqual({ ok: true, value: null });
    }
  });

  it('that is refused is told so; what was known stays on show [F42]', async ({ rig, openView, spoilBrowser }) => {
    const page = await openView(IDS.threeVersions);
    await shows(page, { status: 'completed' });
    spoilBrowser();
    await rig.emulator.close();
    await press(page, 'Refresh');
    expect(await alertWith(page, 'Could not connect to https://synap-cloud-prod.maximem.ai')).toContain(
      "Synap can't be reached",
    );
    await shows(page, { status: 'error' });
    await says(page, /Compacted v3/);
    expect(await has(page, 'Try again')).toBe(true);
  });
});

describe('a host', () => {
  // To an extension these are one and the same: fetch rejects with the same TypeError.
  it.for<[string, () => Promise<{ origin: string; close?: () => Promise<void> }>]>([
    ['whose name leads nowhere', async () => ({ origin: 'https://no-such-host.invalid' })],
    ['that refuses', async () => ({ origin: `https://127.0.0.1:${await unusedPort()}` })],
    ['that speaks no TLS', async () => startedWithoutTls()],
  ])('%s is told to be unreachable, by its name [F42]', async ([, start], { rig, options, openView }) => {
    const { origin, close } = await start();
    await rig.extension.grantHost(`${origin.replace(/:\d+$/, '')}/*`);
    await fill(options, 'Base URL', origin);
    await fill(options, 'API key', rig.emulator.keys.normal);
    await press(options, 'Save');
    await says(options, 'Saved');
    const view = await openView(IDS.fresh);
    const told = await alertWith(view, "Synap can't be reached");
    expect(told).toContain(`Could not connect to ${origin}`);
    expect(await alerts(view)).toHaveLength(1);
    await shows(view, { status: 'error' });
    await close?.();
  });

  async function unusedPort(): Promise<number> {
    const one = createServer();
    await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
    const { port } = one.address() as AddressInfo;
    await new Promise((resolve) => one.close(resolve));
    return port;
  }

  async function startedWithoutTls() {
    const server = await startPageServer();
    return { origin: server.origin.replace('http:', 'https:'), close: server.close };
  }
});
