import { useEffect, useState } from 'preact/hooks';
import type { ConversationId } from '../../core/conversation/conversation.ts';
import type { FoundId } from '../../core/discovery/evidence.ts';
import { visibleText } from '../../core/visible-text.ts';
import { shortenId } from '../../core/conversation/uuid.ts';
import { PROMPT, STATUS } from '../../core/conversation/part.ts';
import { useApp, useNow } from '../../ui/model/app.ts';
import { shownStatus, type ShownStatus } from '../../ui/model/slots/slot.ts';
import { Icon } from '../../ui/components/basics/Icon.tsx';
import { statusAppearance } from '../../ui/format/status-appearance.ts';
import { errorMessage } from '../../ui/format/error-messages.ts';
import { formatTokens } from '../../ui/format/numbers.ts';
import { SafeText } from '../../ui/components/basics/SafeText.tsx';
import { joined, t, tn } from '../../ui/format/i18n.ts';
import { seenEverywhere, seenWhere } from '../../ui/facts/seen-where.ts';
import type { Found } from './found.ts';

const SHOWN_AT_FIRST = 4;
/** A page can hold thousands; the panel shows them all. */
const MAX_SHOWN = 100;

interface Props {
  found: Found;
  title: string;
  chosen: ConversationId | null;
  onPick: (found: FoundId) => void;
}

/** The ids on this page, in the order in which the scan ranked them. */
export function FoundIds({ found, title, chosen, onPick }: Props) {
  const [all, setAll] = useState(false);
  const list = found?.ok ? found.value.found : [];
  const shown = list.slice(0, all ? MAX_SHOWN : SHOWN_AT_FIRST);
  return (
    <section class="found" aria-label={title}>
      <h2 class="found-title">
        {title}
        {list.length > 0 && <span class="chip">{formatTokens(list.length)}</span>}
      </h2>
      <ul>
        {shown.map((entry) => (
          <li key={entry.id}>
            <FoundRow entry={entry} current={entry.id === chosen} onPick={onPick} />
          </li>
        ))}
      </ul>
      {!all && list.length > SHOWN_AT_FIRST && (
        <button class="btn quiet" type="button" onClick={() => setAll(true)}>
          {tn('popupFoundMore', Math.min(list.length, MAX_SHOWN) - SHOWN_AT_FIRST)}
        </button>
      )}
      {all && list.length > MAX_SHOWN && (
        <p class="mut">{t('popupFoundFirst', MAX_SHOWN, formatTokens(list.length))}</p>
      )}
      <FoundNote scan={found} count={list.length} />
    </section>
  );
}

function FoundRow({ entry, current, onPick }: { entry: FoundId; current: boolean; onPick: Props['onPick'] }) {
  const status = useCachedStatus(entry.id, current);
  const { icon, label, tone } = statusAppearance(status);
  return (
    <button
      type="button"
      class="found-row"
      title={entry.id}
      aria-current={current ? 'true' : undefined}
      onClick={() => onPick(entry)}
    >
      {status !== null && (
        <span class={`found-status tone-${tone}`} title={label} data-state={status}>
          <Icon node={icon} size={12} />
          <span class="visually-hidden">{joined('inTurn', [label, ''])}</span>
        </span>
      )}
      {entry.label !== null && (
        <b class="ellipsis">
          <SafeText text={entry.label} />
        </b>
      )}
      <span class="row mut">
        <span class="mono">
          {shortenId(entry.id)}
          <span class="visually-hidden">{entry.id}</span>
        </span>
        <span class="ellipsis" title={visibleText(seenEverywhere(entry.evidence))}>
          <SafeText text={seenWhere(entry.evidence)} />
        </span>
      </span>
    </button>
  );
}

/** Reads the cached status, which costs no request; null if there is none. The card reads its own. */
function useCachedStatus(id: ConversationId, isInCard: boolean): ShownStatus | null {
  const { store } = useApp();
  const model = store.conversation(id);
  useEffect(() => {
    if (!isInCard && model.slot(STATUS).peek().answer === null) void model.load(STATUS, 'peek');
  }, [model, isInCard]);
  const shown = shownStatus(model.slot(STATUS).value, model.slot(PROMPT).value);
  return shown === 'loading' || shown === 'error' ? null : shown;
}

function FoundNote({ scan, count }: { scan: Found; count: number }) {
  const now = useNow(60_000);
  if (!scan) return <p class="mut">{t('popupScanning')}</p>;
  if (!scan.ok) {
    const message = errorMessage(scan.error, now);
    return (
      <p class="note tone-mute" role="status">
        <span>
          <b>{message.title}</b> {joined('sentences', [message.why, message.next])}
        </span>
      </p>
    );
  }
  const { truncated, unreadableFrames } = scan.value;
  return (
    <>
      {count === 0 && <p class="mut">{t('popupFoundNone')}</p>}
      {truncated && <p class="mut">{t('popupFoundCut')}</p>}
      {unreadableFrames > 0 && <p class="mut">{tn('panelFrames', unreadableFrames)}</p>}
    </>
  );
}
