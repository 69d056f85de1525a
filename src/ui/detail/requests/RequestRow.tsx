import type { RequestLogEntry } from '../../../protocol/overview.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { MenuButton } from '../../components/controls/MenuButton.tsx';
import { t } from '../../format/i18n.ts';
import { clockTime, exactTime } from '../../format/times.ts';
import { sourceText } from '../../facts/source-texts.ts';
import { useIsDemo, useNow } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { callName } from './call-name.ts';
import { asCurl, asJavaScript, asPython } from './code-snippets.ts';
import { Duration } from './Duration.tsx';
import { RequestDetails } from './RequestDetails.tsx';

const SNIPPETS = [
  ['cURL', asCurl],
  ['Python', asPython],
  ['JavaScript', asJavaScript],
] as const;

/** The characters that distinguish a correlation id: all ids of a session begin alike. */
const TAIL_CHARS = 6;

interface RequestRowProps {
  model: ConversationModel;
  entry: RequestLogEntry;
  isOpen: boolean;
  onOpen: () => void;
  onCopy: (text: string) => void;
}

/** A call on one line, and what it sent and received below it. */
export function RequestRow({ model, entry, isOpen, onOpen, onCopy }: RequestRowProps) {
  const now = useNow(60_000);
  const isDemo = useIsDemo();
  const { correlationId } = entry;
  return (
    <>
      <tr class={isOpen ? 'requests-row open' : 'requests-row'} onClick={onOpen}>
        <td>
          <time title={exactTime(entry.startedAt)}>{clockTime(entry.startedAt, now)}</time>
        </td>
        <td class="requests-name">
          <Name entry={entry} isOpen={isOpen} />
        </td>
        <td>
          {(isDemo ? null : entry.status) ?? '–'}{' '}
          {entry.errorKind === null ? null : <span class="requests-error">{entry.errorKind}</span>}
        </td>
        <td class="number">
          <Duration entry={entry} />
        </td>
        <td class="requests-wide">{sourceText(entry.source, isDemo)}</td>
        <td class="number requests-wide">{entry.attempt}</td>
        <td class="mono requests-wide" onClick={stay}>
          <span class="row requests-id">
            <span title={correlationId}>
              <SafeText text={correlationId.length > 14 ? `…${correlationId.slice(-TAIL_CHARS)}` : correlationId} />
            </span>
            <CopyButton text={() => correlationId} label={t('copyCorrelationId')} />
          </span>
        </td>
        <td class="requests-copy" onClick={stay}>
          <MenuButton
            word={t('requestCopyAs')}
            label={t('requestCopyAs')}
            quiet
            choices={SNIPPETS.map(([name, snippet]) => ({ label: name, onChoose: () => onCopy(snippet(entry)) }))}
          />
        </td>
      </tr>
      {isOpen ? (
        <tr class="requests-details">
          <td colSpan={8}>
            <RequestDetails model={model} entry={entry} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** A click on a button in the row does not count as one on the row. */
const stay = (event: Event) => event.stopPropagation();

/** A button without a handler of its own: its click reaches the row. */
function Name({ entry, isOpen }: { entry: RequestLogEntry; isOpen: boolean }) {
  const { name, choice } = callName(entry);
  return (
    <button type="button" class="requests-open ellipsis mono" aria-expanded={isOpen} title={entry.path}>
      <span class="mut">{entry.method}</span> <SafeText text={name} />{' '}
      {choice === '' ? null : (
        <span class="mut">
          <SafeText text={choice} />
        </span>
      )}
    </button>
  );
}
