import { Star } from 'lucide';
import { useContext, useMemo, useRef, useState } from 'preact/hooks';
import type { ComponentChildren, VNode } from 'preact';
import { shortText } from '../../../core/cut-text.ts';
import { diffWords } from '../../../core/versions/word-diff.ts';
import { visibleText } from '../../../core/visible-text.ts';
import type { Pin } from '../../../protocol/history.ts';
import { Icon } from '../../components/basics/Icon.tsx';
import { useRoving } from '../../components/basics/use-roving.ts';
import { statementName, statementNames } from '../../facts/content/statement-name.ts';
import { type PinFate, pinnedIn } from '../../facts/versions/pin-fates.ts';
import type { Change } from '../../facts/versions/version-diff.ts';
import { t, tn } from '../../format/i18n.ts';
import type { Pins } from '../../model/versions/use-pins.ts';
import { useHits } from '../reading/find/use-hits.ts';
import { FindContext, FIRST_CHARS, LongText, Marked, MoreButton } from '../reading/Marked.tsx';
import { NoSource, SourceButton } from './ChangeSource.tsx';
import { DiffText } from './DiffText.tsx';

/** Of each kind; so many rows are drawn in less than a frame or two. */
const FIRST_CHANGES = 50;
const MORE_CHANGES = 100;
/** The length of a statement in its button's name. */
const NAME_CHARS = 60;
const SIGNS = { removed: '−', updated: '±', reworded: '≈', added: '+', same: '=' } as const;

interface GroupProps {
  /** What a jump looks for. */
  part: string;
  title: string;
  note?: ComponentChildren;
  isOpen?: boolean;
  /** All that it holds, for what is sought in it while it is closed. */
  texts?: () => string;
  children: () => ComponentChildren;
}

/** A part of the comparison under its title. While it is closed it holds nothing. */
export function DiffGroup({ part, title, note, isOpen = true, texts = () => '', children }: GroupProps) {
  const query = useContext(FindContext);
  const [open, setOpen] = useState(isOpen);
  const hits = useHits(open || query === '' ? '' : texts(), query);
  return (
    <details class="diff-group" data-part={part} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="versions-bar">
        <h2>{title}</h2>
        {note}
        {hits === 0 ? null : <span>{tn('moreHits', hits)}</span>}
      </summary>
      {open ? children() : null}
    </details>
  );
}

interface ChangeListProps {
  changes: readonly Change[];
  pins: Pins;
  fates: readonly PinFate[];
  /** They are one version's own statements, not what changed. */
  isAlone?: boolean;
}

export function ChangeList({ changes, pins, fates, isAlone = false }: ChangeListProps) {
  const query = useContext(FindContext);
  const [shown, setShown] = useState(FIRST_CHANGES);
  const { list, onKeyDown, onFocusIn } = useRoving<HTMLUListElement>('li > button');
  const rest = changes.length - shown;
  const rows = useRows(changes.slice(0, shown), { changes, pins, fates, isAlone });
  return (
    <>
      <ul ref={list} class="change-list" onKeyDown={onKeyDown} onFocusIn={onFocusIn}>
        {rows}
      </ul>
      {rest > 0 ? (
        <MoreButton
          label={t('moreItems', rest)}
          text={query === '' ? '' : textsOf(changes.slice(shown))}
          onMore={() => setShown(shown + MORE_CHANGES)}
        />
      ) : null}
    </>
  );
}

interface Row {
  pin: Pin | null;
  pinned: ReturnType<typeof pinnedIn>;
  row: VNode;
}

/** Rows that nothing of theirs changed for stay the same, and are not drawn again: there may be a thousand. */
function useRows(shown: readonly Change[], { changes, pins, fates, isAlone = false }: ChangeListProps): VNode[] {
  const { current: held } = useRef(new WeakMap<Change, Row>());
  return useMemo(
    () =>
      shown.map((change, index) => {
        const pin = pins.of(textOf(change));
        const pinned = pinnedIn(change, fates);
        const known = held.get(change);
        if (known && known.pin?.id === pin?.id && known.pinned === pinned) return known.row;
        const row = <ChangeRow key={index} change={change} pins={pins} pin={pin} pinned={pinned} isAlone={isAlone} />;
        held.set(change, { pin, pinned, row });
        return row;
      }),
    [changes, shown.length, pins.all, fates, isAlone],
  );
}

const textOf = ({ before, after }: Change): string => (after[0] ?? before[0])?.text ?? '';

/** Every statement of the changes. */
export const textsOf = (changes: readonly Change[]): string =>
  changes.flatMap(({ before, after }) => (after.length > 0 ? after : before).map(({ text }) => text)).join('\n');

interface ChangeRowProps {
  change: Change;
  pins: Pins;
  /** That of its text, if there is one. */
  pin: Pin | null;
  /** What became of the pinned text that it says; null for none. */
  pinned: 'kept' | 'lost' | null;
  isAlone: boolean;
}

function ChangeRow({ change, pins, pin, pinned, isAlone }: ChangeRowProps) {
  const { kind, before, after, isSure } = change;
  return (
    <li class={`change ${kind}`}>
      <span class="change-sign" aria-hidden="true">
        {isAlone ? '·' : SIGNS[kind]}
      </span>
      <div class="change-text">
        <ChangeText change={change} />{' '}
        {pinned === null ? null : (
          <span class={`chip ${pinned === 'lost' ? 'tone-bad' : 'tone-mute'}`}>{t('mustKeepChip')}</span>
        )}{' '}
        <NoSource change={change} />
      </div>
      <span class="change-name mut">
        {isSure ? null : <em title={t('changeLikelyWhy')}>{t('changeLikely')}</em>} {statementNames(before, after)}{' '}
        <SourceButton change={change} />
      </span>
      <PinButton text={textOf(change)} pins={pins} pin={pin} />
    </li>
  );
}

function ChangeText({ change: { kind, before, after } }: { change: Change }) {
  const [old, now] = [before[0]?.text ?? '', after[0]?.text ?? ''];
  const text = after.length > 0 ? now : old;
  if (before.length > 1 || after.length > 1) return <Parted before={before} after={after} />;
  if (text.length > FIRST_CHARS) return <LongText text={text} />;
  if (before.length === 1 && after.length === 1 && kind !== 'same') return <DiffText parts={diffWords(old, now)} />;
  return <Marked text={text} />;
}

/** Several became one, or one became several: each is told as it stands. */
function Parted({ before, after }: Pick<Change, 'before' | 'after'>) {
  const [many, few] = before.length > after.length ? [before, after] : [after, before];
  const note =
    after.length === 1
      ? tn('changeMerged', before.length)
      : before.length === 1
        ? tn('changeSplit', after.length)
        : t('changeMixed', before.length, after.length);
  return (
    <>
      {few.map((statement) => (
        <span key={statement.number}>
          <Marked text={statement.text} />{' '}
        </span>
      ))}
      <span class="chip tone-mute">{note}</span>
      <ul class="change-parts mut">
        {many.map((statement) => (
          <li key={`${statement.kind} ${statement.number}`}>
            <Marked text={statement.text} /> <span class="change-part-name">{statementName(statement)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function PinButton({ text, pins, pin }: Pick<ChangeRowProps, 'pins' | 'pin'> & { text: string }) {
  const label = t('mustKeepThis', visibleText(shortText(text, NAME_CHARS)));
  return (
    <button
      type="button"
      class="btn quiet icon change-pin"
      aria-pressed={pin !== null}
      aria-label={label}
      title={t('mustKeepHint')}
      onClick={() => void (pin ? pins.remove(pin) : pins.add(text, 'conversation'))}
    >
      <Icon node={Star} size={13} />
    </button>
  );
}
