import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { Fault } from '../emulator/fault.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { BARE, lookUp } from '../support/e2e/panel-page.ts';
import { ask, requests, type Rig } from '../support/e2e/rig.ts';
import { alertWith, has, press, says, shows, textOf } from '../support/e2e/view.ts';

/** The worker dies under open views. */

const it = testsWith({ settings: { runSeconds: 3600 } });

/** Stops the worker, and makes sure that it was this one. */
async function kill({ extension }: Rig): Promise<void> {
  await (await extension.worker()).evaluate(() => Reflect.set(globalThis, 'marked', true));
  await extension.stopWorker();
}

async function isAnother({ extension }: Rig): Promise<boolean> {
  return (await extension.worker()).evaluate(() => !Reflect.has(globalThis, 'marked'));
}

describe('a worker that is stopped', () => {
  it('wakes at the next click, in the full view and in the panel [F1]', async ({ rig, world, openView, inspect }) => {
    const full = await openView(IDS.threeVersions);
    await shows(full, { status: 'completed' });
    const { frame } = await inspect(BARE);
    await lookUp(frame, IDS.failed, 'failed');
    await kill(rig);
    world.log.clear();
    await press(frame, 'Refresh');
    await until(
      () => requests(rig, new RegExp(`${IDS.failed}/compaction/status`)).length === 1,
      "the panel's question",
    );
    await shows(frame, { id: IDS.failed, status: 'failed', source: 'cloud' });
    expect(await isAnother(rig)).toBe(true);
    await kill(rig);
    await press(full, 'Refresh');
    await until(
      () => requests(rig, new RegExp(`${IDS.threeVersions}/compaction/status`)).length === 1,
      "the full view's question",
    );
    await shows(full, { id: IDS.threeVersions, status: 'completed', source: 'cloud' });
    expect(await isAnother(rig)).toBe(true);
  });

  it('in the middle of a question is asked it once more, and answers [F2]', async ({ rig, world, openView }) => {
    const page = await openView(IDS.exotic);
    await shows(page, { status: 'completed' });
    const { faults } = world;
    world.log.clear();
    faults.add({ path: `${IDS.exotic}/compaction/status`, count: 1, fault: { hold: true } });
    await press(page, 'Refresh');
    await until(() => faults.heldCount === 1, 'the question to be under way');
    await kill(rig);
    await until(() => requests(rig, new RegExp(`${IDS.exotic}/compaction/status`)).length === 2, 'the second asking');
    await until(
      () => page.$eval('[aria-busy]', (button) => button.getAttribute('aria-busy') === 'false'),
      'the answer',
    );
    await shows(page, { status: 'completed', source: 'cloud' });
    expect(await isAnother(rig)).toBe(true);
    // Its answer is the proof that nothing else waits to be sent.
    await ask(page, 'balance', {});
    expect(requests(rig, new RegExp(`${IDS.exotic}/compaction/status`))).toHaveLength(2);
  });

  it('in the middle of a compaction never sends it again [F45]', async ({ rig, world, openView }) => {
    const page = await openView(IDS.neverCompacted);
    await shows(page, { status: 'none' });
    await press(page, 'Compact…');
    await says(page, /Balance: \d+ credits/);
    const { faults } = world;
    // With a status of its own it is not carried out when it is let go at the end.
    faults.add({ method: 'POST', path: 'compact$', fault: { hold: true, status: 503 } });
    await press(page, 'Compact');
    await until(() => faults.heldCount === 1, 'the compaction to be under way');
    await kill(rig);
    expect(await alertWith(page, "The extension's background worker stopped before answering")).toBeTruthy();
    await says(page, 'Check the status before starting another.');
    await ask(page, 'balance', {});
    await page.reload();
    await shows(page, { status: 'none' });
    expect(await isAnother(rig)).toBe(true);
    expect(requests(rig, /compact$/)).toHaveLength(1);
  });

  it.for<[string, Fault]>([
    ['is answered with 503', { status: 503 }],
    ['loses its connection', { reset: 'at-once' }],
    ['is answered by a login page', { body: { kind: 'login-page' } }],
  ])('or one that lives: a compaction that %s is sent once [F45]', async ([, fault], { world, openView }) => {
    const page = await openView(IDS.neverCompacted);
    await shows(page, { status: 'none' });
    await press(page, 'Compact…');
    await says(page, /Balance: \d+ credits/);
    world.faults.add({ method: 'POST', path: 'compact$', fault });
    await press(page, 'Compact');
    await until(() => has(page, 'Check the status'), 'the error');
    await says(page, 'Check the status before starting another.');
    expect(await textOf(page)).not.toContain('and again on retry');
    const sent = world.log.list({ kind: 'api', path: /compact$/ });
    // A browser may repeat by itself what died on a used connection: that is one compaction, by its correlation id.
    expect(new Set(sent.map(({ headers }) => headers['x-correlation-id'])).size).toBe(1);
    if (fault.reset === undefined) expect(sent).toHaveLength(1);
  });

  it('comes back by itself to a view that waits for news [F6]', async ({ rig, world, openView }) => {
    world.startRun(IDS.fresh);
    const page = await openView(IDS.fresh);
    await shows(page, { status: 'in_progress' });
    await kill(rig);
    // No click: the port alone brings the worker back, and its polling the news.
    world.finishRun(IDS.fresh);
    await shows(page, { status: 'completed' });
    await says(page, /Compacted v2/);
    expect(await isAnother(rig)).toBe(true);
  });
});
