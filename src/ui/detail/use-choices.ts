import { signal, type Signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../model/app.ts';
import type { Store } from '../model/store.ts';
import { anothersView, plainView, type DetailView } from './reading/detail-view.ts';
import { tabOf, type TabName } from './tabs.ts';

interface Choices {
  tab: TabName;
  view: DetailView;
}

/** The last choices in each page; its next conversation opens with them. */
const lastChoices = new WeakMap<Store, Choices>();

const tabs = new WeakMap<Store, Signal<TabName>>();

/** The tab on show. What it is before the first conversation, this one opens with. */
export function chosenTab(store: Store): Signal<TabName> {
  const tab = tabs.get(store) ?? signal<TabName>('status');
  tabs.set(store, tab);
  return tab;
}

/** Tab and view. They go from one conversation to the next, so that the same thing of several can be compared. */
export function useChoices() {
  const { store } = useApp();
  const last = lastChoices.get(store);
  const shown = chosenTab(store);
  const [tab, chooseTab] = useTab(last?.tab ?? 'status');
  const [view, setView] = useState(() => anothersView(last?.view ?? plainView()));
  useEffect(() => {
    // Its code is not loaded yet.
    if (!last) chooseTab(shown.peek());
  }, []);
  useEffect(() => {
    lastChoices.set(store, { tab, view });
    shown.value = tab;
  }, [store, tab, view, shown]);
  const change = (next: Partial<DetailView>) => setView((held) => ({ ...held, ...next }));
  return { tab, chooseTab, view, change };
}

/** The selected tab. It changes only once its code is loaded, so that nothing flickers. */
function useTab(first: TabName): [TabName, (name: TabName) => void] {
  const [tab, setTab] = useState(first);
  const wanted = useRef(tab);
  const choose = (name: TabName) => {
    wanted.current = name;
    const { prepare } = tabOf(name);
    // Another tab may have been chosen meanwhile.
    if (prepare) void prepare().then(() => wanted.current === name && setTab(name));
    else setTab(name);
  };
  return [tab, choose];
}
