import { describe, expect, it } from 'vitest';
import { succeed } from '../../../../src/core/errors.ts';
import type { ConversationId } from '../../../../src/core/conversation/conversation.ts';
import type { PageSource } from '../../../../src/panel/discovery/page-source.ts';
import { decodePanelState, readStart } from '../../../../src/panel/memory/panel-state.ts';
import { createPanelModel } from '../../../../src/panel/panel-model.ts';
import { chosenTab } from '../../../../src/ui/detail/use-choices.ts';
import { createStore } from '../../../../src/ui/model/store.ts';
import { createManualClock } from '../../../support/manual-clock.ts';
import { settle } from '../../../support/settle.ts';
import { createFakeBackend } from '../../../support/ui/fakes/fake-backend.ts';
import { createFakeMemory, type FakeMemory } from '../../../support/ui/fakes/fake-memory.ts';
import { answer, ID, NOW, OTHER_ID, status, THIRD_ID } from '../../../support/ui/fixtures.ts';

const ORIGIN = 'https://app.example';
const quiet = () => () => undefined;
const found = [ID, OTHER_ID].map((id) => ({
  id,
  label: null,
  evidence: [{ source: 'link' as const, where: '/conversations/', count: 1 }],
}));

/** A panel on a page whose address can change, as `openPanel` sees it again after it was closed. */
async function openPanel(memory: FakeMemory, path: string, inspected: string | null = ORIGIN) {
  const backend = createFakeBackend({ status: () => succeed(answer(status('completed'))) });
  const clock = createManualClock(NOW);
  let url = ORIGIN + path;
  let navigate: Parameters<PageSource['onNavigated']>[0] = () => undefined;
  const source: PageSource = {
    scan: async () => succeed({ found, truncated: false, unreadableFrames: 0, tookMs: 1, url, title: '' }),
    onNavigated: (listener) => {
      navigate = listener;
      return () => undefined;
    },
    capture: quiet,
    onVisibility: (listener) => {
      listener(true);
      return () => undefined;
    },
  };
  const start = await readStart(memory, Promise.resolve(inspected));
  const store = createStore(backend, () => NOW);
  const panel = createPanelModel({ store, source, clock, demoConversations: [], memory, start });
  const scan = async () => {
    await settle();
    clock.advance(1000);
    await settle();
  };
  await scan();
  const go = async (to: string, isNewDocument = false) => {
    url = to.startsWith('/') ? ORIGIN + to : to;
    navigate(url, Promise.resolve(isNewDocument));
    await scan();
  };
  return { panel, store, go, opened: () => panel.list.opened.value?.id ?? null };
}

const at = (id: ConversationId) => `/conversations/${id}`;

describe('[B3] what is remembered of an origin', () => {
  it('is how its list was set up, and which switches were on', async () => {
    const memory = createFakeMemory();
    const { panel } = await openPanel(memory, '/');
    panel.list.sort.value = 'label';
    panel.list.reversed.value = true;
    panel.list.category.value = 'completed';
    panel.list.hideUnknown.value = true;
    panel.listWidth.value = 480;
    panel.discovery.network.value = false;
    panel.discovery.keep.value = true;
    await settle();
    panel.dispose();
    const { panel: again } = await openPanel(memory, '/elsewhere');
    const { sort, reversed, category, hideUnknown } = again.list;
    expect([sort.value, reversed.value, category.value, hideUnknown.value]).toEqual(['label', true, 'completed', true]);
    expect([again.listWidth.value, again.discovery.network.value, again.discovery.keep.value]).toEqual([
      480,
      false,
      true,
    ]);
  });

  it('does not reach another origin, and is there again on the way back', async () => {
    const memory = createFakeMemory();
    memory.saved.set('https://other.example', { ...(await stateOf(memory)), sort: 'saved' });
    const { panel, go } = await openPanel(memory, '/');
    panel.list.sort.value = 'label';
    await go('https://other.example/', true);
    expect(panel.list.sort.value).toBe('saved');
    await go('/', true);
    expect(panel.list.sort.value).toBe('label');
  });

  it('keeps its selection while another origin takes its place', async () => {
    const memory = createFakeMemory();
    const { panel, go } = await openPanel(memory, at(ID));
    panel.open(OTHER_ID);
    await settle();
    await go('https://other.example/', true);
    expect(decodePanelState(await memory.load(ORIGIN)).selected).toMatchObject({ id: OTHER_ID, subject: ID });
  });

  it('is the selection, a pasted id too, on the page where it was made', async () => {
    const memory = createFakeMemory();
    const { panel } = await openPanel(memory, at(ID));
    panel.openPasted(THIRD_ID);
    await settle();
    panel.dispose();
    const again = await openPanel(memory, at(ID));
    expect(again.opened()).toBe(THIRD_ID);
    expect(again.panel.list.all.value.map((row) => row.found.id)).toContain(THIRD_ID);
    again.panel.dispose();
    expect((await openPanel(memory, at(OTHER_ID))).opened()).toBe(OTHER_ID);
  });
});

describe('what is remembered of a tab', () => {
  it('is what it showed, whatever another tab of the origin shows', async () => {
    const memory = createFakeMemory();
    const { panel, store } = await openPanel(memory, at(ID));
    panel.open(OTHER_ID);
    chosenTab(store).value = 'prompt';
    await settle();
    panel.dispose();
    const { shown } = memory;
    memory.shown = undefined;
    const elsewhere = await openPanel(memory, at(ID));
    elsewhere.panel.openPasted(THIRD_ID);
    await settle();
    elsewhere.panel.dispose();
    memory.shown = shown;
    const again = await openPanel(memory, at(ID));
    const { view } = again.panel;
    expect([again.opened(), chosenTab(again.store).value, view.value]).toEqual([OTHER_ID, 'prompt', 'detail']);
  });

  it('is shown again where the page is too busy to tell its origin', async () => {
    const memory = createFakeMemory();
    const { panel } = await openPanel(memory, at(ID));
    panel.open(OTHER_ID);
    await settle();
    panel.dispose();
    expect((await openPanel(memory, at(ID), null)).opened()).toBe(OTHER_ID);
  });

  it('is not taken for that of another origin', async () => {
    const memory = createFakeMemory();
    const { panel } = await openPanel(memory, '/');
    panel.open(OTHER_ID);
    await settle();
    panel.dispose();
    memory.shown = { ...(memory.shown ?? expect.unreachable()), origin: 'https://other.example' };
    memory.saved.clear();
    expect((await openPanel(memory, '/', null)).opened()).toBe(null);
  });

  it('outlives a panel that begins anew before it has seen the page', async () => {
    const memory = createFakeMemory();
    const { panel } = await openPanel(memory, at(ID));
    panel.open(OTHER_ID);
    await settle();
    panel.dispose();
    const start = await readStart(memory, Promise.resolve(ORIGIN));
    const silent: PageSource = {
      scan: () => new Promise(() => undefined),
      onNavigated: quiet,
      capture: quiet,
      onVisibility: quiet,
    };
    const store = createStore(createFakeBackend({}), () => NOW);
    const brief = createPanelModel({
      store,
      source: silent,
      clock: createManualClock(NOW),
      demoConversations: [],
      memory,
      start,
    });
    await settle();
    brief.dispose();
    expect((await openPanel(memory, at(ID))).opened()).toBe(OTHER_ID);
  });
});

async function stateOf(memory: FakeMemory) {
  const { panel } = await openPanel(memory, '/');
  panel.dispose();
  const state = memory.saved.get(ORIGIN);
  if (!state) throw new Error('nothing was saved');
  return state;
}

describe('[B16] the conversation that the address names', () => {
  it('opens by itself, and the next one after it', async () => {
    const { opened, go } = await openPanel(createFakeMemory(), at(ID));
    expect(opened()).toBe(ID);
    await go(at(OTHER_ID));
    expect(opened()).toBe(OTHER_ID);
  });

  it('leaves the one that the user chose', async () => {
    const { panel, opened, go } = await openPanel(createFakeMemory(), at(ID));
    panel.open(ID);
    await go(at(OTHER_ID));
    expect(opened()).toBe(ID);
  });

  it('is none on a page that only lists some', async () => {
    expect((await openPanel(createFakeMemory(), '/')).opened()).toBe(null);
  });
});
