import { cutText } from '../../../core/cut-text.ts';
import { PART_KINDS, type Part, type PartKind } from '../../../core/conversation/part.ts';
import { Download } from 'lucide';
import { useMemo, useRef } from 'preact/hooks';
import { useApp } from '../../model/app.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { Icon } from '../../components/basics/Icon.tsx';
import { t, type TextKey } from '../../format/i18n.ts';
import type { TabProps, ViewProps } from '../reading/detail-view.ts';
import { PrefetchPart } from '../reading/Prefetch.tsx';
import { FindBar } from '../reading/find/FindBar.tsx';
import { FindContext, LongText } from '../reading/Marked.tsx';
import { JsonTree } from '../reading/JsonTree.tsx';
import { isJson } from '../reading/pretty-json.ts';
import { Segmented } from '../reading/Segmented.tsx';

/** The browser cannot lay out a longer text in a tolerable time. */
const MAX_SHOWN_CHARS = 2_000_000;

const LABELS: Readonly<Record<PartKind, TextKey>> = {
  status: 'detailTabStatus',
  summary: 'detailTabSummary',
  prompt: 'detailTabPrompt',
};

/** The answers as received, part by part, in the format, version and style chosen in the other tabs. */
export function RawTab({ model, view, onChange }: TabProps) {
  const { shell } = useApp();
  const scope = useRef<HTMLDivElement>(null);
  const part: Part = view.parts[view.raw];
  const { answer } = model.slot(part).value;
  // A refusal may have no body.
  const text = answer?.raw || null;
  const canBranch = useMemo(() => text !== null && /^\s*[[{]/.test(text) && isJson(text), [text]);
  const isTree = canBranch && view.rawAs === 'tree';
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
        {canBranch ? <RawAs view={view} onChange={onChange} /> : null}
        {text !== null ? (
          <>
            <CopyButton text={() => text} label={t('copyJson')} word={t('copyWord')} />
            <button
              type="button"
              class="btn"
              onClick={() => shell.download(`synap-${model.id}-${view.raw}.json`, text, 'application/json')}
            >
              <Icon node={Download} />
              {t('download')}
            </button>
          </>
        ) : null}
        <FindBar view={view} onChange={onChange} scope={scope} />
      </div>
      {isTree || text === null || text.length <= MAX_SHOWN_CHARS ? null : <p class="note tone-mute">{t('rawCut')}</p>}
      <div ref={scope}>
        <FindContext.Provider value={view.query}>
          {text === null ? (
            <EmptyState title={t('rawNoneTitle')} body={t('rawNoneBody')} />
          ) : isTree ? (
            <JsonTree key={view.raw} source={text} />
          ) : (
            <LongText key={view.raw} text={cutText(text, MAX_SHOWN_CHARS)} mono />
          )}
        </FindContext.Provider>
      </div>
    </div>
  );
}

function RawAs({ view, onChange }: ViewProps) {
  const options = [
    { value: 'text', label: t('rawAsText') },
    { value: 'tree', label: t('rawAsTree') },
  ] as const;
  return (
    <Segmented label={t('rawAs')} options={options} value={view.rawAs} onChange={(rawAs) => onChange({ rawAs })} />
  );
}

/** `format=structured version=2`: the choice in the API's own parameters. */
function variantText({ kind: _kind, ...choice }: Part): string {
  const chosen = Object.entries(choice).filter(([, value]) => value !== null);
  return chosen.map(([name, value]) => `${name}=${value}`).join(' ');
}
