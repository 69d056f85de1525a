import * as v from 'valibot';
import { finish } from '../../src/core/slices.ts';
import { trace } from '../../src/core/tracing/trace.ts';
import { decoded } from './decoded.ts';

const TASK = v.object({
  messages: v.array(v.object({ message_id: v.string(), speaker: v.nullish(v.string()), content: v.string() })),
  statements: v.array(v.string()),
});

export function answerTrace(task: Record<string, unknown>): object {
  const { messages, statements } = decoded(TASK, task);
  const said = messages.map(({ content, speaker }) => ({ text: content, speaker: speaker ?? null }));
  const found = finish(trace(said, statements));
  const ids = messages.map(({ message_id }) => message_id);
  return {
    statements: found.statements.map(({ sources, support }) => ({
      sources: sources.map(({ message }) => ids[message]),
      support,
    })),
    kept: Object.fromEntries(ids.map((id, index) => [id, found.kept[index]])),
  };
}
