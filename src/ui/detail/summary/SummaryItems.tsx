import { useContext, useState } from 'preact/hooks';
import type { SummaryItem } from '../../../core/conversation/conversation.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t } from '../../format/i18n.ts';
import { countHits } from '../reading/find.ts';
import { FindContext, LongText, Marked, MoreButton, FIRST_CHARS } from '../reading/Marked.tsx';
import { confidenceText, itemsText } from '../../facts/summary-facts.ts';

const FIRST_ITEMS = 200;
const MORE_ITEMS = 1000;

interface SummaryItemsProps {
  title: string;
  items: SummaryItem[];
  /** The items that Synap sent: more than `items` where the list was cut. */
  total: number;
}

/** Facts, decisions or preferences, with their number; each can be copied. */
export function SummaryItems({ title, items, total }: SummaryItemsProps) {
  const query = useContext(FindContext);
  const [shown, setShown] = useState(FIRST_ITEMS);
  const hidden = items.slice(shown);
  return (
    <section class="card summary-items">
      <div class="summary-items-head">
        <h2>
          {title} <span class="chip">{countText(items.length, total)}</span>
        </h2>
        {items.length > 0 ? <CopyButton text={() => itemsText(items, total)} label={t('copyList', title)} /> : null}
      </div>
      {items.length === 0 ? <p class="mut">{t('summaryNoItems')}</p> : null}
      <ul>
        {items.slice(0, shown).map((item, index) => (
          <Item key={index} item={item} />
        ))}
      </ul>
      {hidden.length > 0 ? (
        <MoreButton
          label={t('moreItems', hidden.length.toLocaleString('en'))}
          hits={countHits(hidden.map((item) => item.text).join('\n'), query)}
          onMore={() => setShown(shown + MORE_ITEMS)}
        />
      ) : null}
    </section>
  );
}

/** `12`, or `10,000 / 2,000,000`. */
function countText(held: number, total: number): string {
  const [shown, all] = [held.toLocaleString('en'), total.toLocaleString('en')];
  return held === total ? all : `${shown} / ${all}`;
}

function Item({ item }: { item: SummaryItem }) {
  const confidence = confidenceText(item);
  return (
    <li>
      <div class="grow summary-item-text">
        {item.text.length > FIRST_CHARS ? <LongText text={item.text} /> : <Marked text={item.text} />}
      </div>
      {confidence ? (
        <span class="mut summary-item-confidence">
          <SafeText text={confidence.slice(0, 40)} />
        </span>
      ) : null}
      <CopyButton text={() => item.text} label={t('copyItem')} />
    </li>
  );
}
