import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { fakeDevtools } from '../../../support/fake-devtools.ts';
import { until } from '../../../support/settle.ts';

vi.mock('../../../../src/platform/browser.ts', () => ({ browser: { devtools: fakeDevtools } }));
const { addPanelTab } = await import('../../../../src/platform/devtools/panel-tab.ts');
const { whileShown } = await import('../../../../src/platform/devtools/while-shown.ts');

let panel: { page: string; show: () => void; hide: () => void };
let look: (visible: boolean) => void;

beforeEach(async () => {
  fakeDevtools.inspectedWindow.tabId += 1;
  fakeDevtools.panels['create'] = async (_title: string, _icon: string, page: string) => {
    panel = { page, show: () => undefined, hide: () => undefined };
    return {
      onShown: { addListener: (listener: () => void) => (panel.show = listener) },
      onHidden: { addListener: (listener: () => void) => (panel.hide = listener) },
    };
  };
  await addPanelTab('Synap', '/icon.png', '/panel.html');
});

/** What a panel that begins now is told, one after the other. */
function watched(): boolean[] {
  const told: boolean[] = [];
  const watch = whileShown((listener) => {
    look = listener;
    listener(true);
    return () => undefined;
  });
  onTestFinished(watch((visible) => told.push(visible)));
  return told;
}

const become = (told: boolean[], wanted: boolean[]) => until(() => told.join() === wanted.join());

it('a panel is out of view while another tool is shown', async () => {
  const told = watched();
  panel.hide();
  await become(told, [true, false]);
  panel.show();
  await become(told, [true, false, true]);
});

it('a panel that begins behind another tool hears of it', async () => {
  panel.show();
  panel.hide();
  await become(watched(), [true, false]);
});

it('a panel that is shown can still be out of view', async () => {
  const told = watched();
  panel.hide();
  await become(told, [true, false]);
  look(false);
  panel.show();
  await become(told, [true, false, false, false]);
  look(true);
  await become(told, [true, false, false, false, true]);
});

it('what is told of another tab means nothing', async () => {
  const told = watched();
  const other = panel;
  fakeDevtools.inspectedWindow.tabId += 1;
  await addPanelTab('Synap', '/icon.png', '/panel.html');
  const toldThere = watched();
  panel.hide();
  await become(toldThere, [true, false]);
  expect(told).toEqual([true]);
  other.hide();
  await become(told, [true, false]);
});
