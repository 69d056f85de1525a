import { STATUS } from '../../core/conversation/part.ts';
import { RefreshCw } from 'lucide';
import { visibleText } from '../../core/visible-text.ts';
import { useNow } from '../model/app.ts';
import type { ConversationModel } from '../model/conversation-model.ts';
import { CopyButton } from '../components/basics/CopyButton.tsx';
import { Icon } from '../components/basics/Icon.tsx';
import { heldAnswers } from '../facts/conversation-facts.ts';
import { oneLine } from '../facts/status-line.ts';
import type { ShownStatus } from '../model/slot.ts';
import { StatusChip } from '../components/basics/StatusChip.tsx';
import { t } from '../format/i18n.ts';
import { WatchButton } from '../components/controls/WatchButton.tsx';
import { CompactButton } from '../compact/CompactButton.tsx';
import { ExportMenu } from './ExportMenu.tsx';

interface DetailHeadProps {
  model: ConversationModel;
  label: string | null;
  status: ShownStatus;
  onCompact: () => void;
}

export function DetailHead({ model, label, status, onCompact }: DetailHeadProps) {
  const slot = model.slot(STATUS).value;
  const line = oneLine(heldAnswers(model), useNow());
  return (
    <header class="detail-head">
      <div class="detail-head-names">
        <div class="detail-head-title">
          <h1 class="ellipsis" title={label ? visibleText(label) : undefined}>
            {label ? visibleText(label) : t('conversation')}
          </h1>
          <StatusChip status={status} word={slot.answer?.data.statusWord ?? null} />
        </div>
        <div class="detail-head-id">
          <span class="mono mut ellipsis">{model.id}</span>
          <CopyButton text={() => model.id} label={t('copyId')} />
        </div>
      </div>
      <div class="detail-head-actions">
        <button
          type="button"
          class="btn"
          title={t('refreshHint')}
          aria-busy={slot.loading}
          onClick={() => void model.refresh()}
        >
          <Icon node={RefreshCw} spin={slot.loading} />
          {t('refresh')}
        </button>
        <WatchButton model={model} label={label} />
        <CompactButton onCompact={onCompact} />
        <ExportMenu model={model} line={line} />
      </div>
      <div class="detail-head-line">
        <span class="mut">{line ?? ' '}</span>
        {line ? <CopyButton text={() => line} label={t('copyLine')} /> : null}
      </div>
    </header>
  );
}
