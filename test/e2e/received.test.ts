import { describe, expect } from 'vitest';
import { IDS } from '../emulator/conversations/catalogue.ts';
import type { World } from '../emulator/world.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { requests } from '../support/e2e/rig.ts';
import { alertWith, click, openTab, press, says, shows, textOf } from '../support/e2e/view.ts';

/** How the full view handles answers that no decent server gives, and answers that a parser would change. */

const ID = IDS.fresh;
const it = testsWith();

function answers(world: World, path: string, text: string): void {
  world.faults.add({ path: `${ID}/${path}`, fault: { body: { kind: 'text', text, contentType: 'application/json' } } });
}

describe('[root 1] an answer for another conversation', () => {
  it('is an error that says so; it is neither shown nor cached', async ({ rig, world, openView }) => {
    world.faults.add({ path: `${ID}/compaction/status`, fault: { patch: { conversation_id: IDS.threeVersions } } });
    const page = await openView(ID);
    expect(await alertWith(page, 'Response for another conversation')).toContain(IDS.threeVersions);
    await shows(page, { id: ID, status: 'error' });
    expect(await textOf(page)).not.toContain('Completed');
    world.faults.clear();
    world.log.clear();
    const again = await openView(ID);
    await shows(again, { id: ID, status: 'completed', source: 'cloud' });
    expect(requests(rig, /compaction\/status/)).toHaveLength(1);
  });
});

describe('[root 5] an answer with too much in it', () => {
  it('of two million facts is shown as far as it goes, and counted', async ({ world, openView }) => {
    answers(world, 'compacted', `{"version":1,"formatted_context":"","facts":[${'"a",'.repeat(1_999_999)}"a"]}`);
    const page = await openView(ID);
    await shows(page, { id: ID, status: 'completed' });
    await openTab(page, 'Summary');
    await says(page, 'facts (first 10,000 of 2,000,000)');
    await says(page, /facts 10,000 \/ 2,000,000/i);
  });

  it('whose error message has 5.6 MB is shown in part, and says so', async ({ world, openView }) => {
    const words = `It failed. ${'x'.repeat(5_600_000)}`;
    answers(world, 'compaction/status', JSON.stringify({ status: 'failed', error_message: words }));
    const page = await openView(ID);
    await shows(page, { id: ID, status: 'failed' });
    await says(page, 'error_message (first 4,000 of 5,600,011 characters)');
    expect((await textOf(page)).length).toBeLessThan(20_000);
    await openTab(page, 'Raw');
    await says(page, '"error_message":"It failed. xxx');
  });
});

describe('[T07] what a parser would change', () => {
  const state = '{"order_id":12345678901234567890,"price":19.90,"limit":1e400,"steps":{"10":"pay","9":"check"}}';
  const body = `{"formatted_context":"Order shipped.","version":1,"current_state":${state},"__proto__":{"kept":true}}`;

  it('stands in Raw and in the state as it came', async ({ world, openView }) => {
    answers(world, 'compacted', body);
    const page = await openView(ID);
    await shows(page, { id: ID, status: 'completed' });
    await openTab(page, 'Summary');
    await says(page, /order_id:? 12345678901234567890.*price:? 19\.90.*limit:? 1e400.*10:? pay.*9:? check/);
    await openTab(page, 'Raw');
    await click(page, '.raw-tab input[value="summary"]');
    await says(page, body);
    await press(page, 'Refresh');
    await says(page, body);
  });
});
