import { Star } from 'lucide';
import { useState } from 'preact/hooks';
import type { ConversationId } from '../../../../core/conversation/conversation.ts';
import type { Loss } from '../../../../core/tracing/report/kept-report.ts';
import { Icon } from '../../../components/basics/Icon.tsx';
import { CopyGuard } from '../../../components/controls/CopyGuard.tsx';
import { ErrorNote } from '../../../components/notices/ErrorNote.tsx';
import { t, tn } from '../../../format/i18n.ts';
import { usePins } from '../../../model/versions/use-pins.ts';
import type { KeptModel } from '../kept-model.ts';

interface GuardProps {
  id: ConversationId;
  model: KeptModel;
  /** What is listed as lost. */
  losses: readonly Loss[];
  /** Whether more was lost than is listed. */
  hasMore: boolean;
}

/** Turns what was lost into statements that every later version is checked for, or into a test of the user's own. */
export function Guard({ id, model, losses, hasMore }: GuardProps) {
  const pins = usePins(id);
  const [isBusy, setBusy] = useState(false);
  const texts = [...new Set(losses.map((loss) => textOf(model, loss)))];
  const open = texts.filter((text) => pins.of(text) === null);
  const pinned = pins.all?.map(({ text }) => text) ?? [];
  const keep = async () => {
    setBusy(true);
    for (const text of open) {
      if (!(await pins.add(text, 'conversation'))) break;
    }
    setBusy(false);
  };
  if (texts.length === 0 && pinned.length === 0) return null;
  return (
    <div class="kept-guard">
      {pins.error ? <ErrorNote error={pins.error} onRetry={pins.retry} compact /> : null}
      <button
        type="button"
        class="btn"
        title={t('mustKeepHint')}
        aria-disabled={isBusy || open.length === 0 || pins.all === null}
        onClick={() => {
          if (!isBusy && pins.all !== null) void keep();
        }}
      >
        <Icon node={Star} size={12} />
        {open.length > 0
          ? tn(hasMore ? 'keptMustKeepFirst' : 'keptMustKeep', open.length)
          : tn('keptPinned', texts.length)}
      </button>
      <CopyGuard conversationId={id} statements={pinned.length > 0 ? pinned : texts} />
    </div>
  );
}

/** The whole sentence: its words tell later whether it is kept. */
function textOf({ messages }: KeptModel, { message, start, end }: Loss): string {
  return messages[message]?.text.slice(start, end).trim() ?? '';
}
