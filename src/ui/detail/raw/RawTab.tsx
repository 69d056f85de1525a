import { Download } from 'lucide';
import { useMemo, useRef } from 'preact/hooks';
import type { Answer } from '../../../core/conversation/conversation.ts';
import { useApp } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { Icon } from '../../components/basics/Icon.tsx';
import { t } from '../../format/i18n.ts';
import type { DetailView, ViewProps } from '../reading/detail-view.ts';
import { FindBar } from '../reading/FindBar.tsx';
import { KeepPart } from '../reading/Prefetch.tsx';
import { FindContext, LongText } from '../reading/Marked.tsx';
import { prettyJson } from '../reading/pretty-json.ts';
import { Segmented } from '../reading/Segmented.tsx';

const LIMITS = { maxChars: 2_000_000, maxDepth: 200 };

/** JSON as received, part by part, in the format, version and style chosen in the other tabs. */
export function RawTab({ model, view, onChange }: ViewProps & { model: ConversationModel }) {
  const { shell } = useApp();
  const scope = useRef<HTMLDivElement>(null);
  const answer = answerOf(model, view);
  const pretty = useMemo(() => (answer ? prettyJson(answer.raw, LIMITS) : null), [answer]);
  const whole = () => (answer ? prettyJson(answer.raw).text : '');
  const parts = [
    { value: 'status', label: t('detailTabStatus') },
    { value: 'summary', label: t('detailTabSummary') },
    { value: 'prompt', label: t('detailTabPrompt') },
  ] as const;
  return (
    <div class="raw-tab">
      <AskPart model={model} view={view} />
      <div class="tab-tools">
        <Segmented label={t('rawPart')} options={parts} value={view.raw} onChange={(raw) => onChange({ raw })} />
        <span class="mut">{variantText(view)}</span>
        {answer ? (
          <>
            <CopyButton text={whole} label={t('copyJson')} word={t('copyWord')} />
            <button
              type="button"
              class="btn"
              onClick={() => shell.download(`synap-${model.id}-${view.raw}.json`, whole(), 'application/json')}
            >
              <Icon node={Download} />
              {t('download')}
            </button>
          </>
        ) : null}
        <FindBar view={view} onChange={onChange} scope={scope} />
      </div>
      {pretty?.cut ? <p class="note tone-mute">{t('rawCut')}</p> : null}
      <div ref={scope}>
        <FindContext.Provider value={view.query}>
          {pretty ? (
            <LongText key={view.raw} text={pretty.text} mono />
          ) : (
            <EmptyState title={t('rawNoneTitle')} body={t('rawNoneBody')} />
          )}
        </FindContext.Provider>
      </div>
    </div>
  );
}

/** The part is asked for when it is looked at, as it is in its own tab. */
function AskPart({ model, view }: { model: ConversationModel; view: DetailView }) {
  if (view.raw === 'summary') {
    return <KeepPart model={model} part={{ kind: 'summary', format: view.format, version: view.version }} />;
  }
  return view.raw === 'prompt' ? <KeepPart model={model} part={{ kind: 'prompt', style: view.style }} /> : null;
}

function answerOf(model: ConversationModel, view: DetailView): Answer<unknown> | null {
  if (view.raw === 'status') return model.status.value.answer;
  if (view.raw === 'summary') return model.summary(view.format, view.version).value.answer;
  return model.prompt(view.style).value.answer;
}

function variantText(view: DetailView): string {
  if (view.raw === 'status') return '';
  if (view.raw === 'prompt') return `style=${view.style}`;
  return `format=${view.format}${view.version === null ? '' : ` version=${view.version}`}`;
}
