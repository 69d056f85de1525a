import type { Frame } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { promptText, renderSummary } from '../emulator/render.ts';
import type { World } from '../emulator/world.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { asRead, BARE, lookUp, pick, statusRequests } from '../support/e2e/panel-page.ts';
import { requests, type Rig } from '../support/e2e/rig.ts';
import { click, has, openTab, press, says, shown, shows, textOf } from '../support/e2e/view.ts';

const ID = IDS.threeVersions;

/** `frame`: the panel on a page without ids. */
const it = testsWith().extend<{ frame: Frame }>({
  frame: async ({ inspect }, use) => use((await inspect(BARE)).frame),
});

function latestOf(world: World, id: string) {
  const version = world.conversation(id)?.latestVersion;
  if (!version) throw new Error(`the emulator has no version of ${id}`);
  return version;
}

const count = (tokens: number) => tokens.toLocaleString('en');
/** How often a summary or prompt was asked for with exactly this query. */
const asked = (rig: Rig, id: string, tail: string) =>
  requests(rig).filter((line) => line.endsWith(`${id}/${tail}`)).length;

/** What the button copies. Each copies another text. */
async function copied(
  { extension }: Rig,
  frame: Frame,
  button: string,
  copy = () => press(frame, button),
): Promise<string> {
  const before = await extension.readClipboard();
  await frame.page().bringToFront();
  await copy();
  const text = await until(async () => {
    const now = await extension.readClipboard();
    return now !== before && now;
  }, `${button} to copy`);
  await frame.page().bringToFront();
  return text;
}

describe('Status', () => {
  it('says of a completed run all that Synap told', async ({ rig, world, frame }) => {
    await lookUp(frame, ID, 'completed');
    const { summary, run } = latestOf(world, ID);
    const kept = Math.round((100 * summary.compactedTokens) / summary.originalTokens);
    const tokens = `${count(summary.originalTokens)} → ${count(summary.compactedTokens)}`;
    for (const words of [
      tokens,
      `kept ${kept}% (saved ${100 - kept}%)`,
      '3 (latest)',
      'balanced (targets about 40%)',
      '0.91 validation score · passed',
      'No quality warning',
    ]) {
      await says(frame, words);
    }
    await says(frame, `${count(summary.originalTokens - summary.compactedTokens)} fewer tokens`);
    await says(frame, /Fresh.*The summary is \d+ min/);
    await says(frame, run.compactionId);
    await says(frame, /(cloud|cache) · [\d.]+ m?s expires in \d/);
    expect(await copied(rig, frame, 'Copy status line')).toMatch(
      new RegExp(`^Compacted v3 · balanced · ${tokens} tokens \\(kept ${kept}%\\) · score 0\\.91 · \\d+ min ago$`),
    );
  });

  it('tells the correlation id that went out, and how long the answer holds', async ({ world, frame }) => {
    await lookUp(frame, ID, 'completed');
    world.log.clear();
    await press(frame, 'Refresh');
    await shows(frame, { id: ID, status: 'completed', source: 'cloud' });
    const sent = await until(
      () => world.log.list({ kind: 'api', path: /compaction\/status/ })[0]?.headers['x-correlation-id'],
      'the request',
    );
    await says(frame, String(sent));
    await says(frame, /expires in (5 min|4 min \d+ s)/);
  });

  it('says what is newer than a stale summary', async ({ frame }) => {
    await lookUp(frame, IDS.stale, 'completed');
    await says(frame, '6 messages are newer than this summary');
    await says(frame, /Stale/);
  });

  it('gives the reason of a failed run', async ({ world, frame }) => {
    await lookUp(frame, IDS.failed, 'failed');
    const words = world.conversation(IDS.failed)?.latestRun?.errorMessage ?? 'none';
    await says(frame, words);
    expect(await textOf(frame)).toContain(`Compaction failed · ${words.slice(0, 160)}`);
  });

  it('shows a warning of low quality in its words', async ({ world, frame }) => {
    await lookUp(frame, IDS.qualityWarning, 'completed');
    await says(frame, `Quality warning ${latestOf(world, IDS.qualityWarning).run.qualityWarning ?? 'none'}`);
    await says(frame, '0.56');
  });

  it('shows a status word of the future as it is', async ({ frame }) => {
    await lookUp(frame, IDS.unknownStatus, 'unknown');
    await says(frame, 'Unknown status “archived”');
  });

  it('says so of what was never compacted, and offers to', async ({ frame }) => {
    await lookUp(frame, IDS.none, 'none');
    await says(
      frame,
      /Never compacted 10 messages, ≈ \d+ tokens Synap has this conversation but hasn't summarised it yet\./,
    );
    expect(await has(frame, 'Compact…')).toBe(true);
  });

  it('shows the versions before, and progress, of a run in progress', async ({ frame }) => {
    await lookUp(frame, IDS.inProgress, 'in_progress');
    await says(frame, /Running for \d+/);
    await says(frame, '2 (previous run)');
    await says(frame, /Tokens of version 2, before this run/i);
  });
});

describe('Summary', () => {
  it('counts and lists what was kept, and tells it in each format', async ({ rig, world, frame }) => {
    await lookUp(frame, ID, 'completed');
    await openTab(frame, 'Summary');
    const { content } = latestOf(world, ID).summary;
    for (const [title, items] of [
      ['Facts', content.facts],
      ['Decisions', content.decisions],
      ['Preferences', content.preferences],
    ] as const) {
      await says(frame, new RegExp(`${title} ${items.length}`, 'i'));
      const text = await textOf(frame);
      for (const item of items) expect(text).toContain(asRead(item.content));
    }
    await says(frame, /Current state participants/i);
    for (const [word, format] of [
      ['Narrative', 'narrative'],
      ['Injection', 'injection'],
    ] as const) {
      await pick(frame, word);
      await says(frame, asRead(renderSummary(content, format, 3)));
    }
    expect(await copied(rig, frame, 'Copy all of the summary')).toBe(renderSummary(content, 'injection', 3));
    await pick(frame, 'Structured');
  });

  it('asks for a pinned version from the cloud each time, and for the latest from the cache', async ({
    rig,
    world,
    frame,
  }) => {
    await lookUp(frame, ID, 'completed');
    await openTab(frame, 'Summary');
    await says(frame, /Facts \d/i);
    world.log.clear();
    const version = await frame.waitForSelector('::-p-aria([name="Version"][role="combobox"])');
    const first = world.conversation(ID)?.versions[0]?.summary.content.facts ?? [];
    const gone =
      first.find(({ content }) => !latestOf(world, ID).summary.content.facts.some((fact) => fact.content === content))
        ?.content ?? 'nothing';
    for (const times of [1, 2]) {
      await version?.select('1');
      await says(frame, 'Showing version 1. Pinned versions always come from Synap');
      await until(
        () => asked(rig, ID, 'compacted?format=structured&version=1') === times,
        `the request number ${times} for version 1`,
      );
      await says(frame, gone);
      await version?.select('');
      await says(frame, latestOf(world, ID).summary.content.facts.at(-1)?.content ?? 'nothing');
      expect(await textOf(frame)).not.toContain(gone);
    }
    expect(asked(rig, ID, 'compacted?format=structured')).toBe(0);
    expect(asked(rig, ID, 'compacted?format=structured&version=1')).toBe(2);
  });
});

describe('Prompt', () => {
  it('shows the context in each style', async ({ rig, world, frame }) => {
    await lookUp(frame, ID, 'completed');
    await openTab(frame, 'Prompt');
    const { content, compactedTokens } = latestOf(world, ID).summary;
    for (const [word, style] of [
      ['Narrative', 'narrative'],
      ['Bullet points', 'bullet_points'],
      ['Structured', 'structured'],
    ] as const) {
      await pick(frame, word);
      await says(frame, asRead(renderSummary(content, style, 3)));
      const tokens = Math.ceil(renderSummary(content, style, 3).length / 4);
      // Synap counted the structured text.
      const told = style === 'structured' ? count(compactedTokens) : `≈ ${count(tokens)}`;
      await says(frame, `From the summary: ${told} tokens`);
      // The structured one was there before, for the Status tab.
      if (style !== 'structured') expect(asked(rig, ID, `context-for-prompt?style=${style}`)).toBe(1);
    }
  });

  it('tells what comes from recent messages', async ({ world, frame }) => {
    await lookUp(frame, IDS.stale, 'completed');
    await openTab(frame, 'Prompt');
    const recent = world.conversation(IDS.stale)?.recentMessages ?? [];
    const tokens = Math.ceil((promptText(null, recent) ?? '').length / 4);
    await says(frame, new RegExp(`From recent messages: ≈ ${count(tokens)} tokens 6 messages`));
    // The shares are drawn before the text.
    await says(frame, asRead(recent.at(-1)?.content ?? 'no message'));
    const said = await textOf(frame);
    // Each stands there once, in reading order.
    for (const { content } of recent) expect(said.split(asRead(content))).toHaveLength(2);
    expect(said).not.toContain('Not in the text');
  });

  it('tells which recent messages are not in the text, and that none is of a summary', async ({ world, frame }) => {
    await lookUp(frame, IDS.unknownStatus, 'unknown');
    await openTab(frame, 'Prompt');
    const newest = world.conversation(IDS.unknownStatus)?.recentMessages.at(-1);
    await says(frame, 'Not in the text: ≈');
    await says(frame, 'your app must add them to the prompt');
    await says(frame, asRead(newest?.content ?? 'no message'));
    const said = await textOf(frame);
    expect(said.slice(said.lastIndexOf('Not in the text'))).toContain(asRead(newest?.content ?? 'no message'));
    await lookUp(frame, IDS.none, 'none');
    await openTab(frame, 'Prompt');
    await says(frame, 'all of this text is messages');
    const detail = await frame.$eval('.detail', (node) => (node as HTMLElement).innerText);
    expect(detail).not.toMatch(/Fresh|Stale|From the summary/);
  });
});

describe('Requests and Raw', () => {
  it('lists each call with its status and time, to be copied without the key [F80]', async ({ rig, frame }) => {
    await lookUp(frame, ID, 'completed');
    await press(frame, 'Refresh');
    await shows(frame, { id: ID, source: 'cloud' });
    await openTab(frame, 'Requests');
    const rows = () =>
      frame.$$eval('table tbody tr', (all) =>
        all.map((one) =>
          [...one.querySelectorAll('td')]
            .slice(1, 6)
            .map((cell) => cell.innerText.trim())
            .join('|'),
        ),
      );
    const status = await until(
      async () => (await rows()).find((line) => /compaction\/status\|200\|[\d,]+ ms · server 3\|cloud\|1/.test(line)),
      'the call for the status',
    );
    expect(status).toMatch(/^GET compaction\/status\|/);
    expect((await rows()).join('\n')).toMatch(/GET compacted structured\|200/);
    const snippet = (name: string) =>
      copied(rig, frame, name, async () => {
        await press(frame, 'Copy as');
        await click(frame, `::-p-aria([name="${name}"][role="menuitem"])`);
      });
    const curl = await snippet('cURL');
    expect(curl).toContain('Authorization: Bearer $SYNAP_API_KEY');
    expect(curl).toMatch(new RegExp(`https://synap-cloud-prod\\.maximem\\.ai/v1/conversations/${ID}/`));
    for (const name of ['Python', 'JavaScript', 'Copy support bundle']) {
      const text = await (name.startsWith('Copy') ? copied(rig, frame, name) : snippet(name));
      expect(text, name).toContain(ID);
      expect(text, name).not.toContain(rig.emulator.keys.normal);
    }
    expect(curl).not.toContain(rig.emulator.keys.normal);
  });

  it('shows fields that nobody knows yet, as they came', async ({ world, frame }) => {
    world.faults.add({ path: `${IDS.fresh}/compaction/status`, fault: { mutate: 'extra' } });
    await lookUp(frame, IDS.fresh, 'completed');
    await press(frame, 'Refresh');
    await shows(frame, { id: IDS.fresh, status: 'completed', source: 'cloud' });
    await openTab(frame, 'Raw');
    await says(frame, /"x_new_field": ?\{ ?"added": ?\[ ?"later", ?1, ?null ?\] ?\}, ?"another": ?"field"/);
    await says(frame, new RegExp(`"conversation_id": ?"${IDS.fresh}"`));
  });
});

describe('coming back to a conversation', () => {
  it('is answered from the cache until that is cleared; Refresh asks Synap', async ({ rig, world, frame, options }) => {
    await lookUp(frame, ID, 'completed');
    await lookUp(frame, IDS.fresh, 'completed');
    world.log.clear();
    await lookUp(frame, ID, 'completed');
    await shows(frame, { id: ID, status: 'completed', source: 'cache' });
    await says(frame, /Compacted v3.*Fresh/);
    expect(requests(rig, new RegExp(ID))).toEqual([]);
    await press(frame, 'Refresh');
    await shows(frame, { id: ID, source: 'cloud' });
    await until(() => requests(rig, new RegExp(ID)).length === 3, 'status, summary and prompt to be asked for');
    expect((await shown(frame))?.status).toBe('completed');
    expect(statusRequests(rig, IDS.fresh)).toBe(0);
    await press(options, 'Clear cache');
    await says(options, /responses? dropped/);
    await lookUp(frame, IDS.fresh, 'completed');
    expect(statusRequests(rig, IDS.fresh)).toBe(1);
  });
});
