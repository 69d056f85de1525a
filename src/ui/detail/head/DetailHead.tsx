import { Check, Copy, RefreshCw } from 'lucide';
import { STATUS } from '../../../core/conversation/part.ts';
import { visibleText } from '../../../core/visible-text.ts';
import { CompactButton } from '../../compact/CompactButton.tsx';
import { Icon } from '../../components/basics/Icon.tsx';
import type { Copying } from '../../components/basics/use-copy.ts';
import { WatchButton } from '../../components/controls/WatchButton.tsx';
import { conversationFacts, heldAnswers } from '../../facts/conversation-facts.ts';
import { oneLine } from '../../facts/status-line.ts';
import { t } from '../../format/i18n.ts';
import { useNow } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { isGone, type ShownStatus } from '../../model/slots/slot.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { HeadFacts } from './HeadFacts.tsx';
import './DetailHead.css';

interface DetailHeadProps {
  model: ConversationModel;
  label: string | null;
  status: ShownStatus;
  /** The state of copying the id, or an item of the menu. */
  copying: Copying;
  onCompact: () => void;
}

/** Everything that is known at a glance, in one row. */
export function DetailHead({ model, label, status, copying, onCompact }: DetailHeadProps) {
  const now = useNow();
  const held = heldAnswers(model);
  const line = oneLine(held, now);
  const slot = model.slot(STATUS).value;
  const off = isGone(slot) ? t('unknownOff') : null;
  return (
    <header class="detail-head">
      <div class="head-title">
        <h1
          class={label ? 'ellipsis' : 'ellipsis mono'}
          title={label ? `${visibleText(label)}\n${model.id}` : model.id}
        >
          <bdi>{label ? visibleText(label) : model.id}</bdi>
        </h1>
        <CopyId id={model.id} copying={copying} />
      </div>
      <HeadFacts model={model} status={status} facts={conversationFacts(held, now)} line={line} />
      <div class="head-actions">
        <button
          type="button"
          class="btn"
          title={t('refreshHint')}
          aria-busy={slot.loading}
          onClick={() => void model.refresh()}
        >
          <Icon node={RefreshCw} spin={slot.loading} />
          <span class="btn-word">{t('refresh')}</span>
        </button>
        <WatchButton model={model} label={label} off={off} />
        <CompactButton model={model} onCompact={onCompact} />
        <ExportMenu model={model} line={line} off={off} copy={copying.copy} />
      </div>
    </header>
  );
}

/** The hint shows the id itself. */
function CopyId({ id, copying: { result, message, copy } }: { id: string; copying: Copying }) {
  return (
    <>
      <button
        type="button"
        class="btn quiet icon"
        aria-label={t('copyId')}
        title={`${t('copyId')}\n${id}`}
        onClick={() => void copy(id)}
      >
        <Icon node={result === 'copied' ? Check : Copy} size={13} />
      </button>
      <span role="status" class={`head-told ${result === 'failed' ? 'failed' : ''}`}>
        {message}
      </span>
    </>
  );
}
