import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isTyping } from '../ui/components/basics/is-typing.ts';
import { later } from '../ui/components/basics/later.tsx';
import { BannerContext } from '../ui/components/notices/ErrorNote.tsx';
import { useApp, useIsDemo, usesSingleKeys } from '../ui/model/app.ts';
import '../ui/components/theme.css';
import { DetailPane } from './DetailPane.tsx';
import { EmptyPanel } from './EmptyPanel.tsx';
import { ListPane } from './ListPane.tsx';
import { Notices } from './Notices.tsx';
import type { PanelModel } from './panel-model.ts';
import { Splitter } from './Splitter.tsx';
import { TopBar } from './TopBar.tsx';
import './Panel.css';

const DemoBanner = later(() => import('../ui/components/notices/DemoBanner.tsx').then((module) => module.DemoBanner));

/** The DevTools panel: the found ids on the left, the selected conversation on the right. */
export function Panel({ panel }: { panel: PanelModel }) {
  const filterBox = useRef<HTMLInputElement>(null);
  const listBox = useRef<HTMLDivElement>(null);
  const detailBox = useRef<HTMLElement>(null);
  const focusDetail = () => {
    panel.view.value = 'detail';
    // In a narrow panel the detail must be rendered first.
    queueMicrotask(() => (chosenTab(detailBox.current) ?? detailBox.current)?.focus());
  };
  const back = () => {
    panel.view.value = 'list';
    queueMicrotask(() => listBox.current?.focus());
  };
  const width = panel.listWidth.value;
  const isEmpty = panel.list.count.value === 0 && panel.list.opened.value === null;
  usePanelKeys(panel, filterBox, back);
  return (
    <div class="panel" data-view={panel.view.value}>
      <TopBar panel={panel} />
      <main class="panel-body">
        {useIsDemo() && <DemoBanner />}
        <div class="panel-main" style={width === null ? undefined : { '--list-width': `${width}px` }}>
          {isEmpty ? (
            <EmptyPanel discovery={panel.discovery} />
          ) : (
            <>
              <ListPane panel={panel} filterBox={filterBox} listBox={listBox} onEnter={focusDetail} />
              <Splitter width={panel.listWidth} />
              <BannerContext.Provider value={true}>
                <DetailPane panel={panel} box={detailBox} onBack={back} />
              </BannerContext.Provider>
            </>
          )}
        </div>
        <Notices />
      </main>
    </div>
  );
}

/** Focus goes to the selected tab, because the detail's own keys work from inside it. */
function chosenTab(box: HTMLElement | null): HTMLElement | null {
  return box?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]') ?? null;
}

/** Handles `/` and Escape, wherever the focus is. */
function usePanelKeys(panel: PanelModel, filterBox: RefObject<HTMLInputElement | null>, back: () => void): void {
  const { store, shell } = useApp();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target?.closest('dialog, [role="dialog"]')) return;
      if (event.key === '/' && !isTyping(target) && usesSingleKeys(store)) {
        panel.view.value = 'list';
        queueMicrotask(() => filterBox.current?.focus());
      } else if (event.key === 'Escape' && (!isTyping(target) || target === filterBox.current)) {
        // Nothing to clear and nowhere to go back to: leave Escape to DevTools.
        if (panel.list.filter.value === '' && target?.matches('[role="listbox"]')) return;
        panel.list.filter.value = '';
        back();
      } else return;
      // DevTools listens at the document and would open its drawer on Escape.
      shell.takeKey(event);
    };
    document.body.addEventListener('keydown', onKeyDown);
    return () => document.body.removeEventListener('keydown', onKeyDown);
  }, [store, shell, panel, filterBox, back]);
}
