import type { Specific } from '../specifics/specific.ts';
import { dateForms } from './date-forms.ts';

/** The specifics that some texts say, to look others up by their meaning. */
export interface SaidValues {
  add(specifics: readonly Specific[], text: string, at: number | null): void;
  /** `at`: when the message with the specific was said, in epoch milliseconds. */
  has(specific: Specific, at: number | null): boolean;
}

/** Their text alone tells what they are, wherever it stands. */
const LITERAL: ReadonlySet<string> = new Set([
  'name',
  'link',
  'email',
  'path',
  'command',
  'code',
  'id',
  'version',
  'amount',
  'date',
  'time',
  'duration',
]);
/** A shorter literal also stands for something else. */
const SHORTEST_LITERAL = 3;

export function createSaidValues(): SaidValues {
  const values = new Set<string>();
  const names: string[] = [];
  let literal = ' ';
  return {
    add: (specifics, text, at) => {
      literal += ` ${plain(text)} `;
      for (const specific of specifics) {
        for (const form of formsOf(specific, at)) values.add(form);
        // "Twelve hundred" is kept as €1,200.
        if (specific.kind === 'amount') values.add(specific.value.split(' ', 1)[0] ?? '');
        if (specific.kind === 'name') names.push(` ${plain(specific.value)} `);
      }
    },
    has: (specific, at) => {
      if (formsOf(specific, at).some((form) => values.has(form))) return true;
      const text = plain(specific.text);
      if (LITERAL.has(specific.kind) && text.length >= SHORTEST_LITERAL && literal.includes(` ${text} `)) return true;
      // The surname alone, or the first name.
      return specific.kind === 'name' && names.some((name) => ` ${plain(specific.value)} `.includes(name));
    },
  };
}

function formsOf(specific: Specific, at: number | null): string[] {
  return specific.kind === 'date' ? dateForms(specific.value, at) : [specific.value];
}

/** Lower case, with one blank for whatever stands between words, so that a word is found as a whole. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s"'“”‘’«»()[\]{},;:!?…*_`]+|\.(?=\s|$)/g, ' ')
    .trim();
}
