import { useEffect, useRef, useState } from 'preact/hooks';
import { SUMMARY } from '../../../core/conversation/part.ts';
import { CompactButton } from '../../compact/CompactButton.tsx';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { ErrorNote } from '../../components/notices/ErrorNote.tsx';
import { latestTwo } from '../../facts/versions/comparison.ts';
import { diffMarkdown } from '../../facts/versions/diff-markdown.ts';
import { type ChangeKind, diffVersions } from '../../facts/versions/version-diff.ts';
import { deltasText, versionDeltas } from '../../facts/versions/version-deltas.ts';
import { t } from '../../format/i18n.ts';
import { usePart } from '../../model/app.ts';
import type { ConversationModel } from '../../model/conversation-model.ts';
import { usePins } from '../../model/versions/use-pins.ts';
import { useSlices } from '../../model/versions/use-slices.ts';
import type { TabProps } from '../reading/detail-view.ts';
import { FindBar } from '../reading/find/FindBar.tsx';
import { FindContext } from '../reading/Marked.tsx';
import { scrollBodyTo } from '../reading/scroll-body.ts';
import { Skeleton } from '../reading/Skeleton.tsx';
import { SlotState } from '../reading/SlotState.tsx';
import { DiffPane } from './DiffPane.tsx';
import { MustKeep } from './pins/MustKeep.tsx';
import { RunChart } from './line/RunChart.tsx';
import { RunList } from './line/RunList.tsx';
import { unreadOf, usePinFates } from './pins/use-pin-fates.ts';
import { Sources } from './Sources.tsx';
import { useSide, useVersions, type Versions } from './use-versions.ts';
import { VersionsHead, VersionsTools } from './VersionsHead.tsx';
import './VersionsTab.css';
import './VersionsDiff.css';

/** Every run of a conversation, and any two of its versions compared by meaning. */
export function VersionsTab({ model, view, onChange, onCompact, onTab }: TabProps) {
  const versions = useVersions(model);
  const { line, latest } = versions;
  if (line === null) return <Skeleton cards={3} />;
  if (line.length === 0) return <NoVersion model={model} onCompact={onCompact} />;
  return latest === null ? (
    <div class="versions-tab">
      <div class="versions-line">
        <RunList line={line} comparison={versions.comparison} fates={[]} onCompare={versions.compare} />
      </div>
      <div class="versions-right">
        <NoVersion model={model} onCompact={onCompact} />
      </div>
    </div>
  ) : (
    <Compared model={model} versions={versions} view={view} onChange={onChange} onTab={onTab} />
  );
}

function NoVersion({ model, onCompact }: { model: ConversationModel; onCompact: () => void }) {
  usePart(model, SUMMARY);
  return (
    <SlotState slot={model.slot(SUMMARY).value} onRetry={() => void model.load(SUMMARY, 'fresh')}>
      {(summary) =>
        summary ? (
          <EmptyState title={t('versionsUnnumberedTitle')} body={t('versionsUnnumberedBody')} />
        ) : (
          <EmptyState
            title={t('noSummaryTitle')}
            body={t('versionsNoneBody')}
            actions={<CompactButton model={model} onCompact={onCompact} primary />}
          />
        )
      }
    </SlotState>
  );
}

/** Opens what changed in this way, and leads there. */
function jumpTo(pane: HTMLElement | null, kind: ChangeKind): void {
  const group = pane?.querySelector<HTMLDetailsElement>(`[data-part="${kind}"]`);
  if (!group) return;
  group.querySelector('summary')?.focus({ preventScroll: true });
  const show = () => scrollBodyTo(group, 'top');
  // What a closed one holds is drawn after it was opened.
  if (!group.open) group.addEventListener('toggle', () => requestAnimationFrame(show), { once: true });
  group.open = true;
  show();
}

interface ComparedProps extends Pick<TabProps, 'model' | 'view' | 'onChange' | 'onTab'> {
  versions: Versions;
}

function Compared({ model, versions, view, onChange, onTab }: ComparedProps) {
  const { comparison, format } = versions;
  const pane = useRef<HTMLDivElement>(null);
  const [isFindOpen, openFind] = useState(false);
  if (view.takesFocus && !isFindOpen) openFind(true);
  const before = useSide(model, comparison.before, 'structured');
  const after = useSide(model, comparison.after, 'structured');
  const textBefore = useSide(model, format === 'structured' ? null : comparison.before, format);
  const textAfter = useSide(model, format === 'structured' ? null : comparison.after, format);
  const pins = usePins(model.id);
  const [old, now] = [before?.summary ?? null, after?.summary ?? null];
  const diff = useSlices(() => (old && now ? diffVersions(old, now) : null), [old, now]);
  const fates = usePinFates(pins, versions);
  const deltas = versionDeltas(old, now);
  const title = t('versionsTitle', comparison.before ?? '–', comparison.after ?? '–');
  const jump = (kind: ChangeKind) => jumpTo(pane.current, kind);
  return (
    <div class="versions-tab">
      <VersionsHead versions={versions} diff={format === 'structured' ? diff : null} deltas={deltas} onJump={jump} />
      <div class="versions-line">
        {versions.historyError ? (
          <ErrorNote error={versions.historyError} onRetry={versions.retryHistory} compact />
        ) : null}
        <RunChart line={versions.line ?? []} comparison={comparison} />
        <RunList line={versions.line ?? []} comparison={comparison} fates={fates} onCompare={versions.compare} />
      </div>
      <div class="versions-right">
        <VersionsTools
          versions={versions}
          onFind={() => onChange({ takesFocus: true })}
          markdown={diff && (() => diffMarkdown(title, deltasText(deltas), diff, fates))}
        />
        <FindContext.Provider value={view.query}>
          {isFindOpen || view.query !== '' ? <FindBar view={view} onChange={onChange} scope={pane} /> : null}
          <div class="versions-diff" ref={pane}>
            <NewerVersion versions={versions} />
            <Sources model={model} onTab={onTab} diff={format === 'structured' ? diff : null} before={old} after={now}>
              <DiffPane
                before={format === 'structured' ? before : textBefore}
                after={format === 'structured' ? after : textAfter}
                format={format}
                diff={diff}
                pins={pins}
                fates={fates}
              />
            </Sources>
          </div>
        </FindContext.Provider>
      </div>
      <MustKeep model={model} pins={pins} fates={fates} comparison={comparison} unread={unreadOf(model, versions)} />
    </div>
  );
}

/** What a version that came meanwhile did to the comparison. */
function NewerVersion({ versions: { latest, newer, comparison, compare } }: { versions: Versions }) {
  const first = useRef(latest);
  const [moved, setMoved] = useState('');
  useEffect(() => {
    if (latest === first.current) return;
    first.current = latest;
    if (newer === null) setMoved(t('versionsMoved', comparison.before ?? '–', comparison.after ?? '–'));
  }, [latest]);
  return (
    <>
      <p role="status" class="visually-hidden">
        {newer === null ? moved : t('versionsNewer', newer)}
      </p>
      {newer === null ? null : (
        <p class="note tone-run versions-newer">
          <span class="grow">{t('versionsNewer', newer)}</span>
          <button type="button" class="btn" onClick={() => compare(latestTwo(latest))}>
            {t('versionsCompareLatest', newer - 1, newer)}
          </button>
        </p>
      )}
    </>
  );
}
