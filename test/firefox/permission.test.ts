/** The browser's own prompt for a host, answered by hand: no other browser lets a test do so. */
import { expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { ask } from '../support/e2e/rig.ts';
import { alertWith, fill, press, says, textOf } from '../support/e2e/view.ts';

const it = testsWith({ key: 'none' });

it('of a new base URL: Block sends nothing and says so, Allow goes on', async ({ rig, options, other }) => {
  const { extension } = rig;
  const active = async () => {
    const overview = await ask(options, 'overview', {});
    return overview.ok ? overview.value.profiles[0] : null;
  };
  const blocked = `The browser hasn't granted this extension access to ${other.httpOrigin}.`;
  await fill(options, 'Base URL', other.httpOrigin);
  await fill(options, 'API key', other.keys.paid);
  await press(options, 'Test connection');
  expect(await extension.answerPrompt(false)).toContain('127.0.0.1');
  await alertWith(options, 'The extension needs permission to contact Synap');
  await says(options, blocked);
  expect(await active()).toMatchObject({ origin: other.httpOrigin, originGranted: false });
  expect(other.world.log.count()).toBe(0);

  await press(options, `Grant access to ${other.httpOrigin}`);
  await extension.answerPrompt(true);
  await until(async () => (await active())?.originGranted === true, 'the host to be granted');
  await until(async () => !(await textOf(options)).includes(blocked), 'the options page to drop its warning');
  await press(options, 'Test connection');
  await says(options, '5,000 credits');
  expect(other.world.log.text()).toContain(other.keys.paid);
});
