import { useState } from 'preact/hooks';
import { formatNumber } from '../../ui/format/i18n.ts';
import { Field } from './Field.tsx';
import type { NumberRange } from '../../core/profile/settings.ts';
import { faultText, readNumber } from './read-number.ts';

/** With the language's own decimal point, in digits that `readNumber` takes. */
const AS_TYPED = { useGrouping: false, maximumFractionDigits: 10, numberingSystem: 'latn' } as const;

interface Props {
  label: string;
  hint?: string | undefined;
  value: number;
  range: NumberRange;
  /** Resolves with whether it was saved. */
  onSave: (value: number) => Promise<boolean>;
}

/** Saved on leaving the field or on Enter. An invalid number, or one that could not be saved, stays as typed. */
export function NumberSetting({ label, hint, value, range, onSave }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const wrong = tried && typed !== null && readNumber(typed, range) === null;
  const save = async () => {
    setTried(true);
    const read = typed === null ? null : readNumber(typed, range);
    if (read !== null && (read === value || (await onSave(read)))) setTyped(null);
  };
  return (
    <Field label={label} hint={hint} fault={wrong ? faultText(range) : undefined}>
      {(wiring) => (
        <input
          {...wiring}
          class="field opt-number"
          type="text"
          inputMode={range.whole ? 'numeric' : 'decimal'}
          autocomplete="off"
          value={typed ?? formatNumber(value, AS_TYPED)}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setTried(false);
          }}
          onChange={() => void save()}
        />
      )}
    </Field>
  );
}
