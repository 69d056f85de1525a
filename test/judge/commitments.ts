import * as v from 'valibot';
import { findCommitments } from '../../src/core/specifics/commitments.ts';
import { decoded } from './decoded.ts';

const TASK = v.object({ lang: v.picklist(['en', 'de', 'es', 'ja', 'zh']), text: v.string() });

export function answerCommitments(task: Record<string, unknown>): object {
  const { lang, text } = decoded(TASK, task);
  const [first] = findCommitments(text, lang);
  return { commitment: first !== undefined, kind: first?.kind ?? null };
}
