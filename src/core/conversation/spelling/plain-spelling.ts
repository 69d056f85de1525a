/** Undoes what typography, mail and code do to an id wherever it stands. */

/** A hyphen of another kind or an escaped one; what draws nothing; a mail's soft line break; a full-width digit. */
const DASHES = '\u2010-\u2015\u2043\u2212\uFE58\uFE63\uFF0D';
const HYPHEN = `[${DASHES}]|(?:%(?:25){0,4}|\\\\{1,4}(?:u00|x)|=)2d|\\\\{1,4}-`;
const NOTHING = '[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]|=\\r?\\n';
const WIDE = '[\uFF10-\uFF19\uFF21-\uFF26\uFF41-\uFF46]';
/** Stands in nearly no text, and in each that is not plain: one class of characters is looked for at several times the speed. */
const SIGN = /[%\\=\u00AD\u200B-\u206F\u2043\u2212\uFE58\uFE63\uFEFF\uFF0D-\uFF46]/;
const ODD = new RegExp(`${HYPHEN}|${NOTHING}|${WIDE}`, 'i');
const EVERY_ODD = new RegExp(`(${HYPHEN})|(${WIDE})|${NOTHING}`, 'gi');

/** False for a text that is plain, at little cost. */
export function mayBeOdd(text: string): boolean {
  return SIGN.test(text);
}

/** The text with plain hyphens and digits, and without what draws nothing; null when it is plain already. */
export function plainSpelling(text: string): string | null {
  if (!ODD.test(text)) return null;
  return text.replace(EVERY_ODD, (_, hyphen?: string, digit?: string) => {
    if (hyphen !== undefined) return '-';
    return digit === undefined ? '' : String.fromCharCode(digit.charCodeAt(0) - 0xfee0);
  });
}
