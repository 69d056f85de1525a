import { useMemo } from 'preact/hooks';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { shortenId } from '../../core/conversation/uuid.ts';
import { useApp } from '../../ui/model/app.ts';
import { t } from '../../ui/format/i18n.ts';
import { toggleWatch } from '../../ui/components/controls/WatchButton.tsx';
import type { ListModel } from './list-model.ts';

/** Actions on a row of the list, by click or key. */
export interface RowActions {
  pick(id: ConversationId): void;
  watch(id: ConversationId): void;
  copy(id: ConversationId): void;
  refresh(id: ConversationId): void;
}

/** The same object at every render, so that rows need not be rendered again. */
export function useRowActions(list: ListModel, onOpen: (id: ConversationId) => void): RowActions {
  const { store, shell } = useApp();
  return useMemo(
    () => ({
      pick: onOpen,
      watch: async (id) => {
        const row = list.rowOf(id);
        list.error.value = await toggleWatch(store, store.conversation(id), row?.label ?? null);
        if (!list.error.value)
          list.told.value = t(row?.watched ? 'panelToldUnwatched' : 'panelToldWatched', shortenId(id));
      },
      copy: async (id) => {
        const copied = await shell.copy(id);
        list.told.value = t(copied ? 'panelToldCopied' : 'copyFailed', shortenId(id));
      },
      refresh: (id) => {
        list.told.value = t('panelToldRefreshing', shortenId(id));
        void store.conversation(id).refresh();
      },
    }),
    [list, store, shell, onOpen],
  );
}
