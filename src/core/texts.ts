/** Texts in the user's language; numbers, plurals and lists as that language writes them. */
/** The browser's `i18n.getMessage`; empty for a key that has no text. */
export type Translate = (key: string, substitutions: string[]) => string;

export type Substitution = string | number;

export interface Texts {
  /** The language that the texts are in: `de-AT` for German texts in an Austrian browser, `en` in a French one. */
  locale: string;
  number(value: number, options?: Intl.NumberFormatOptions): string;
  /** The text of `key`, with `$1`, `$2`, … replaced. */
  t(key: string, ...substitutions: Substitution[]): string;
  /** The text of `stem` for `count`, which is also `$1`. */
  tn(stem: string, count: number, ...substitutions: Substitution[]): string;
  listed(items: readonly string[]): string;
}

export function createTexts(translate: Translate): Texts {
  const locale = localeOf(translate);
  const number: Texts['number'] = (value, options) => value.toLocaleString(locale, options);
  const filled = (parts: Substitution[]) => parts.map((part) => (typeof part === 'number' ? number(part) : part));
  let plurals: Intl.PluralRules | undefined;
  return {
    locale,
    number,
    t: (key, ...substitutions) => translate(key, filled(substitutions)),
    tn: (stem, count, ...substitutions) => {
      plurals ??= new Intl.PluralRules(locale);
      const parts = filled([count, ...substitutions]);
      // A file may leave out the forms that its language rarely needs, such as the Spanish one of millions.
      return translate(`${stem}_${plurals.select(count)}`, parts) || translate(`${stem}_other`, parts);
    },
    listed: (items) => new Intl.ListFormat(locale, { type: 'unit' }).format(items),
  };
}

/** The browser's own language may be one that there are no texts in: then its numbers and dates do not hold. */
function localeOf(translate: Translate): string {
  const inTexts = translate('localeTag', []);
  const browsers = translate('@@ui_locale', []).replaceAll('_', '-');
  return `${browsers}-`.startsWith(`${inTexts}-`) ? browsers : inTexts;
}
