import { useContext, useState } from 'preact/hooks';
import type { CompactedSummary, SummaryFormat } from '../../../core/conversation/conversation.ts';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { itemCount, totalItems } from '../../facts/content/summary-facts.ts';
import { warningText } from '../../facts/warning-text.ts';
import { formatNumber, t, type TextKey, tn } from '../../format/i18n.ts';
import { useHits } from '../reading/find/use-hits.ts';
import { FindContext, LongText } from '../reading/Marked.tsx';
import { scrollBodyTo } from '../reading/scroll-body.ts';
import { StateTree } from './StateTree.tsx';
import { SummaryItems } from './SummaryItems.tsx';

const LISTS = [
  { list: 'facts', title: 'summaryFacts' },
  { list: 'decisions', title: 'summaryDecisions' },
  { list: 'preferences', title: 'summaryPreferences' },
] as const satisfies { list: string; title: TextKey }[];

interface SummaryContentProps {
  summary: CompactedSummary;
  format: SummaryFormat;
}

/** Whether the summary is shown as lists; a text has no parts to jump to. */
export function hasLists({ summary, format }: SummaryContentProps): boolean {
  return format === 'structured' && (itemCount(summary) > 0 || summary.currentState !== null);
}

export function SummaryContent({ summary, format }: SummaryContentProps) {
  const warning = warningText(summary.qualityWarning);
  const warnings = [...(warning ? [warning] : []), ...summary.warnings];
  return (
    <>
      {warnings.map((text, index) => (
        <p key={index} class="note tone-warn">
          <strong>{t('warning')}</strong>{' '}
          <span>
            <SafeText text={text} block />
          </span>
        </p>
      ))}
      {hasLists({ summary, format }) ? (
        <>
          {LISTS.map(({ list, title }) => (
            <SummaryItems key={list} title={t(title)} items={summary[list]} total={totalItems(summary, list)} />
          ))}
          {summary.currentState === null ? null : <StateTree source={summary.currentState} />}
          {summary.context === '' ? null : <AsText text={summary.context} />}
        </>
      ) : (
        <section class="card">
          {summary.context === '' ? <p class="mut">{t('summaryEmpty')}</p> : <LongText text={summary.context} />}
        </section>
      )}
    </>
  );
}

/** While it is closed it holds no text, so that nothing is found which cannot be seen. */
function AsText({ text }: { text: string }) {
  const query = useContext(FindContext);
  const [open, setOpen] = useState(false);
  const hits = useHits(open ? '' : text, query);
  return (
    <details class="card summary-as-text" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {t('summaryAsText')}
        {hits > 0 ? ` · ${tn('moreHits', hits)}` : ''}
      </summary>
      {open ? <LongText text={text} /> : null}
    </details>
  );
}

/** The summary's parts with their sizes, always in reach: a long list is thousands of pixels high. */
export function SummaryJumps({ summary }: { summary: CompactedSummary }) {
  const parts = [
    ...LISTS.map(({ list, title }) => ({
      part: 'summary-items',
      title: t(title),
      size: totalItems(summary, list) as number | null,
    })),
    ...(summary.currentState === null ? [] : [{ part: 'state-tree', title: t('summaryState'), size: null }]),
  ];
  const jump = (event: MouseEvent, title: string, part: string) => {
    const tab = event.currentTarget instanceof Element ? event.currentTarget.closest('.summary-tab') : null;
    const all = [...(tab?.querySelectorAll<HTMLElement>(`.${part}`) ?? [])];
    const target = all.find((one) => one.dataset['part'] === title) ?? all[0];
    if (target) scrollBodyTo(target, 'top');
  };
  return (
    <nav class="summary-jumps" aria-label={t('summaryParts')}>
      {parts.map(({ part, title, size }) => (
        <button key={title} type="button" class="summary-jump" onClick={(event) => jump(event, title, part)}>
          {title} {size === null ? null : <span class="mut">{formatNumber(size)}</span>}
        </button>
      ))}
    </nav>
  );
}
