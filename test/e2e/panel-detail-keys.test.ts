import { describe, expect } from 'vitest';
import { until } from '../support/browser/until.ts';
import { IDS } from '../emulator/conversations/catalogue.ts';
import { testsWith } from '../support/e2e/fixtures.ts';
import { BARE, compactions, lookUp, type InspectedPage } from '../support/e2e/panel-page.ts';
import { openTab, press, says, shows } from '../support/e2e/view.ts';

/** `panel`: a conversation is open in the real panel. */
const it = testsWith().extend<{ panel: InspectedPage }>({
  panel: async ({ inspect }, use) => {
    const panel = await inspect(BARE);
    await lookUp(panel.frame, IDS.threeVersions, 'completed');
    await use(panel);
  },
});

async function pressFind({ devtools }: InspectedPage): Promise<void> {
  await devtools.keyboard.down('Control');
  await devtools.keyboard.press('f');
  await devtools.keyboard.up('Control');
}

/** Whether DevTools opened its drawer. */
const hasDrawer = ({ devtools }: InspectedPage) =>
  devtools.evaluate(
    "import('devtools://devtools/bundled/ui/legacy/legacy.js').then((ui) => ui.InspectorView.InspectorView.instance().drawerVisible())",
  );

describe('Ctrl+F in DevTools [A3]', () => {
  it.for([
    ['the list', '[role=listbox]'],
    ['a tab of the detail', '[role=tab][aria-selected=true]'],
    ['the id box', 'input[aria-label="Conversation id"]'],
  ] as const)('finds inside the conversation, from %s', async ([, selector], { panel }) => {
    const { frame, devtools } = panel;
    await frame.focus(selector);
    await pressFind(panel);
    await frame.waitForSelector('.find-bar input:focus');
    // Without a pause, as one types: what DevTools' own find bar took would be missing here.
    await devtools.keyboard.type('skylight');
    await says(frame, /1 of \d+/);
    expect(await frame.$eval('.find-bar input', (box) => (box as HTMLInputElement).value)).toBe('skylight');
  });
});

describe('Escape in DevTools [A4]', () => {
  it.for(['Cancel', 'Compact'])(
    'closes the Compact dialog from %s, and opens no drawer',
    async (button, { rig, panel }) => {
      const { frame, devtools } = panel;
      await openTab(frame, 'Status');
      await press(frame, 'Compact…');
      await says(frame, 'Compact this conversation');
      await until(() => frame.$('dialog[open]'), 'the dialog');
      await frame.evaluate(
        (word) =>
          [...document.querySelectorAll<HTMLElement>('dialog button')].find((one) => one.textContent === word)?.focus(),
        button,
      );
      await devtools.keyboard.press('Escape');
      await until(async () => (await frame.$('dialog[open]')) === null, 'the dialog to close');
      expect(await hasDrawer(panel)).toBe(false);
      await shows(frame, { id: IDS.threeVersions, status: 'completed' });
      expect(compactions(rig)).toEqual([]);
    },
  );
});
