import { shortText } from '../../../core/cut-text.ts';
import { useContext, useMemo, useState } from 'preact/hooks';
import type { SummaryItem } from '../../../core/conversation/conversation.ts';
import { visibleText } from '../../../core/visible-text.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { useRoving } from '../../components/basics/use-roving.ts';
import { confidences } from './confidence.ts';
import { itemsText } from '../../facts/content/summary-facts.ts';
import { formatNumber, t } from '../../format/i18n.ts';
import { FindContext, LongText, Marked, MoreButton, FIRST_CHARS } from '../reading/Marked.tsx';
import { useTurns } from '../reading/use-turns.tsx';

const FIRST_ITEMS = 200;
const MORE_ITEMS = 1000;
/** The length of a statement in its button's name. */
const NAME_CHARS = 60;

interface SummaryItemsProps {
  title: string;
  items: SummaryItem[];
  /** The items that Synap sent: more than `items` where the list was cut. */
  total: number;
}

/** Facts, decisions or preferences, with their number; each can be copied. */
export function SummaryItems({ title, items, total }: SummaryItemsProps) {
  const isFinding = useContext(FindContext).trim() !== '';
  const [shown, setShown] = useState(FIRST_ITEMS);
  const { list, onKeyDown, onFocusIn } = useRoving<HTMLUListElement>('li > button');
  const { usual, outlier } = useMemo(() => confidences(items), [items]);
  const rows = useMemo(
    () => items.slice(0, shown).map((item, index) => <Item key={index} item={item} confidence={outlier(item)} />),
    [items, shown, outlier],
  );
  const { drawn, isBusy } = useTurns(rows);
  const hidden = useMemo(() => items.slice(shown), [items, shown]);
  const sought = useMemo(() => (isFinding ? hidden.map(({ text }) => text).join('\n') : ''), [hidden, isFinding]);
  return (
    <section class="card summary-items" data-part={title}>
      <div class="summary-items-head">
        <h2>
          {title} <span class="chip">{countText(items.length, total)}</span>
        </h2>
        {usual === null ? null : (
          <span class="mut summary-items-usual">
            <SafeText text={t('confidenceUsual', shortText(usual, 40))} />
          </span>
        )}
        {items.length > 0 ? <CopyButton text={() => itemsText(items, total)} label={t('copyList', title)} /> : null}
      </div>
      {items.length === 0 ? <p class="mut">{t('summaryNoItems')}</p> : null}
      <ul ref={list} class="in-turns" aria-busy={isBusy} onKeyDown={onKeyDown} onFocusIn={onFocusIn}>
        {drawn}
      </ul>
      {hidden.length > 0 ? (
        <MoreButton label={t('moreItems', hidden.length)} text={sought} onMore={() => setShown(shown + MORE_ITEMS)} />
      ) : null}
    </section>
  );
}

/** `12`, or `10,000 / 2,000,000`. */
function countText(held: number, total: number): string {
  return held === total ? formatNumber(total) : t('outOf', held, total);
}

interface ItemProps {
  item: SummaryItem;
  /** Shown when it stands out among the others. */
  confidence: string | null;
}

function Item({ item, confidence }: ItemProps) {
  const label = t('copyItem', visibleText(shortText(item.text, NAME_CHARS)));
  return (
    <li>
      <div class="grow summary-item-text">
        {item.text.length > FIRST_CHARS ? <LongText text={item.text} /> : <Marked text={item.text} block />}
      </div>
      {confidence === null ? null : (
        <span class="mut summary-item-confidence" title={t('confidenceOwn')}>
          <SafeText text={shortText(confidence, 40)} />
        </span>
      )}
      <CopyButton text={() => item.text} label={label} />
    </li>
  );
}
