import { type PinFate, pinsIn } from '../../../facts/versions/pin-fates.ts';
import { PIN_LOOKS, pinNames } from '../../../facts/versions/pin-texts.ts';
import { joined, t } from '../../../format/i18n.ts';

const ORDER = ['lost', 'reworded', 'kept'] as const;

/** `✕ 1 lost ✓ 2 kept`: what a version does with what must be kept. Nothing of one that was not read. */
export function RunPins({ fates, version }: { fates: readonly PinFate[]; version: number }) {
  const found = pinsIn(fates, version);
  if (found === null) return null;
  return (
    <span class="run-pins">
      <span class="visually-hidden"> {t('named', t('mustKeepTitle'), '')} </span>
      {ORDER.map((state) => {
        const pins = found[state];
        if (pins.length === 0) return null;
        const { sign, word, tone } = PIN_LOOKS[state];
        return (
          <span
            key={state}
            class={`pin-state ${tone}`}
            title={[t('named', joined('inTurn', [t('mustKeepTitle'), t(word)]), '').trim(), pinNames(pins)].join('\n')}
          >
            <span aria-hidden="true">{sign}</span> {t('pair', pins.length, t(word))}{' '}
          </span>
        );
      })}
    </span>
  );
}
