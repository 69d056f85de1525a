import type { Frame } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { BARE, compactions, lookUp } from '../support/e2e/panel-page.ts';
import { ask, requests } from '../support/e2e/rig.ts';
import { alertWith, click, has, named, press, says, shows, textOf } from '../support/e2e/view.ts';

const DIALOG = 'Compact this conversation';

/** `frame`: the panel on a page without ids. */
const it = testsWith({ settings: { runSeconds: 1 } }).extend<{ frame: Frame }>({
  frame: async ({ inspect }, use) => use((await inspect(BARE)).frame),
});

async function openDialog(frame: Frame, id: string, status: string): Promise<void> {
  await lookUp(frame, id, status);
  await press(frame, 'Compact…');
  await says(frame, DIALOG);
}

/** Its name ends with a hint that changes. */
async function fillTarget(frame: Frame, text: string): Promise<void> {
  await click(frame, '::-p-xpath(//dialog//label[starts-with(normalize-space(), "Target tokens")]//input)', {
    count: 3,
  });
  await frame.page().keyboard.sendCharacter(text);
}

const isOpen = async (frame: Frame) => (await textOf(frame)).includes(DIALOG);

describe('Compact…', () => {
  it('asks before it sends: what it does, that it costs, and what there is to pay with', async ({ rig, frame }) => {
    await openDialog(frame, IDS.fresh, 'completed');
    const strategies = await frame.$$eval('dialog input[type=radio]', (all) =>
      all.map((one) => (one as HTMLInputElement).value),
    );
    expect(strategies).toEqual(['aggressive', 'balanced', 'conservative', 'adaptive']);
    for (const words of ['keeps about 15%', 'Balance: 250 credits.', IDS.fresh]) await says(frame, words);
    await says(frame, /Costs about 1 credit \([1-9]\d* tokens\)\. Balance: 250 credits\./);
    await fillTarget(frame, 'a few');
    await press(frame, 'Compact');
    await alertWith(frame, 'Enter a whole number above 0, or leave it empty.');
    await press(frame, 'Cancel');
    await until(async () => !(await isOpen(frame)), 'the dialog to close');
    expect(compactions(rig)).toEqual([]);
  });

  it('sends what was chosen, once, and follows the run to its end [F45]', async ({ rig, world, frame }) => {
    await openDialog(frame, IDS.fresh, 'completed');
    await click(frame, 'dialog input[value=aggressive]');
    await fillTarget(frame, '300');
    await click(frame, 'dialog input[type=checkbox]');
    world.configure({ runSeconds: 3600 });
    await click(frame, named('Compact'), { count: 2 });
    await until(async () => !(await isOpen(frame)), 'the dialog to close');
    await shows(frame, { id: IDS.fresh, status: 'in_progress' });
    world.finishRun(IDS.fresh);
    world.configure({ runSeconds: 1 });
    await shows(frame, { id: IDS.fresh, status: 'completed', source: 'cloud' });
    await says(frame, /Compacted v2 · aggressive/);
    expect(compactions(rig)).toEqual([
      { conversation_id: IDS.fresh, force: true, strategy: 'aggressive', target_tokens: 300 },
    ]);
    expect(world.conversation(IDS.fresh)?.runs.length).toBe(2);
  });

  it('of a run that somebody else started meanwhile: says so, and follows that one [F31] [F45]', async ({
    rig,
    world,
    frame,
  }) => {
    await openDialog(frame, IDS.threeVersions, 'completed');
    world.startRun(IDS.threeVersions, { seconds: 3600 });
    await press(frame, 'Compact');
    await alertWith(frame, 'A compaction is already running');
    await alertWith(frame, 'A compaction is already in progress for this conversation');
    await says(frame, "You're now watching the existing run.");
    expect(await has(frame, 'Compact')).toBe(false);
    await press(frame, 'Close');
    await shows(frame, { id: IDS.threeVersions, status: 'in_progress' });
    world.finishRun(IDS.threeVersions);
    await shows(frame, { id: IDS.threeVersions, status: 'completed' });
    await says(frame, /Compacted v4/);
    expect(compactions(rig).length).toBe(1);
  });

  it('is not on offer while a run is in progress, and is again after it [C13]', async ({ rig, world, frame }) => {
    // Young, it is asked for often.
    world.finishRun(IDS.inProgress);
    world.startRun(IDS.inProgress, { seconds: 3600 });
    await lookUp(frame, IDS.inProgress, 'in_progress');
    await press(frame, 'Compact…');
    expect(await isOpen(frame)).toBe(false);
    world.finishRun(IDS.inProgress);
    await shows(frame, { id: IDS.inProgress, status: 'completed' });
    await press(frame, 'Compact…');
    await says(frame, DIALOG);
    expect(compactions(rig)).toEqual([]);
  });
});

describe('a compaction that nobody can tell the end of', () => {
  it.for([
    ['an error of the server', { status: 503, body: { kind: 'empty' } }, 'Synap is unavailable'],
    ['a broken answer', { body: { kind: 'broken-json' } }, 'This is not the Synap API'],
    ['an answer cut off', { truncateAt: 10, carryOut: true }, "Synap can't be reached"],
  ] as const)('is sent once: %s [F45]', async ([, fault, title], { rig, world, frame }) => {
    world.faults.add({ method: 'POST', path: '/compact$', fault });
    await openDialog(frame, IDS.stale, 'completed');
    await press(frame, 'Compact');
    await alertWith(frame, title);
    expect(compactions(rig).length).toBe(1);
    await press(frame, 'Cancel');
    await until(async () => !(await isOpen(frame)), 'the dialog to close');
    // Followed or not: nothing that comes later sends it again.
    await press(frame, 'Refresh');
    await shows(frame, { id: IDS.stale, status: 'completed', source: 'cloud' });
    expect(compactions(rig).length).toBe(1);
  });

  it('by a connection that died is one compaction, whatever the browser repeats [F45]', async ({ world, frame }) => {
    world.faults.add({ method: 'POST', path: '/compact$', fault: { reset: 'at-once' } });
    await openDialog(frame, IDS.stale, 'completed');
    await press(frame, 'Compact');
    await alertWith(frame, "Synap can't be reached");
    const sent = world.log.list({ kind: 'api', path: /\/compact$/ });
    // Chromium repeats it by itself for each connection that it had kept; the extension sent it once.
    const calls = await ask(frame, 'requests', { conversationId: IDS.stale as never });
    const compact = calls.ok
      ? calls.value.filter(({ call, errorKind }) => call === 'compact' && errorKind === 'unreachable')
      : [];
    expect(compact[0]).toMatchObject({ attempt: 1, correlationId: sent[0]?.headers['x-correlation-id'] });
    expect(new Set(sent.map(({ headers }) => headers['x-correlation-id'])).size).toBe(1);
    await press(frame, 'Cancel');
  });
});

describe("the panel's bar", () => {
  it('tells the credits left after the first look-up, and again after a run', async ({ rig, frame }) => {
    const balances = () => requests(rig, /\/credits\/balance$/).length;
    expect(await frame.$('.credits-left')).toBeNull();
    expect(balances()).toBe(0);
    await lookUp(frame, IDS.stale, 'completed');
    await says(frame, '250 credits');
    expect(balances()).toBe(1);
    // The run was paid for: the next balance is less.
    await press(frame, 'Compact…');
    await says(frame, 'Balance: 250 credits.');
    await press(frame, 'Compact');
    await shows(frame, { id: IDS.stale, status: 'completed', source: 'cloud' });
    await until(async () => /24\d credits/.test(await textOf(frame)), 'the credits that are left then');
  });
});

describe('a locked profile', () => {
  it('does not offer it, and the worker refuses it', async ({ rig, frame, options }) => {
    await press(options, 'Lock compactions', 'checkbox');
    await press(options, 'Save');
    await says(options, 'Saved');
    await lookUp(frame, IDS.stale, 'completed');
    const offers = () =>
      frame.$$eval('button', (all) =>
        all.filter((one) => one.innerText.startsWith('Compact…')).map((one) => one.ariaDisabled === 'true'),
      );
    await until(async () => (await offers()).length > 0 && (await offers()).every(Boolean), 'Compact… to be locked');
    const outcome = await ask(frame, 'compact', {
      profileId: 'default',
      conversationId: IDS.stale as never,
      strategy: null,
      targetTokens: null,
      force: false,
    });
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'compaction-locked' } });
    expect(compactions(rig)).toEqual([]);
  });
});
