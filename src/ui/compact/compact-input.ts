/** A target as typed: nothing means "as the strategy says"; thousands may be grouped. */
export function parseTargetTokens(text: string): number | null | 'wrong' {
  const typed = text.trim().replaceAll(/(?<=\d)[, _](?=\d{3}(\D|$))/g, '');
  if (typed === '') return null;
  const tokens = /^\d{1,9}$/.test(typed) ? Number(typed) : 0;
  return tokens > 0 ? tokens : 'wrong';
}
