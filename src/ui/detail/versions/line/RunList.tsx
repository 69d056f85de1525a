import { shortText } from '../../../../core/cut-text.ts';
import { visibleText } from '../../../../core/visible-text.ts';
import { SafeText } from '../../../components/basics/SafeText.tsx';
import { useRoving } from '../../../components/basics/use-roving.ts';
import { versionName } from '../../../facts/fact-texts.ts';
import { type Comparison, chooseVersion } from '../../../facts/versions/comparison.ts';
import type { PinFate } from '../../../facts/versions/pin-fates.ts';
import type { TimeLineRun } from '../../../facts/versions/time-line.ts';
import { t, type TextKey } from '../../../format/i18n.ts';
import { formatScore, formatTokens, percent } from '../../../format/numbers.ts';
import { durationText, exactTime, isoTime, whenText } from '../../../format/times.ts';
import { useNow } from '../../../model/app.ts';
import { RunPins } from './RunPins.tsx';

const MAX_ERROR_CHARS = 400;
const MAX_WORD_CHARS = 40;

interface RunListProps {
  line: readonly TimeLineRun[];
  comparison: Comparison;
  fates: readonly PinFate[];
  onCompare: (comparison: Comparison) => void;
}

/** Every run, newest first. A version is compared with the one before it, and with Shift as the start. */
export function RunList({ line, comparison, fates, onCompare }: RunListProps) {
  const { list, onKeyDown, onFocusIn } = useRoving<HTMLOListElement>('button.run');
  return (
    <div class="run-list">
      <p class="run run-heads mut" aria-hidden="true">
        <span />
        <span>{t('runHeadRun')}</span>
        <span class="num">{t('runHeadTokens')}</span>
        <span class="num">{t('runHeadKept')}</span>
        <span class="num">{t('runHeadScore')}</span>
      </p>
      <ol ref={list} aria-label={t('runListLabel')} onKeyDown={onKeyDown} onFocusIn={onFocusIn}>
        {line.map((run) => (
          <li key={run.key}>
            {run.version === null ? (
              <OtherRun run={run} />
            ) : (
              <button
                type="button"
                class="run"
                aria-pressed={[comparison.before, comparison.after].includes(run.version)}
                title={run.version === 1 ? t('runCompareFirst') : t('runCompare', run.version - 1, run.version)}
                onClick={(event) =>
                  onCompare(chooseVersion(comparison, run.version ?? 1, event.shiftKey ? 'start' : 'end'))
                }
              >
                <b>{versionName(run.version)}</b>
                {run.state === 'unread' ? <span class="mut">{t('runUnread')}</span> : <Figures run={run} />}
                <RunPins fates={fates} version={run.version} />
              </button>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Figures({ run }: { run: TimeLineRun }) {
  const { compactedTokens: tokens, keptRatio, score } = run;
  return (
    <>
      <How run={run} />
      <span class="num">
        {tokens === null ? '–' : formatTokens(tokens)}
        <Unseen text={t('runHeadTokens')} />
      </span>
      <span class="num mut">
        <Unseen text={t('runHeadKept')} />
        {keptRatio === null ? '–' : percent(keptRatio)}
      </span>
      <span class="num">
        <Unseen text={t('runHeadScore')} />
        {score === null ? '–' : formatScore(score)}
      </span>
    </>
  );
}

/** `balanced · 9 s · 14:05`. */
function How({ run }: { run: TimeLineRun }) {
  const { strategy, durationMs, at } = run;
  const now = useNow(60_000);
  return (
    <span class="run-how">
      {strategy === null ? null : <bdi>{visibleText(shortText(strategy, MAX_WORD_CHARS))}</bdi>}
      {strategy === null || durationMs === null ? null : ' · '}
      {durationMs === null ? null : durationText(durationMs)}
      {at === null || (strategy === null && durationMs === null) ? null : ' · '}
      {at === null ? null : (
        <time class="mut" dateTime={isoTime(at) ?? undefined} title={exactTime(at)}>
          {whenText(at, now)}
        </time>
      )}
    </span>
  );
}

const OUTCOMES: Readonly<Record<Exclude<TimeLineRun['state'], 'unread'>, { sign: string; word: TextKey }>> = {
  failed: { sign: '✕', word: 'runFailed' },
  in_progress: { sign: '↻', word: 'runGoesOn' },
  completed: { sign: '·', word: 'runUnnumbered' },
  unseen: { sign: '·', word: 'runUnseen' },
};

/** A run that made no version: it failed, or goes on. */
function OtherRun({ run }: { run: TimeLineRun }) {
  if (run.state === 'unread') return null;
  const { sign, word } = OUTCOMES[run.state];
  return (
    <div class={`run-other ${run.state}`}>
      <div class="run">
        <b aria-hidden="true">{sign}</b>
        <How run={run} />
        <span class="run-outcome">{t(word)}</span>
        <span class="num">{run.score === null ? '' : formatScore(run.score)}</span>
      </div>
      {run.error === null ? null : (
        <p class="run-error">
          <SafeText text={shortText(run.error, MAX_ERROR_CHARS)} />
        </p>
      )}
    </div>
  );
}

const Unseen = ({ text }: { text: string }) => <span class="visually-hidden"> {text} </span>;
