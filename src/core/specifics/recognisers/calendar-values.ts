export const two = (digits: string | number) => String(digits).padStart(2, '0');

/** A day of some year, or of none that is known. */
export function dayValue(year: string | undefined, month: number | string, day: string): string | null {
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return null;
  return `${year ? (year.length === 2 ? `20${year}` : year) : '-'}-${two(month)}-${two(day)}`;
}

export const pattern = (source: string) => new RegExp(source, 'giu');
export const anyOf = (forms: readonly string[]) => `(?:${forms.join('|')})`;
/** Which of the forms, each a pattern of its own, this text is. */
export const placeOf = (text: string, forms: readonly string[]) =>
  forms.findIndex((form) => new RegExp(`^(?:${form})$`, 'iu').test(text));
