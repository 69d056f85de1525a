import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { requests, type Rig } from '../support/e2e/rig.ts';
import { press, says, shows } from '../support/e2e/view.ts';

/** The event page, which Firefox stops once nothing has happened for a while. */

const IDLE_MS = 12_000;
const it = testsWith({
  own: { launching: { prefs: { 'extensions.background.idle.timeout': IDLE_MS } } },
  settings: { runSeconds: 3600 },
});

/** When it began: no two have the same. One that was stopped is woken. */
async function beginOf({ extension }: Rig): Promise<number> {
  return (await extension.worker()).evaluate(() => performance.timeOrigin);
}

const statusOf = (rig: Rig, id: string) => requests(rig, new RegExp(`${id}/compaction/status`)).length;

describe('the event page', () => {
  it('that Firefox stopped because it was idle works at the next click [F15]', async ({ rig, world, openView }) => {
    const view = await openView(IDS.threeVersions);
    await shows(view, { status: 'completed' });
    const first = await beginOf(rig);
    await until(async () => (await beginOf(rig)) !== first, 'Firefox to stop it', 4 * IDLE_MS);
    world.log.clear();
    await press(view, 'Refresh');
    await until(() => statusOf(rig, IDS.threeVersions) === 1, 'the question');
    await shows(view, { id: IDS.threeVersions, status: 'completed', source: 'cloud' });
  });

  it('is not idle while a question is open: what takes longer is asked once, and answered [F15]', async ({
    rig,
    world,
    openView,
  }) => {
    const read = await openView(IDS.exotic);
    await shows(read, { status: 'completed' });
    const compacted = await openView(IDS.neverCompacted);
    await shows(compacted, { status: 'none' });
    await press(compacted, 'Compact…');
    await says(compacted, /Balance: \d+ credits/);
    const { faults } = world;
    faults.add({ path: `${IDS.exotic}/compaction/status`, count: 1, fault: { hold: true } });
    faults.add({ method: 'POST', path: 'compact$', count: 1, fault: { hold: true } });
    const first = await beginOf(rig);
    world.log.clear();
    const askedAt = Date.now();
    await press(compacted, 'Compact');
    await press(read, 'Refresh');
    await until(() => faults.heldCount === 2, 'both questions to be under way');
    await until(
      () => Date.now() > askedAt + IDLE_MS + 1500,
      'the time after which an idle page is stopped',
      2 * IDLE_MS,
    );
    faults.release();
    await shows(read, { status: 'completed', source: 'cloud' });
    await shows(compacted, { status: 'in_progress' });
    expect(await beginOf(rig)).toBe(first);
    expect(statusOf(rig, IDS.exotic)).toBe(1);
    expect(requests(rig, /compact$/)).toHaveLength(1);
  });
});
