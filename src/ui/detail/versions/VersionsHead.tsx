import { ArrowLeftRight, ArrowRight, Search } from 'lucide';
import { SUMMARY_FORMATS, type SummaryFormat } from '../../../core/conversation/conversation.ts';
import { CopyButton } from '../../components/basics/CopyButton.tsx';
import { Icon } from '../../components/basics/Icon.tsx';
import { versionName } from '../../facts/fact-texts.ts';
import { CHANGE_KINDS, type ChangeKind, type VersionDiff } from '../../facts/versions/version-diff.ts';
import { type Delta, deltasText } from '../../facts/versions/version-deltas.ts';
import { t, type TextKey } from '../../format/i18n.ts';
import { Segmented } from '../reading/Segmented.tsx';
import type { Versions } from './use-versions.ts';

const FORMATS: Readonly<Record<SummaryFormat, TextKey>> = {
  structured: 'formatStructured',
  narrative: 'formatNarrative',
  injection: 'formatInjection',
};

/** What is neutral comes first, as it is what most statements are. */
const CHIPS = ['same', ...CHANGE_KINDS.filter((kind) => kind !== 'same')] as const;
const TONES: Readonly<Record<ChangeKind, string>> = {
  same: 'tone-mute',
  removed: 'tone-bad',
  updated: 'tone-warn',
  reworded: 'tone-run',
  added: 'tone-ok',
};

const COUNTS: Readonly<Record<ChangeKind, TextKey>> = {
  same: 'changeSameCount',
  removed: 'changeRemovedCount',
  updated: 'changeUpdatedCount',
  reworded: 'changeRewordedCount',
  added: 'changeAddedCount',
};

interface VersionsHeadProps {
  versions: Versions;
  diff: VersionDiff | null;
  deltas: readonly Delta[];
  onJump: (kind: ChangeKind) => void;
}

export function VersionsHead({ versions, diff, deltas, onJump }: VersionsHeadProps) {
  return (
    <div class="versions-head">
      {versions.latest === 1 ? <b>{versionName(1)}</b> : <Pair versions={versions} />}
      {diff ? <Chips diff={diff} onJump={onJump} /> : null}
      <span class="versions-deltas mut" title={deltasText(deltas)}>
        {deltasText(deltas)}
      </span>
    </div>
  );
}

function Pair({ versions }: { versions: Versions }) {
  const { comparison, compare } = versions;
  return (
    <div class="versions-pair" role="group" aria-label={t('versionsCompared')}>
      <Picker versions={versions} side="before" label={t('versionsBefore')} />
      <Icon node={ArrowRight} size={12} points />
      <Picker versions={versions} side="after" label={t('versionsAfter')} />
      <button
        type="button"
        class="btn quiet icon"
        aria-label={t('versionsSwap')}
        title={t('versionsSwap')}
        onClick={() => compare({ before: comparison.after, after: comparison.before })}
      >
        <Icon node={ArrowLeftRight} />
      </button>
    </div>
  );
}

interface VersionsToolsProps {
  versions: Versions;
  onFind: () => void;
  /** The comparison to copy; null while there is none. */
  markdown: (() => string) | null;
}

export function VersionsTools({ versions: { format, chooseFormat }, onFind, markdown }: VersionsToolsProps) {
  return (
    <div class="versions-tools">
      <Segmented
        label={t('formatLabel')}
        options={SUMMARY_FORMATS.map((value) => ({ value, label: t(FORMATS[value]) }))}
        value={format}
        onChange={chooseFormat}
      />
      <span class="grow" />
      <button type="button" class="btn quiet icon" aria-label={t('findLabel')} title={t('findLabel')} onClick={onFind}>
        <Icon node={Search} />
      </button>
      {markdown ? <CopyButton text={markdown} label={t('copyDiff')} word={t('copyWord')} /> : null}
    </div>
  );
}

interface PickerProps {
  versions: Versions;
  side: 'before' | 'after';
  label: string;
}

function Picker({ versions: { line, comparison, compare }, side, label }: PickerProps) {
  return (
    <select
      class="field"
      aria-label={label}
      title={label}
      value={String(comparison[side] ?? '')}
      onChange={(event) => compare({ ...comparison, [side]: Number(event.currentTarget.value) })}
    >
      {(line ?? []).map(({ key, version, state }) =>
        version === null ? null : (
          <option key={key} value={String(version)}>
            {state === 'unread' ? t('versionUnread', version) : versionName(version)}
          </option>
        ),
      )}
    </select>
  );
}

/** How many statements went which way; each leads to them. */
function Chips({ diff, onJump }: { diff: VersionDiff; onJump: (kind: ChangeKind) => void }) {
  return (
    <nav class="versions-chips" aria-label={t('changesLabel')}>
      {CHIPS.map((kind) => {
        const count = diff.changes[kind].length;
        return (
          <button
            key={kind}
            type="button"
            class={`chip ${count === 0 ? 'tone-mute' : TONES[kind]}`}
            disabled={count === 0}
            onClick={() => onJump(kind)}
          >
            {t(COUNTS[kind], count)}
          </button>
        );
      })}
    </nav>
  );
}
