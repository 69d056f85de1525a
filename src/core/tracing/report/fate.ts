import { wordsOf } from '../../words/words.ts';
import type { Fate, MessageReport } from './kept-report.ts';

/** A message with fewer words and nothing specific, such as a greeting or an agreement, has nothing to keep. */
const FEW_WORDS = 25;

/** `isRecent`: the model still reads it in full. */
export function fateOf(text: string, report: Omit<MessageReport, 'fate'>, isRecent: boolean): Fate {
  if (isRecent) return 'recent';
  const isCited = report.statements.length > 0;
  // Names are in nearly every sentence: one that is kept elsewhere says nothing of this message.
  const telling = [
    ...report.commitments.map(({ isKept, inPrompt }) => isKept || inPrompt),
    ...report.specifics
      .filter(({ specific, isKept, inPrompt }) => specific.kind !== 'name' || !(isKept || inPrompt))
      .map(({ isKept, inPrompt }) => isKept || inPrompt),
  ];
  const kept = telling.filter(Boolean).length;
  if (telling.length === 0) return isCited ? 'kept' : hasLittle(text) ? 'nothing' : 'lost';
  if (kept === telling.length) return 'kept';
  return kept > 0 || isCited ? 'partly' : 'lost';
}

function hasLittle(text: string): boolean {
  return wordsOf(text).length < FEW_WORDS || /[?？]\s*$/.test(text);
}
