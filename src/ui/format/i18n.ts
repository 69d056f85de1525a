/** UI texts by key, from `_locales`. The compiler checks keys against the English file. */
import type messages from '../../../public/_locales/en/messages.json';

export type TextKey = keyof typeof messages;
type PluralStem<K> = K extends `${infer Stem}_one` ? Stem : never;

type Translate = (key: string, substitutions: string[]) => string;
let translate: Translate = (key) => key;

/** Called once by each page's main before it renders. */
export function setTranslator(next: Translate): void {
  translate = next;
}

/** The text of `key`, with `$1`, `$2`, … replaced. */
export function t(key: TextKey, ...substitutions: (string | number)[]): string {
  return translate(key, substitutions.map(String));
}

const plurals = new Intl.PluralRules('en');

/** `stem_one` or `stem_other` by `count`, which is also `$1` (grouped by thousands). */
export function tn(stem: PluralStem<TextKey>, count: number, ...substitutions: (string | number)[]): string {
  const form = plurals.select(count) === 'one' ? 'one' : 'other';
  return translate(`${stem}_${form}`, [count.toLocaleString('en'), ...substitutions.map(String)]);
}
