import { ArrowLeft } from 'lucide';
import type { RefObject } from 'preact';
import { lacksKey } from '../ui/model/active-profile.ts';
import { useApp } from '../ui/model/app.ts';
import { Detail } from '../ui/detail/Detail.tsx';
import { EmptyState } from '../ui/components/basics/EmptyState.tsx';
import { Icon } from '../ui/components/basics/Icon.tsx';
import { KeyPrompt } from '../ui/components/notices/KeyPrompt.tsx';
import { t } from '../ui/format/i18n.ts';
import { mayLookUp } from './discovery/automatic-lookups.ts';
import { opensOnWalk } from './list/list-order.ts';
import type { PanelModel } from './panel-model.ts';

interface Props {
  panel: PanelModel;
  box: RefObject<HTMLElement | null>;
  onBack: () => void;
}

/** The selected conversation, or what to do first. */
export function DetailPane({ panel, box, onBack }: Props) {
  return (
    <section ref={box} class="panel-detail" tabIndex={-1} aria-label={t('panelDetail')}>
      <button
        type="button"
        class="btn quiet icon panel-back"
        aria-label={t('panelBack')}
        title={t('panelBack')}
        onClick={onBack}
      >
        <Icon node={ArrowLeft} points />
      </button>
      <DetailContent panel={panel} />
    </section>
  );
}

function DetailContent({ panel }: { panel: PanelModel }) {
  const { store } = useApp();
  const overview = store.overview.value;
  const opened = panel.list.opened.value;
  if (overview && lacksKey(overview)) return <KeyPrompt />;
  if (!opened) return <EmptyState title={t('panelPickTitle')} body={t('panelPickBody')} />;
  const row = panel.list.openedRow.value;
  const isAutomatic = mayLookUp(overview);
  // A remembered selection may not have been found on the page yet.
  if (!opened.ask && !(row ? opensOnWalk(row, isAutomatic) : isAutomatic)) {
    return (
      <EmptyState
        title={t('panelNotAskedTitle')}
        body={t(row && !row.likely ? 'panelNotAskedUnlikely' : 'panelNotAskedBody')}
        actions={
          <button type="button" class="btn primary" onClick={() => panel.open(opened.id)}>
            {t('panelLookUp')}
          </button>
        }
      />
    );
  }
  return <Detail key={opened.id} model={store.conversation(opened.id)} label={row?.label ?? null} />;
}
