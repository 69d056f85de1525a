import { isMirrored, joined, t, tn } from '../../../format/i18n.ts';
import { formatScore } from '../../../format/numbers.ts';
import { versionName } from '../../../facts/fact-texts.ts';
import type { Comparison } from '../../../facts/versions/comparison.ts';
import { axisText, CHART, runChart, type Column } from '../../../facts/versions/run-chart.ts';
import type { TimeLineRun } from '../../../facts/versions/time-line.ts';

/** Longer histories are told in short: the list below has every run. */
const MAX_TOLD = 12;

/** Time runs as the user reads: in a mirrored page, the newest run stands on the left. */
const across = (x: number): number => (isMirrored() ? CHART.width - x : x);

/** How the runs went, at a glance. */
export function RunChart({ line, comparison }: { line: readonly TimeLineRun[]; comparison: Comparison }) {
  const { columns, barWidth, most } = runChart(line);
  const middle = (CHART.top + CHART.bottom) / 2;
  const points = columns.filter(({ run, score }) => run.version !== null && score !== null);
  const axis = [
    [CHART.top, most],
    [middle, most / 2],
    [CHART.bottom, 0],
  ] as const;
  return (
    <figure class="run-chart">
      <svg viewBox={`0 0 ${CHART.width} ${CHART.height}`} role="img" aria-label={chartText(columns)}>
        {axis.map(([y, tokens]) => (
          <g key={y}>
            <path class="run-chart-line" d={`M${across(CHART.left)} ${y}H${across(CHART.right)}`} />
            <text class="run-chart-axis" x={across(CHART.left - 6)} y={y + 3} text-anchor="end">
              {axisText(tokens)}
            </text>
          </g>
        ))}
        {columns.map((column) => (
          <Bar key={column.run.key} column={column} width={barWidth} comparison={comparison} />
        ))}
        <polyline class="run-chart-score" points={points.map(({ x, score }) => `${across(x)},${score}`).join(' ')} />
        {points.map(({ run, x, score }) => (
          <circle
            key={run.key}
            class="run-chart-point"
            cx={across(x)}
            cy={score ?? 0}
            r={Math.min(3.5, barWidth / 2)}
          />
        ))}
        {columns.map(({ run, x }) =>
          run.state === 'failed' ? (
            <path key={run.key} class="run-chart-failed" d={`M${across(x) - 4} ${middle - 12}l8 8m0-8l-8 8`} />
          ) : null,
        )}
      </svg>
      <figcaption class="run-chart-legend mut" aria-hidden="true">
        <span class="run-chart-bar-key">▮</span> {t('chartTokens')} · <span class="run-chart-score-key">●</span>{' '}
        {t('chartScore')} · <span class="run-chart-failed-key">✕</span> {t('chartFailed')}
      </figcaption>
    </figure>
  );
}

function Bar({ column, width, comparison }: { column: Column; width: number; comparison: Comparison }) {
  const { run, x, top, isNamed } = column;
  const isShown = run.version !== null && [comparison.before, comparison.after].includes(run.version);
  return (
    <>
      {top === null && run.version !== null ? (
        <text x={across(x)} y={CHART.bottom - 4} text-anchor="middle">
          ?
        </text>
      ) : null}
      {top === null ? null : (
        <rect
          class={isShown ? 'run-chart-bar shown' : 'run-chart-bar'}
          x={across(x) - width / 2}
          y={top}
          width={width}
          height={Math.max(1, CHART.bottom - top)}
        />
      )}
      {isNamed ? (
        <text
          class={isShown ? 'run-chart-name shown' : 'run-chart-name'}
          x={across(Math.min(x, CHART.width - 11))}
          y={CHART.height - 6}
          text-anchor="middle"
        >
          {versionName(run.version)}
        </text>
      ) : null}
    </>
  );
}

/** The same in words, for who does not see it. */
function chartText(columns: readonly Column[]): string {
  const told = columns.filter(({ run }) => run.version !== null && run.state !== 'unread').slice(-MAX_TOLD);
  const failed = columns.filter(({ run }) => run.state === 'failed').length;
  const versions = told.map(({ run: { version, compactedTokens, score } }) => {
    const tokens = compactedTokens === null ? t('tokensUnknown') : tn('tokensCounted', compactedTokens);
    const named = t('named', versionName(version), tokens);
    return score === null ? named : joined('inTurn', [named, t('lineScore', formatScore(score))]);
  });
  return joined('stops', [t('chartLabel'), ...versions, ...(failed === 0 ? [] : [tn('chartFailedRuns', failed)])]);
}
