import { EXPECTED_KEPT, STRATEGIES, type Strategy } from '../../core/conversation/conversation.ts';
import { percent } from '../format/numbers.ts';
import { t, type TextKey } from '../format/i18n.ts';

const HINTS: Readonly<Record<Strategy, TextKey>> = {
  aggressive: 'strategyAggressive',
  balanced: 'strategyBalanced',
  conservative: 'strategyConservative',
  adaptive: 'strategyAdaptive',
};

interface TargetFieldProps {
  text: string;
  wrong: boolean;
  onChange: (text: string) => void;
}

export function TargetField({ text, wrong, onChange }: TargetFieldProps) {
  return (
    <label class="compact-field">
      <span>{t('targetTokens')}</span>
      <input
        class="field"
        inputMode="numeric"
        autocomplete="off"
        value={text}
        placeholder={t('targetPlaceholder')}
        aria-invalid={wrong}
        aria-describedby="compact-target-hint"
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {/* A new key makes a new element, so that only new text is read out as an alert. */}
      <span
        key={wrong ? 'wrong' : 'hint'}
        id="compact-target-hint"
        class={wrong ? 'compact-wrong' : 'mut'}
        role={wrong ? 'alert' : undefined}
      >
        {wrong ? t('targetWrong') : t('targetHint')}
      </span>
    </label>
  );
}

/** Side by side, so that the rest of the dialog stays in sight in a low panel. */
export function StrategyChoice({ strategy, onChange }: { strategy: Strategy; onChange: (strategy: Strategy) => void }) {
  return (
    <fieldset class="compact-strategies">
      <legend>{t('runStrategy')}</legend>
      <div class="compact-strategy-row">
        {STRATEGIES.map((value) => {
          const kept = EXPECTED_KEPT[value];
          return (
            <label key={value} class="compact-strategy">
              <input
                type="radio"
                name="strategy"
                value={value}
                checked={value === strategy}
                onChange={() => onChange(value)}
              />
              <span>
                <strong>{value}</strong>
                <span class="mut">{kept === null ? t('strategyDecides') : t('strategyKeeps', percent(kept))}</span>
              </span>
            </label>
          );
        })}
      </div>
      <p class="mut compact-strategy-hint">{t(HINTS[strategy])}</p>
    </fieldset>
  );
}

/** Parses the typed target: empty leaves it to the strategy (null); thousands may be grouped, as any language does. */
export function parseTargetTokens(text: string): number | null | 'wrong' {
  const typed = text.trim().replaceAll(/(?<=\d)[,.'’\s_](?=\d{3}(\D|$))/g, '');
  if (typed === '') return null;
  const tokens = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
  return tokens > 0 ? tokens : 'wrong';
}
