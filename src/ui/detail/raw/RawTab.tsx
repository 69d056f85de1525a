import { PART_KINDS, type Part, type PartKind } from '../../../core/conversation/part.ts';
import { Download } from 'lucide';
import { useMemo, useRef } from 'preact/hooks';
import { useApp } from '../../model/app.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { Icon } from '../../components/basics/Icon.tsx';
import { t, type TextKey } from '../../format/i18n.ts';
import type { TabProps } from '../reading/detail-view.ts';
import { PrefetchPart } from '../reading/Prefetch.tsx';
import { FindBar } from '../reading/FindBar.tsx';
import { FindContext, LongText } from '../reading/Marked.tsx';
import { prettyJson } from '../reading/pretty-json.ts';
import { Segmented } from '../reading/Segmented.tsx';

/** The browser cannot lay out a longer text in a tolerable time. */
const MAX_SHOWN_CHARS = 2_000_000;

const LABELS: Readonly<Record<PartKind, TextKey>> = {
  status: 'detailTabStatus',
  summary: 'detailTabSummary',
  prompt: 'detailTabPrompt',
};

/** JSON as received, part by part, in the format, version and style chosen in the other tabs. */
export function RawTab({ model, view, onChange }: TabProps) {
  const { shell } = useApp();
  const scope = useRef<HTMLDivElement>(null);
  const part: Part = view.parts[view.raw];
  const { answer } = model.slot(part).value;
  const json = useMemo(() => (answer ? prettyJson(answer.raw) : null), [answer]);
  return (
    <div class="raw-tab">
      {/* The detail itself keeps the status loaded. */}
      {part.kind === 'status' ? null : <PrefetchPart model={model} part={part} />}
      <div class="tab-tools">
        <Segmented
          label={t('rawPart')}
          options={PART_KINDS.map((kind) => ({ value: kind, label: t(LABELS[kind]) }))}
          value={view.raw}
          onChange={(raw) => onChange({ raw })}
        />
        <span class="mut">{variantText(part)}</span>
        {json !== null ? (
          <>
            <CopyButton text={() => json} label={t('copyJson')} word={t('copyWord')} />
            <button
              type="button"
              class="btn"
              onClick={() => shell.download(`synap-${model.id}-${view.raw}.json`, json, 'application/json')}
            >
              <Icon node={Download} />
              {t('download')}
            </button>
          </>
        ) : null}
        <FindBar view={view} onChange={onChange} scope={scope} />
      </div>
      {json !== null && json.length > MAX_SHOWN_CHARS ? <p class="note tone-mute">{t('rawCut')}</p> : null}
      <div ref={scope}>
        <FindContext.Provider value={view.query}>
          {json !== null ? (
            <LongText key={view.raw} text={json.slice(0, MAX_SHOWN_CHARS)} mono />
          ) : (
            <EmptyState title={t('rawNoneTitle')} body={t('rawNoneBody')} />
          )}
        </FindContext.Provider>
      </div>
    </div>
  );
}

/** `format=structured version=2`: the choice in the API's own parameters. */
function variantText({ kind: _kind, ...choice }: Part): string {
  const chosen = Object.entries(choice).filter(([, value]) => value !== null);
  return chosen.map(([name, value]) => `${name}=${value}`).join(' ');
}
