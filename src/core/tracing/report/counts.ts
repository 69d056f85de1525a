import { SPECIFIC_KINDS, type SpecificKind } from '../../specifics/specific.ts';
import type { Count, KeptReport, MessageReport } from './kept-report.ts';

/** What the messages say, in the summary, and in what is still read in full; each distinct specific once. */
export function countSaid(messages: readonly MessageReport[]): Pick<KeptReport, 'kinds' | 'specifics' | 'commitments'> {
  const said = distinct(messages);
  const kinds = Object.fromEntries(
    SPECIFIC_KINDS.map((kind) => [kind, countOf([...(said.get(kind)?.values() ?? [])])]),
  ) as KeptReport['kinds'];
  const specifics = SPECIFIC_KINDS.map((kind) => kinds[kind]).reduce(added, NONE);
  return { kinds, specifics, commitments: countOf(messages.flatMap(({ commitments }) => commitments)) };
}

interface Said {
  isKept: boolean;
  inPrompt: boolean;
}

const NONE: Count = { said: 0, kept: 0, inPrompt: 0 };

/** By kind and value. */
function distinct(messages: readonly MessageReport[]): Map<SpecificKind, Map<string, Said>> {
  const kinds = new Map(SPECIFIC_KINDS.map((kind) => [kind, new Map<string, Said>()]));
  for (const { specifics } of messages) {
    for (const { specific, isKept, inPrompt } of specifics) {
      const byValue = kinds.get(specific.kind);
      // "Tomorrow" is a different day in each message: kept in one place, it counts as kept.
      const known = byValue?.get(specific.value);
      byValue?.set(specific.value, {
        isKept: isKept || known?.isKept === true,
        inPrompt: inPrompt || known?.inPrompt === true,
      });
    }
  }
  return kinds;
}

function countOf(said: readonly Said[]): Count {
  return {
    said: said.length,
    kept: said.filter(({ isKept }) => isKept).length,
    inPrompt: said.filter(({ isKept, inPrompt }) => !isKept && inPrompt).length,
  };
}

function added(a: Count, b: Count): Count {
  return { said: a.said + b.said, kept: a.kept + b.kept, inPrompt: a.inPrompt + b.inPrompt };
}
