import { Copy, Star } from 'lucide';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { t } from '../../ui/format/i18n.ts';
import type { RowActions } from './row-actions.ts';

interface Props {
  id: ConversationId;
  watched: boolean;
  actions: RowActions;
}

/** With the pointer they cover the last column, away from clicks on the row's name. */
export function RowTools({ id, watched, actions }: Props) {
  const alone = (run: (id: ConversationId) => void) => (event: Event) => {
    event.stopPropagation();
    run(id);
  };
  return (
    <span class="conversation-row-tools" aria-hidden="true">
      <span
        class={watched ? 'row-tool is-on' : 'row-tool'}
        title={t(watched ? 'panelUnwatch' : 'panelWatch')}
        data-tool="watch"
        onClick={alone(actions.watch)}
      >
        <Icon node={Star} size={13} />
      </span>
      <span class="row-tool" title={t('panelCopyId')} data-tool="copy" onClick={alone(actions.copy)}>
        <Icon node={Copy} size={12} />
      </span>
    </span>
  );
}
