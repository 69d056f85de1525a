import { useRef } from 'preact/hooks';
import {
  type Answer,
  type CompactedSummary,
  SUMMARY_FORMATS,
  type SummaryFormat,
} from '../../../core/conversation/conversation.ts';
import { useNow, usePart } from '../../model/app.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { t, type TextKey } from '../../format/i18n.ts';
import { conversationFacts, heldAnswers } from '../../facts/conversation-facts.ts';
import { versionName } from '../../facts/fact-texts.ts';
import { withPart, type TabProps } from '../reading/detail-view.ts';
import { FindBar } from '../reading/find/FindBar.tsx';
import { FindContext } from '../reading/Marked.tsx';
import { Segmented } from '../reading/Segmented.tsx';
import { SlotState } from '../reading/SlotState.tsx';
import { summaryText, versionsOf } from '../../facts/content/summary-facts.ts';
import { versionLine } from './version-line.ts';
import { hasLists, SummaryContent, SummaryJumps } from './SummaryContent.tsx';
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
  // An earlier version's answer is not copied under the new one's name.
  const data = slot.superseded ? null : (slot.answer?.data ?? null);
  const shownVersion = part.version === null && !slot.superseded ? (data?.version ?? null) : null;
  return (
    <div class="summary-tab">
      <div class="tab-sticky">
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
        {data && hasLists({ summary: data, format: part.format }) ? <SummaryJumps summary={data} /> : null}
      </div>
      {part.version === null ? null : <PinnedNote version={part.version} answer={slot.answer} />}
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

/** The version's own figures: head, Status and Prompt go on about the latest. */
function PinnedNote({ version, answer }: { version: number; answer: Answer<CompactedSummary | null> | null }) {
  const now = useNow();
  return (
    <p class="note tone-mute pinned-note">
      <span>
        {answer?.data ? <strong>{versionLine(answer.data, answer.meta.serverSkewMs, now)}</strong> : null}{' '}
        {t('versionPinned', version)}
      </span>
    </p>
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
            {versionName(version)}
          </option>
        ))}
      </select>
    </label>
  );
}
