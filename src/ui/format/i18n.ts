/** UI texts by key, from `_locales`. The compiler checks keys against the English file. */
import { createTexts, type Substitution, type Texts, type Translate } from '../../core/texts.ts';
import type messages from '../../../public/_locales/en/messages.json';

export type TextKey = keyof typeof messages;
type PluralStem<K> = K extends `${infer Stem}_one` ? Stem : never;

let texts = createTexts((key) => (key === 'localeTag' ? 'en' : key));

/** Called once by each page's main before it renders. */
export function setTranslator(translate: Translate): Texts {
  texts = createTexts(translate);
  return texts;
}

/** The text of `key`, with `$1`, `$2`, … replaced. Numbers are written as the language writes them. */
export const t = (key: TextKey, ...substitutions: Substitution[]): string =>
  texts.t(key, ...substitutions.map((part) => (typeof part === 'number' ? formatNumber(part) : part)));

/** The text of `stem` for `count`, which is also `$1`. */
export const tn = (stem: PluralStem<TextKey>, count: number, ...substitutions: Substitution[]): string =>
  texts.tn(stem, count, ...substitutions);

/** Whether the texts, and with them the pages, the arrow keys and what points, run from right to left. The browser's own
 * language need not. */
export const isMirrored = (): boolean => t('textDirection').startsWith('rtl');

/** The key as it would be from left to right: `ArrowRight` leads on, whichever key that is. */
export function unmirroredKey(key: string): string {
  if (!isMirrored()) return key;
  return key === 'ArrowLeft' ? 'ArrowRight' : key === 'ArrowRight' ? 'ArrowLeft' : key;
}

/** A list writes hundreds, and to make what writes them takes longer than to write. */
const plain = perLanguage((locale) => new Intl.NumberFormat(locale));

export const formatNumber: Texts['number'] = (value, options) =>
  options ? texts.number(value, options) : plain().format(value);

/** Things of one kind: `a, b, c`. */
export const listed: Texts['listed'] = (items) => texts.listed(items);

/** Facts or sentences, one after the other, with what the language puts between them. */
export const joined = (how: 'inTurn' | 'sentences' | 'stops', parts: readonly string[]): string =>
  parts.join(t(how, '', ''));

/** What is dear to make, made once for the language. */
export function perLanguage<T>(make: (locale: string) => T): () => T {
  let made: { of: Texts; what: T } | undefined;
  return () => {
    if (made?.of !== texts) made = { of: texts, what: make(texts.locale) };
    return made.what;
  };
}
