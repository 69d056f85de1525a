/** `1,200` and `1.200`, which are 1200 in English and in German. */
const GROUPED = /^\d{1,3}(?:[.,]\d{3})+$/;

/** A light stem: what inflection adds is cut, so that `agreed` meets `agrees`. The word is in its normal form already. */
export function stemOf(word: string): string {
  const bare = word.replace(/['’ʼ]s?$/u, '');
  if (bare.length < 4) return bare;
  if (/\p{N}/u.test(bare)) return GROUPED.test(bare) ? bare.replace(/[.,]/g, '') : bare;
  return withoutEnding(bare);
}

function withoutEnding(word: string): string {
  const singular = word
    .replace(/ies$/, 'y')
    .replace(/(?<=[sxz]|ch|sh)es$/, '')
    .replace(/(?<![su])s$/, '');
  const stem = singular.replace(/(?<=..[^\s])(?:ing|ed)$/, '');
  if (stem === singular) return singular.length > 4 ? singular.replace(/e$/, '') : singular;
  return stem.replace(/([b-df-hj-km-np-rt-vx-z])\1$/, '$1');
}
