import * as v from 'valibot';
import { findSpecifics } from '../../src/core/specifics/find-specifics.ts';
import { decoded } from './decoded.ts';

const TASK = v.object({ lang: v.picklist(['en', 'de', 'es', 'ja', 'zh']), text: v.string() });

export function answerSpecifics(task: Record<string, unknown>): object {
  const { lang, text } = decoded(TASK, task);
  return { specifics: findSpecifics(text, lang).map(({ kind, text, value }) => ({ kind, text, value })) };
}
