import { FATES, type KeptReport } from '../../../core/tracing/report/kept-report.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { t, tn } from '../../format/i18n.ts';
import { FATE_WORDS, isCompared, VERDICTS, verdictLine } from './kept-texts.ts';

interface KeptHeadProps {
  report: KeptReport;
  completeness: readonly string[];
  onAdd: () => void;
}

/** The verdict in one line, and how complete the messages are that it goes by. */
export function KeptHead({ report, completeness, onAdd }: KeptHeadProps) {
  const line = verdictLine(report);
  const verdict = report.verdict === null ? null : VERDICTS[report.verdict];
  return (
    <div class="kept-head">
      <p class="kept-line">
        {verdict === null ? null : (
          <span class={`chip tone-${verdict.tone}`} title={t(verdict.why)}>
            {t(verdict.word)}
          </span>
        )}{' '}
        <strong class="kept-verdict">{line}</strong>{' '}
        <CopyButton text={() => (verdict === null ? line : t('named', t(verdict.word), line))} label={t('keptCopy')} />
      </p>
      <span class="kept-known">
        {/* What has no room stands in the hint. */}
        <span class="mut kept-completeness" title={completeness.join(' · ')}>
          {completeness.map((part, at) => (
            <span key={part}>{at === 0 ? part : ` · ${part}`}</span>
          ))}
        </span>
        <button type="button" class="btn quiet" onClick={onAdd} title={t('keptAddHint')}>
          {t('keptAdd')}
        </button>
      </span>
    </div>
  );
}

/** What the colours of the strip mean, with counts. */
export function KeptLegend({ report }: { report: KeptReport }) {
  return (
    <div class="kept-legend">
      <ul>
        {FATES.filter((fate) => report.fates[fate] > 0).map((fate) => (
          <li key={fate}>
            <span class={`kept-key key-${fate}`} aria-hidden="true" />
            {t(FATE_WORDS[fate].count, report.fates[fate])}
          </li>
        ))}
      </ul>
      <span class="grow" />
      <span class="mut">{t('keptLikely')}</span>
    </div>
  );
}

/** What is not compared, while messages are missing. */
export function KeptMissing({ report, onAdd }: { report: KeptReport; onAdd: () => void }) {
  const { counted, messages, unsourced } = report;
  const missing = (counted ?? 0) - messages.length;
  if (unsourced !== null || missing <= 0) return null;
  const text = tn('keptMissing', missing);
  return (
    <div class="note tone-warn kept-missing">
      <p class="grow" title={text}>
        {text}
      </p>
      {isCompared(report) ? null : (
        <button type="button" class="btn" onClick={onAdd} title={t('keptAddHint')}>
          {t('keptAddLong')}
        </button>
      )}
    </div>
  );
}
