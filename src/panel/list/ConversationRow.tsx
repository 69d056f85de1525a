import { STATUS } from '../../core/conversation/part.ts';
import { Copy, Star } from 'lucide';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import { shortenId } from '../../core/conversation/uuid.ts';
import { visibleText } from '../../core/visible-text.ts';
import type { ConversationModel } from '../../ui/model/conversation-model.ts';
import { useApp, useNow, useRunProgress } from '../../ui/model/app.ts';
import { versionText } from '../../ui/facts/fact-texts.ts';
import { seenEverywhere, seenWhere } from '../../ui/facts/seen-where.ts';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { formatTokens } from '../../ui/format/numbers.ts';
import { SafeText } from '../../ui/components/basics/SafeText.tsx';
import { shownStatus } from '../../ui/model/slot.ts';
import { statusAppearance } from '../../ui/format/status-appearance.ts';
import { t } from '../../ui/format/i18n.ts';
import { agoText, exactTime } from '../../ui/format/times.ts';
import type { RowState } from './list-order.ts';
import type { RowActions } from './row-actions.ts';
import { lastChange, rowFact } from './row-facts.ts';

interface Props {
  row: RowState;
  selected: boolean;
  actions: RowActions;
}

/**
 * One option of the list. Its name is its label and the full id, so that both can be spoken to choose it; its content is
 * its description. An option may not contain buttons,
 * so the star and the copy icon are for the pointer; the keyboard has `w` and `c`.
 */
export function ConversationRow({ row, selected, actions }: Props) {
  const { store } = useApp();
  const { label, likely } = row;
  const { id } = row.found;
  const model = store.conversation(id);
  const about = `about-${id}`;
  const muted = row.slot.answer === null && !likely;
  return (
    <div
      id={rowElementId(id)}
      class={`conversation-row${selected ? ' is-selected' : ''}${muted ? ' is-muted' : ''}`}
      role="option"
      aria-label={label === null ? id : `${visibleText(label)}, ${id}`}
      aria-describedby={about}
      aria-selected={selected}
      data-id={id}
      onClick={() => actions.pick(id)}
    >
      <RowIcon model={model} />
      <div class="conversation-row-text" id={about}>
        <div class="conversation-row-line">
          <b class={label === null ? 'ellipsis mono' : 'ellipsis'} title={label === null ? id : visibleText(label)}>
            {label === null ? shortenId(id) : <SafeText text={label} />}
          </b>
          <RowFact model={model} keptRatio={row.keptRatio} />
        </div>
        <RowSecondLine row={row} model={model} />
      </div>
      <RowTools watched={row.watched} onWatch={() => actions.watch(id)} onCopy={() => actions.copy(id)} />
    </div>
  );
}

export function rowElementId(id: ConversationId): string {
  return `row-${id}`;
}

function RowIcon({ model }: { model: ConversationModel }) {
  const status = shownStatus(model.slot(STATUS).value);
  const { icon, label, tone } = statusAppearance(status);
  return (
    <span class={`conversation-row-icon tone-${tone}`} title={label} data-state={status ?? ''}>
      <Icon node={icon} size={12} spin={status === 'in_progress' || status === 'loading'} />
    </span>
  );
}

function RowFact({ model, keptRatio }: { model: ConversationModel; keptRatio: number | null }) {
  const slot = model.slot(STATUS).value;
  const state = slot.answer?.data.state;
  const strong = state === 'completed' && !slot.error;
  return (
    <span class={strong ? 'conversation-row-fact' : 'conversation-row-fact mut'}>
      <span class="visually-hidden">{statusAppearance(shownStatus(slot)).label}, </span>
      {state === 'in_progress' ? <RunningFact model={model} /> : <SafeText text={rowFact(slot, keptRatio, null)} />}
    </span>
  );
}

/** A component of its own, so that only runs in progress render every second. */
function RunningFact({ model }: { model: ConversationModel }) {
  return <>{rowFact(model.slot(STATUS).value, null, useRunProgress(model))}</>;
}

const roughTokens = new Intl.NumberFormat('en', { notation: 'compact' });

function RowSecondLine({ row, model }: { row: RowState; model: ConversationModel }) {
  const { found, likely, watched, saved } = row;
  const slot = model.slot(STATUS).value;
  const status = slot.answer?.data ?? null;
  const version = versionText(status, status?.latestVersion ?? null);
  const changedAt = lastChange(slot);
  const failed = slot.answer?.data.state === 'failed' ? slot.answer.data.errorMessage : null;
  return (
    <div class="conversation-row-more">
      {row.label !== null && (
        <span class="mono" title={found.id}>
          {shortenId(found.id)}
        </span>
      )}
      {version && <span>{version}</span>}
      {changedAt !== null && <RowAge at={changedAt} />}
      {saved !== null && (
        <span title={t('panelSavedTitle', formatTokens(saved))}>{t('panelSaved', roughTokens.format(saved))}</span>
      )}
      {failed && (
        <span class="ellipsis conversation-row-failed" title={visibleText(failed.slice(0, 300))}>
          <SafeText text={failed.slice(0, 80)} />
        </span>
      )}
      {!likely && !slot.answer && <span>{t('panelUnlikely')}</span>}
      <span class="ellipsis conversation-row-seen" title={visibleText(seenEverywhere(found.evidence))}>
        <SafeText text={seenWhere(found.evidence)} />
      </span>
      {watched && <span class="visually-hidden">{t('panelWatched')}</span>}
    </div>
  );
}

const AGE_EVERY_MS = 10_000;

function RowAge({ at }: { at: number }) {
  return <span title={exactTime(at)}>{agoText(at, useNow(AGE_EVERY_MS))}</span>;
}

function RowTools({ watched, onWatch, onCopy }: { watched: boolean; onWatch: () => void; onCopy: () => void }) {
  const alone = (run: () => void) => (event: Event) => {
    event.stopPropagation();
    run();
  };
  return (
    <div class="conversation-row-tools" aria-hidden="true">
      <span
        class={watched ? 'row-tool is-on' : 'row-tool'}
        title={t(watched ? 'panelUnwatch' : 'panelWatch')}
        data-tool="watch"
        onClick={alone(onWatch)}
      >
        <Icon node={Star} size={13} />
      </span>
      <span class="row-tool" title={t('panelCopyId')} data-tool="copy" onClick={alone(onCopy)}>
        <Icon node={Copy} size={12} />
      </span>
    </div>
  );
}
