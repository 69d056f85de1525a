import { sameSpecific } from '../../specifics/same-specific.ts';
import type { Specific, SpecificKind } from '../../specifics/specific.ts';

/** The specifics that some texts say, to look others up by their meaning. */
export interface SaidValues {
  add(specifics: readonly Specific[], text: string): void;
  /** `at`: when the message with the specific was said, in epoch milliseconds. */
  has(specific: Specific, at: number | null): boolean;
}

/** A number alone also stands in dates and amounts: its digits elsewhere tell nothing. */
const NO_LITERAL: SpecificKind = 'number';
/** A shorter literal also stands for something else. */
const SHORTEST_LITERAL = 3;
const DAY_MS = 86_400_000;

export function createSaidValues(): SaidValues {
  const said = new Map<SpecificKind, Map<string, Specific>>();
  const known = new Map<string, boolean>();
  let literal = ' ';
  const isSaid = (specific: Specific, at: number | null) => {
    if (said.get(specific.kind)?.has(specific.value)) return true;
    for (const others of said.values()) {
      for (const other of others.values()) if (sameSpecific(specific, other, at)) return true;
    }
    return isLiteral(specific) && literal.includes(` ${plain(specific.text)} `);
  };
  return {
    add: (specifics, text) => {
      known.clear();
      literal += ` ${plain(text)} `;
      for (const specific of specifics) {
        const ofKind = said.get(specific.kind) ?? new Map<string, Specific>();
        said.set(specific.kind, ofKind.set(specific.value, specific));
      }
    },
    has: (specific, at) => {
      const day = specific.kind === 'date' && at !== null ? Math.floor(at / DAY_MS) : '';
      const key = `${specific.kind} ${day} ${specific.value} ${specific.text}`;
      const answer = known.get(key) ?? isSaid(specific, at);
      known.set(key, answer);
      return answer;
    },
  };
}

function isLiteral({ kind, text }: Specific): boolean {
  return kind !== NO_LITERAL && plain(text).length >= SHORTEST_LITERAL;
}

/** Lower case, with one blank for whatever stands between words, so that a word is found as a whole. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[\s"'“”‘’«»()[\]{},;:!?…*_`]+|\.(?=\s|$)/g, ' ')
    .trim();
}
