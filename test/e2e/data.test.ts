import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it as plain } from 'vitest';
import { until } from '../support/browser/until.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { asRead, BARE, listed, listedUnfolded, lookUp, pick } from '../support/e2e/panel-page.ts';
import { requests } from '../support/e2e/rig.ts';
import { openTab, says, textOf } from '../support/e2e/view.ts';

/** Real conversations and real pages, where they are at hand; they are no part of the repository. */
const DATA = process.env['SYNAP_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

const QUIET = "default-src 'none'; style-src 'unsafe-inline'";

const it = testsWith({ own: { emulation: existsSync(DATA) ? { dataDir: DATA } : {} } });

describe('real data', () => {
  if (!existsSync(DATA)) {
    plain('is absent', () => process.stderr.write('real data: absent\n'));
    return;
  }
  const files = readdirSync(join(DATA, 'pages')).filter((name) => name.endsWith('.html'));

  it('of a long conversation is shown whole: tokens, every statement, the narrative', async ({ world, inspect }) => {
    const [conversation] = world.conversations();
    const version = conversation?.latestVersion;
    if (!conversation || !version) throw new Error('the data holds no conversation with a version');
    const { frame } = await inspect(BARE);
    await lookUp(frame, conversation.id, 'completed');
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
  });

  it.for(files)(
    '%s: every id of it is listed, and none is looked up unless it is likely',
    async (name, { rig, pages, inspect }) => {
      const html = readFileSync(join(DATA, 'pages', name), 'utf8');
      // Nothing of the pages' own world is asked for, and none of their code runs.
      pages.served.set(`/${name}`, { body: html, type: 'text/html; charset=utf-8', policy: QUIET });
      const ids = [...new Set((html.match(UUID) ?? []).map((id) => id.toLowerCase()))].sort();
      expect(ids.length).toBeGreaterThan(0);
      const { frame } = await inspect(`${pages.origin}/${name}`);
      const lists = async () => (await listedUnfolded(frame)).length >= ids.length;
      await until(lists, `${ids.length} ids`).catch(async (error: unknown) => {
        throw new Error(`${String(error)}; the panel says: ${await textOf(frame)}`);
      });
      expect((await listed(frame)).sort()).toEqual(ids);
      expect(requests(rig)).toEqual([]);
    },
  );
});
