import { useMemo } from 'preact/hooks';
import type { SummaryFormat } from '../../../core/conversation/conversation.ts';
import { statementsOf } from '../../../core/conversation/statements.ts';
import { CutNote } from '../../components/notices/CutNote.tsx';
import { ErrorNote } from '../../components/notices/ErrorNote.tsx';
import { EmptyState } from '../../components/basics/EmptyState.tsx';
import { versionName } from '../../facts/fact-texts.ts';
import { queuedText } from '../../facts/queue-texts.ts';
import { CHANGE_TITLES } from '../../facts/versions/diff-markdown.ts';
import type { PinFate } from '../../facts/versions/pin-fates.ts';
import { type Change, CHANGE_KINDS, type VersionDiff } from '../../facts/versions/version-diff.ts';
import { t, tn } from '../../format/i18n.ts';
import { useApp, useNow } from '../../model/app.ts';
import type { Pins } from '../../model/versions/use-pins.ts';
import { LongText } from '../reading/Marked.tsx';
import { Skeleton } from '../reading/Skeleton.tsx';
import { ChangeList, DiffGroup, textsOf } from './ChangeGroup.tsx';
import { LostPins } from './pins/LostPins.tsx';
import { StateAlone, StateChanges } from './StateChanges.tsx';
import { TextDiff } from './TextDiff.tsx';
import type { Side } from './use-versions.ts';

interface DiffPaneProps {
  before: Side | null;
  after: Side | null;
  format: SummaryFormat;
  /** Null until both versions are at hand and compared. */
  diff: VersionDiff | null;
  pins: Pins;
  fates: readonly PinFate[];
}

/** What changed between the two; of one that cannot be had, why. */
export function DiffPane({ before, after, format, diff, pins, fates }: DiffPaneProps) {
  const sides = [before, after].filter((side) => side !== null);
  const whole = sides.filter(({ summary }) => summary !== null);
  const isWaiting = sides.some(({ slot }) => !slot.answer && !slot.error);
  const [only] = whole;
  return (
    <>
      {sides.map((side) => (
        <SideState key={side.version} side={side} />
      ))}
      {sides.length === 1 && only ? <p class="note tone-mute">{t('versionsOnlyOne', only.version)}</p> : null}
      {after ? <LostPins fates={fates} version={after.version} before={before?.version ?? null} /> : null}
      {format === 'structured' ? (
        diff ? (
          <Structured diff={diff} pins={pins} fates={fates} />
        ) : whole.length === 2 || isWaiting ? (
          <Skeleton cards={3} />
        ) : only ? (
          <Alone side={only} pins={pins} fates={fates} />
        ) : null
      ) : (
        <Texts sides={whole} isWaiting={isWaiting} />
      )}
    </>
  );
}

/** Why a version is not there (yet). */
function SideState({ side: { version, slot, retry } }: { side: Side }) {
  const { store } = useApp();
  const queued = queuedText(slot.queuedUntil, store.budget.value, useNow());
  return (
    <>
      {queued === null ? null : <p class="note tone-mute">{queued}</p>}
      {slot.error ? (
        <section class="version-missing">
          <h2>{t('versionMissing', version)}</h2>
          <ErrorNote error={slot.error} onRetry={retry} />
        </section>
      ) : null}
      {slot.answer && slot.answer.data === null && !slot.error ? (
        <EmptyState
          title={t('noVersionTitle', version)}
          body={t('noVersionBody')}
          actions={
            <button type="button" class="btn" onClick={retry}>
              {t('actionRetry')}
            </button>
          }
        />
      ) : null}
      <CutNote cut={slot.answer?.data?.cut} />
    </>
  );
}

function Structured({ diff, pins, fates }: { diff: VersionDiff; pins: Pins; fates: readonly PinFate[] }) {
  const isUnchanged = CHANGE_KINDS.every((kind) => kind === 'same' || diff.changes[kind].length === 0);
  return (
    <>
      {isUnchanged ? <p class="note tone-mute">{t('changesNone')}</p> : null}
      {CHANGE_KINDS.map((kind) => {
        const changes = diff.changes[kind];
        if (changes.length === 0) return null;
        return (
          <DiffGroup
            key={kind}
            part={kind}
            title={t('pair', t(CHANGE_TITLES[kind]), changes.length)}
            isOpen={kind !== 'same'}
            texts={() => textsOf(changes)}
          >
            {() => <ChangeList changes={changes} pins={pins} fates={fates} />}
          </DiffGroup>
        );
      })}
      <StateChanges state={diff.state} />
    </>
  );
}

/** One version's statements, while there is nothing to compare them with. */
function Alone({ side, pins, fates }: { side: Side; pins: Pins; fates: readonly PinFate[] }) {
  const { summary, version } = side;
  const changes = useMemo(
    () =>
      (summary === null ? [] : statementsOf(summary))
        .filter(({ kind }) => kind !== 'state')
        .map((statement): Change => ({ kind: 'same', before: [], after: [statement], isSure: true })),
    [summary],
  );
  return (
    <>
      <DiffGroup part="alone" title={[versionName(version), tn('statements', changes.length)].join(' · ')}>
        {() => <ChangeList changes={changes} pins={pins} fates={fates} isAlone />}
      </DiffGroup>
      <StateAlone source={summary?.currentState ?? null} />
    </>
  );
}

/** The summaries' texts, compared word by word. */
function Texts({ sides, isWaiting }: { sides: readonly Side[]; isWaiting: boolean }) {
  const [old, now] = sides.map(({ summary }) => summary?.context ?? '');
  if (old !== undefined && now !== undefined) return <TextDiff before={old} after={now} />;
  if (isWaiting) return <Skeleton cards={3} />;
  return old === undefined ? null : <LongText text={old} />;
}
