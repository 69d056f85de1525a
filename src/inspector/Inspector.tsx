import { PROMPT, STATUS } from '../core/conversation/part.ts';
import { Settings } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { ConversationId } from '../core/conversation/conversation.ts';
import { visibleText } from '../core/visible-text.ts';
import { useApp } from '../ui/model/app.ts';
import { tryPaused } from '../ui/model/try-paused.ts';
import { ConnectionNotice } from '../ui/components/notices/ConnectionNotice.tsx';
import { DemoBanner } from '../ui/components/notices/DemoBanner.tsx';
import { Detail } from '../ui/detail/Detail.tsx';
import { Icon } from '../ui/components/basics/Icon.tsx';
import { IdBox } from '../ui/components/controls/IdBox.tsx';
import { KeySheet } from '../ui/components/controls/KeySheet.tsx';
import { ProfilePicker } from '../ui/components/controls/ProfilePicker.tsx';
import { shownStatus } from '../ui/model/slots/slot.ts';
import { statusAppearance } from '../ui/format/status-appearance.ts';
import { t } from '../ui/format/i18n.ts';
import { applyTheme } from '../ui/format/theme.ts';
import { type InspectorTarget, searchOf, targetOf } from './inspector-target.ts';
import { StartPage } from './StartPage.tsx';
import { useLabels } from './use-labels.ts';
import './Inspector.css';

/** The full view: one conversation, or a way to choose one. `search` is the query of the page's URL. */
export function Inspector({ search }: { search: string }) {
  const { store } = useApp();
  const [target, setTarget] = useState<InspectorTarget>(() => targetOf(search));
  const id = target.kind === 'one' ? target.id : null;
  const labels = useLabels(target.kind === 'one' ? [target.id] : target.kind === 'choice' ? target.ids : []);
  const label = id === null ? null : (labels.get(id) ?? null);
  useTheme();
  useTitle(id, label);
  useEffect(() => store.backend.setVisibleConversations(id ? [id] : []), [store, id]);
  const pick = (picked: ConversationId) => {
    // Looking up the same id again refreshes it.
    if (picked === id) return void store.conversation(picked).refresh();
    tryPaused(store, picked);
    history.replaceState(null, '', searchOf(picked));
    return setTarget({ kind: 'one', id: picked });
  };
  return (
    <div class="inspector">
      <InspectorBar target={target} onPick={pick} />
      <main>
        <ConnectionNotice />
        <DemoBanner />
        {id ? <Detail model={store.conversation(id)} label={label} /> : null}
        {target.kind === 'one' ? null : <StartPage target={target} labels={labels} onPick={pick} />}
      </main>
    </div>
  );
}

function InspectorBar({ target, onPick }: { target: InspectorTarget; onPick: (id: ConversationId) => void }) {
  const { shell } = useApp();
  const initial = target.kind === 'one' ? target.id : target.kind === 'invalid' ? target.text : '';
  return (
    <header class="inspector-bar">
      {/* A conversation has a heading of its own. */}
      {target.kind === 'one' ? null : <h1 class="visually-hidden">{t('extName')}</h1>}
      <ProfilePicker />
      <div class="inspector-id">
        <IdBox initial={initial} onPick={onPick} autoFocus={target.kind !== 'one'} />
      </div>
      <KeySheet view="page" />
      <button type="button" class="btn quiet" onClick={() => shell.openOptions()}>
        <Icon node={Settings} />
        {t('openSettings')}
      </button>
    </header>
  );
}

function useTheme(): void {
  const { store } = useApp();
  const theme = store.overview.value?.settings.theme;
  useEffect(() => {
    if (theme) applyTheme(theme);
  }, [theme]);
}

/** Shows the state in the title, so that tabs can be told apart. */
function useTitle(id: ConversationId | null, label: string | null): void {
  const { store } = useApp();
  const model = id ? store.conversation(id) : null;
  const state = model ? statusAppearance(shownStatus(model.slot(STATUS).value, model.slot(PROMPT).value)).label : null;
  const title =
    id && state ? t('inspectorTitle', state, label === null ? id.slice(0, 8) : visibleText(label)) : t('extName');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
