import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/browser/until.ts';
import { asRead, closeInspected, listed, open, pick } from '../support/e2e/panel-page.ts';
import { giveKey, requests, startRig, type Rig } from '../support/e2e/rig.ts';
import { fill, openTab, press, says, shows } from '../support/e2e/view.ts';

/** Real conversations and real pages, where they are at hand; they are no part of the repository. */
const DATA = process.env['SYNAP_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

describe('real data', () => {
  if (!existsSync(DATA)) {
    it('is absent', () => process.stderr.write('real data: absent\n'));
    return;
  }
  const pages = readdirSync(join(DATA, 'pages')).filter((name) => name.endsWith('.html'));
  let rig: Rig;
  let site: Server;
  let origin: string;

  beforeAll(async () => {
    site = createServer((request, response) => {
      const name = pages.find((page) => request.url === `/${page}`);
      // Nothing of the pages' own world is asked for, and none of their code runs.
      response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
      response
        .writeHead(name ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
        .end(name ? readFileSync(join(DATA, 'pages', name)) : '');
    });
    await new Promise<void>((resolve) => void site.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    rig = await startRig({ dataDir: DATA });
    await giveKey(rig);
  });
  afterAll(async () => {
    await rig?.close();
    site?.closeAllConnections();
    site?.close();
  });

  it('of a long conversation is shown whole: tokens, every statement, the narrative', async () => {
    const [conversation] = rig.emulator.world.conversations();
    const version = conversation?.latestVersion;
    if (!conversation || !version) throw new Error('the data holds no conversation with a version');
    const { frame } = await rig.extension.openPanel(await rig.extension.visit(`${rig.emulator.httpOrigin}/health`));
    await fill(frame, 'Conversation id', conversation.id);
    await press(frame, 'Look up');
    await shows(frame, { id: conversation.id, status: 'completed' });
    await open(frame, conversation.id, 'completed');
    const { summary } = version;
    await says(
      frame,
      `${summary.originalTokens.toLocaleString('en')} → ${summary.compactedTokens.toLocaleString('en')}`,
    );
    await says(frame, `${version.version} (latest)`);
    await openTab(frame, 'Summary');
    const { facts, decisions, preferences, narrative } = summary.content;
    expect(facts.length).toBeGreaterThan(50);
    for (const [title, items] of [
      ['Facts', facts],
      ['Decisions', decisions],
      ['Preferences', preferences],
    ] as const) {
      await says(frame, new RegExp(`${title} ${items.length}\\b`, 'i'));
    }
    await pick(frame, 'Narrative');
    await says(frame, asRead(narrative[0] ?? 'none'));
    await closeInspected(rig);
  });

  it.each(pages)('%s: every id of it is listed, and none is looked up unless it is likely', async (name) => {
    const html = readFileSync(join(DATA, 'pages', name), 'utf8');
    const ids = [...new Set((html.match(UUID) ?? []).map((id) => id.toLowerCase()))].sort();
    expect(ids.length).toBeGreaterThan(0);
    const page = await rig.extension.visit(`${origin}/${name}`);
    rig.emulator.world.log.clear();
    const { frame } = await rig.extension.openPanel(page);
    await until(async () => (await listed(frame)).length >= ids.length, `${ids.length} ids`, 20_000);
    expect((await listed(frame)).sort()).toEqual(ids);
    expect(requests(rig)).toEqual([]);
    await closeInspected(rig);
  });

  it('no page and no worker complained', () => expect(rig.extension.errors()).toEqual([]));
});
