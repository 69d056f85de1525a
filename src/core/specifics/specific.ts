export const SPECIFIC_KINDS = [
  'number',
  'amount',
  'date',
  'time',
  'duration',
  'name',
  'link',
  'email',
  'path',
  'command',
  'code',
  'id',
  'version',
] as const;

export type SpecificKind = (typeof SPECIFIC_KINDS)[number];

/** What a summary must not get wrong: it names one thing, and another in its place would be false. */
export interface Specific {
  kind: SpecificKind;
  text: string;
  /** The normal form; equal when two mean the same. */
  value: string;
  start: number;
  end: number;
}
