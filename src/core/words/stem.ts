/** `1,200` and `1.200`, which are 1200 in English and in German. */
const GROUPED = /^\d{1,3}(?:[.,]\d{3})+$/;

/** Most words are like this: nothing but their ending is to be looked at. */
const PLAIN = /^[a-z]{4,}$/;

/** A light stem: what inflection adds is cut, so that `agreed` meets `agrees`. The word is in its normal form already. */
export function stemOf(word: string): string {
  if (PLAIN.test(word)) return withoutEnding(word);
  const bare = word.replace(/['’ʼ]s?$/u, '');
  if (bare.length < 4) return bare;
  if (/\p{N}/u.test(bare)) return GROUPED.test(bare) ? bare.replace(/[.,]/g, '') : bare;
  return withoutEnding(bare);
}

function withoutEnding(word: string): string {
  // Most words end otherwise, and a look at their end takes less than an expression does.
  const singular = word.endsWith('s') ? withoutPlural(word) : word;
  const stem =
    singular.endsWith('ing') || singular.endsWith('ed') ? singular.replace(/(?<=..[^\s])(?:ing|ed)$/, '') : singular;
  if (stem === singular) return singular.length > 4 && singular.endsWith('e') ? singular.slice(0, -1) : singular;
  return stem.replace(/([b-df-hj-km-np-rt-vx-z])\1$/, '$1');
}

const withoutPlural = (word: string): string =>
  word
    .replace(/ies$/, 'y')
    .replace(/(?<=[sxz]|ch|sh)es$/, '')
    .replace(/(?<![su])s$/, '');
