import { STATUS } from '../../src/core/conversation/part.ts';
import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { API_HOST } from '../support/browser/launch.ts';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { ask, giveKey, requests } from '../support/e2e/rig.ts';
import { alertWith, alerts, documentOf, fill, has, press, says, shows, textOf, valueOf } from '../support/e2e/view.ts';

const HOST = `https://${API_HOST}`;
const it = testsWith({ key: 'none' });

/** Notes down from now on all that the worker tells this page's port. */
async function overhear(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Reflect.set(globalThis, 'heard', heard);
    const port = chrome.runtime.connect({ name: 'view' });
    port.onMessage.addListener((message) => heard.push(JSON.stringify(message)));
    port.postMessage({
      type: 'view',
      version: chrome.runtime.getManifest().version,
      surface: 'options',
      visible: true,
      conversationIds: [],
    });
  });
  return () => page.evaluate(() => (Reflect.get(globalThis, 'heard') as string[]).join('\n'));
}

describe('a key on the options page', () => {
  it('is entered, tested and never given back [F83]', async ({ rig, options }) => {
    const heard = await overhear(options);
    const key = rig.emulator.keys.normal;
    await fill(options, 'API key', key);
    await press(options, 'Test connection');
    await says(
      options,
      /The connection works.*Client ID cli_2f94d07be1a8356c.*Instance ID inst_5c1e7a90b3d2f486.*250 credits/,
    );
    await says(options, `Stored: ends in ${key.slice(-4)}`);
    expect(await valueOf(options, 'API key')).toBe('');
    expect(await documentOf(options)).not.toContain(key);
    const read = { conversationId: IDS.fresh, part: STATUS, mode: 'fresh', priority: 'user' } as const;
    const answers = [
      await ask(options, 'overview', {}),
      await ask(options, 'requests', { conversationId: null }),
      await ask(options, 'test-connection', { profileId: 'default' }),
      await ask(options, 'read', read as never),
      await ask(options, 'balance', {}),
    ];
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
    expect(JSON.stringify(answers)).not.toContain(key);
    expect(await heard()).toContain('overview');
    expect(await heard()).not.toContain(key);
    // It did arrive where it belongs, or all this would prove nothing.
    expect(rig.emulator.world.log.text({ kind: 'api' })).toContain(key);
  });

  it('that Synap refuses is told so, and the next one is taken', async ({ rig, options }) => {
    await fill(options, 'API key', rig.emulator.keys.revoked);
    await press(options, 'Test connection');
    expect(await alertWith(options, 'Synap refused the key')).toContain('HTTP 401');
    await says(options, 'Enter another key above.');
    expect(await has(options, 'Go to the key')).toBe(true);
    await fill(options, 'API key', rig.emulator.keys.normal);
    await press(options, 'Test connection');
    await says(options, 'The connection works');
    expect(await alerts(options)).toEqual([]);
  });

  it('that cannot be one is refused before it is sent, and stays in the box', async ({ rig, options }) => {
    await fill(options, 'API key', 'synap with blanks');
    await press(options, 'Save');
    await alertWith(options, 'The key contains spaces or line breaks.');
    expect(await valueOf(options, 'API key')).toBe('synap with blanks');
    expect(requests(rig)).toEqual([]);
  });
});

describe('a base URL that a key may not be sent to', () => {
  it.for([
    ['synap, please', 'It is not a URL.'],
    ['https://user:word@synap.example', 'Remove the user name and password.'],
    ['https://synap.example/v1', 'Remove the path, query and fragment'],
    ['http://synap.example', 'Use https.'],
    ['https://0x7f.1', 'look-alike characters'],
  ] as const)('%s is refused with the reason, and stays as typed', async ([typed, words], { rig, options }) => {
    const before = await ask(options, 'overview', {});
    await fill(options, 'Base URL', typed);
    await press(options, 'Save');
    await alertWith(options, words);
    expect(await valueOf(options, 'Base URL')).toBe(typed);
    const after = await ask(options, 'overview', {});
    expect(after.ok && before.ok && after.value.settings).toEqual(before.ok && before.value.settings);
    expect(requests(rig)).toEqual([]);
  });
});

describe('the host permission', () => {
  it('that was taken back is asked for, nothing is sent without it, and all goes on with it [F87]', async ({
    rig,
    options,
    openView,
  }) => {
    await giveKey(rig);
    const view = await openView(IDS.fresh);
    await shows(view, { status: 'completed' });
    await rig.extension.revokeHost(`${HOST}/*`);
    await says(options, `The browser hasn't granted this extension access to ${HOST}.`);
    expect(await has(options, `Grant access to ${HOST}`)).toBe(true);
    rig.emulator.world.log.clear();
    await press(view, 'Refresh');
    await until(
      async () =>
        (await alerts(view)).some((text) => text.includes('needs permission to contact Synap') && text.includes(HOST)),
      'the view to say what is missing',
    );
    expect(requests(rig)).toEqual([]);
    await rig.extension.grantHost(`${HOST}/*`);
    // The view sees the permission come, and its button goes.
    await shows(view, { status: 'completed', source: 'cloud' });
    expect(requests(rig, /compaction.status/).length).toBeGreaterThan(0);
    await until(
      async () => !(await textOf(options)).includes("hasn't granted"),
      'the options page to drop its warning',
    );
  });

  it('of another host is asked for in the click, and nothing is sent while that is open', async ({
    options,
    other,
  }) => {
    await fill(options, 'Base URL', other.httpOrigin);
    await says(options, `The browser hasn't granted this extension access to ${other.httpOrigin}.`);
    await fill(options, 'API key', other.keys.normal);
    await press(options, 'Test connection');
    // Headless, nobody answers the browser's prompt.
    await says(options, 'Testing…');
    expect(await has(options, `Grant access to ${other.httpOrigin}`)).toBe(true);
    expect(other.world.log.count()).toBe(0);
  });
});

describe('another base URL', () => {
  it('forgets the key, and the new host sees none [F86]', async ({ rig, other, options, openView }) => {
    await rig.extension.grantHost('http://127.0.0.1/*');
    await giveKey(rig);
    await fill(options, 'Base URL', other.httpOrigin);
    await says(options, 'Saving a new URL deletes it.');
    await press(options, 'Save');
    await says(options, 'Saved');
    const overview = await ask(options, 'overview', {});
    expect(overview.ok && overview.value.profiles[0]).toMatchObject({
      key: null,
      origin: other.httpOrigin,
      originGranted: true,
    });
    const view = await openView(IDS.fresh);
    await says(view, 'No API key yet');
    expect(other.world.log.count()).toBe(0);
    // With a key of its own the new host is spoken to, and never hears of the old one.
    await fill(options, 'API key', other.keys.paid);
    await press(options, 'Test connection');
    await says(options, '5,000 credits');
    expect(other.world.log.text()).toContain(other.keys.paid);
    expect(other.world.log.text()).not.toContain(rig.emulator.keys.normal);
  });
});
