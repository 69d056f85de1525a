import { useRef } from 'preact/hooks';
import { type CompactedSummary, SUMMARY_FORMATS, type SummaryFormat } from '../../../core/conversation/conversation.ts';
import { usePart } from '../../model/app.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { SafeText } from '../../components/basics/SafeText.tsx';
import { t, type TextKey } from '../../format/i18n.ts';
import { conversationFacts, heldAnswers } from '../../facts/conversation-facts.ts';
import { withPart, type TabProps } from '../reading/detail-view.ts';
import { FindBar } from '../reading/FindBar.tsx';
import { FindContext, LongText } from '../reading/Marked.tsx';
import { Segmented } from '../reading/Segmented.tsx';
import { SlotState } from '../reading/SlotState.tsx';
import { StateTree } from './StateTree.tsx';
import { itemCount, summaryText, totalItems, versionsOf, warningText } from '../../facts/summary-facts.ts';
import { SummaryItems } from './SummaryItems.tsx';
import './SummaryTab.css';

const FORMATS: Readonly<Record<SummaryFormat, TextKey>> = {
  structured: 'formatStructured',
  narrative: 'formatNarrative',
  injection: 'formatInjection',
};

export function SummaryTab({ model, view, onChange }: TabProps) {
  const scope = useRef<HTMLDivElement>(null);
  const part = view.parts.summary;
  const choose = (choice: Partial<typeof part>) => onChange(withPart(view, { ...part, ...choice }));
  usePart(model, part);
  const slot = model.slot(part).value;
  const latest = conversationFacts(heldAnswers(model), 0).version;
  const data = slot.answer?.data ?? null;
  const shownVersion = part.version === null && !slot.superseded ? (data?.version ?? null) : null;
  return (
    <div class="summary-tab">
      <div class="tab-tools">
        <Segmented
          label={t('formatLabel')}
          options={SUMMARY_FORMATS.map((value) => ({ value, label: t(FORMATS[value]) }))}
          value={part.format}
          onChange={(format) => choose({ format })}
        />
        <VersionPicker latest={latest} chosen={part.version} onChange={(version) => choose({ version })} />
        {data ? (
          <CopyButton text={() => copyText(data, part.format)} label={t('copyAllSummary')} word={t('copyAll')} />
        ) : null}
        <FindBar view={view} onChange={onChange} scope={scope} />
      </div>
      {part.version === null ? null : <p class="note tone-mute">{t('versionPinned', part.version)}</p>}
      {shownVersion !== null && latest !== null && shownVersion < latest ? (
        <p class="note tone-warn">{t('versionLag', shownVersion, latest)}</p>
      ) : null}
      <div ref={scope} class="summary-tab-content">
        <FindContext.Provider value={view.query}>
          <SlotState slot={slot} onRetry={() => void model.load(part, 'fresh')}>
            {(summary) =>
              summary ? <SummaryContent summary={summary} format={part.format} /> : <NoSummary pinned={part.version} />
            }
          </SlotState>
        </FindContext.Provider>
      </div>
    </div>
  );
}

function copyText(summary: CompactedSummary, format: SummaryFormat): string {
  return format === 'structured' ? summaryText(summary) : summary.context;
}

function NoSummary({ pinned }: { pinned: number | null }) {
  return pinned === null ? (
    <EmptyState title={t('noSummaryTitle')} body={t('noSummaryBody')} />
  ) : (
    <EmptyState title={t('noVersionTitle', pinned)} body={t('noVersionBody')} />
  );
}

interface VersionPickerProps {
  latest: number | null;
  chosen: number | null;
  onChange: (version: number | null) => void;
}

function VersionPicker({ latest, chosen, onChange }: VersionPickerProps) {
  return (
    <label class="row">
      <span class="mut">{t('versionLabel')}</span>
      <select
        class="field"
        value={chosen === null ? '' : String(chosen)}
        onChange={(event) => onChange(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
      >
        <option value="">{latest === null ? t('versionLatestWord') : t('versionLatestOption', latest)}</option>
        {versionsOf(latest).map((version) => (
          <option key={version} value={String(version)}>
            {`v${version}`}
          </option>
        ))}
      </select>
    </label>
  );
}

function SummaryContent({ summary, format }: { summary: CompactedSummary; format: SummaryFormat }) {
  const warning = warningText(summary.qualityWarning);
  const warnings = [...(warning ? [warning] : []), ...summary.warnings].slice(0, 50);
  const lists = format === 'structured' && (itemCount(summary) > 0 || summary.currentState !== null);
  return (
    <>
      {warnings.map((text, index) => (
        <p key={index} class="note tone-warn">
          <strong>{t('warning')}</strong>{' '}
          <span>
            <SafeText text={text.slice(0, 2000)} />
          </span>
        </p>
      ))}
      {lists ? (
        <>
          <SummaryItems title={t('summaryFacts')} items={summary.facts} total={totalItems(summary, 'facts')} />
          <SummaryItems
            title={t('summaryDecisions')}
            items={summary.decisions}
            total={totalItems(summary, 'decisions')}
          />
          <SummaryItems
            title={t('summaryPreferences')}
            items={summary.preferences}
            total={totalItems(summary, 'preferences')}
          />
          {summary.currentState ? <StateTree source={summary.currentState} /> : null}
          {summary.context === '' ? null : (
            <details class="card summary-as-text">
              <summary>{t('summaryAsText')}</summary>
              <LongText text={summary.context} />
            </details>
          )}
        </>
      ) : (
        <section class="card">
          {summary.context === '' ? <p class="mut">{t('summaryEmpty')}</p> : <LongText text={summary.context} />}
        </section>
      )}
    </>
  );
}
