import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { trace, type Said } from '../../src/core/tracing/trace.ts';
import type { Bench } from './measure.ts';

const DATA = process.env['SYNAP_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const CONVERSATION = v.object({
  messages: v.array(v.object({ content: v.string(), speaker: v.string() })),
  sessions: v.array(v.object({ facts: v.array(v.object({ content: v.string() })) })),
});

/** Real conversations. */
function conversations(): v.InferOutput<typeof CONVERSATION>[] {
  const folder = join(DATA, 'conversations');
  if (!existsSync(folder)) throw new Error(`there are no conversations in ${folder}: set SYNAP_DATA`);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => v.parse(CONVERSATION, JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

/** The messages of all of them, one after the other. */
export function realMessages(): Said[] {
  return conversations().flatMap(({ messages }) =>
    messages.map(({ content, speaker }): Said => ({ text: content, speaker })),
  );
}

export function tracingBenches(): Bench[] {
  const all = conversations();
  const messages = realMessages();
  const facts = all.flatMap(({ sessions }) =>
    sessions.flatMap((session) => session.facts.map(({ content }) => content)),
  );
  return [
    [600, 300, 50],
    [5000, 1000, 1000],
  ].map(([said = 0, stated = 0, most = 0]) => {
    const [ours, statements] = [messages.slice(0, said), facts.slice(0, stated)];
    return {
      name: `${ours.length} messages, ${statements.length} statements`,
      run: () => trace(ours, statements),
      floor: () => countWords([...ours.map(({ text }) => text), ...statements]),
      against: 'finding each word once',
      most,
    };
  });
}

function countWords(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
