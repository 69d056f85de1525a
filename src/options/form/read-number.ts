export interface NumberRange {
  least: number;
  most: number;
  /** Only whole numbers. */
  whole?: boolean | undefined;
}

/** The number that a text spells, or null when it is none or out of range. Nothing is rounded or clamped unseen. */
export function readNumber(text: string, { least, most, whole = false }: NumberRange): number | null {
  const typed = text.trim().replace(',', '.');
  if (!/^\d+(?:\.\d+)?$/.test(typed)) return null;
  const value = Number(typed);
  if (value < least || value > most || (whole && !Number.isInteger(value))) return null;
  return value;
}
