import type { ContextForPrompt } from '../conversation/conversation.ts';
import { splitPrompt } from '../conversation/prompt-text.ts';
import type { Slices } from '../slices.ts';
import type { Message } from '../transcript/message.ts';

/** A shorter text also stands inside others. */
const LONG = 24;
const BATCH = 50;

/** Per message, whether the model still reads it in full: looked up in the text of the prompt, not assumed. */
export function* readInFull(
  messages: readonly Message[],
  prompt: ContextForPrompt,
  hasSummary: boolean,
): Slices<boolean[]> {
  const { recentMessages, recentMessageCount } = prompt;
  const text = prompt.context ?? '';
  const { pieces, missing } = splitPrompt(text, recentMessages, { hasSummary, counted: recentMessageCount });
  yield;
  const absent = new Set(missing);
  const listed = recentMessages.filter((_, at) => !absent.has(at));
  const ids = new Set(listed.flatMap(({ messageId }) => (messageId === null ? [] : [messageId])));
  const known = new Set(messages.map(({ id }) => id));
  // Those without an id are told by their text, from the newest on: an older "ok" is another message.
  const texts = new Map<string, number>();
  for (const { messageId, content, spoken } of listed) {
    if (messageId !== null && known.has(messageId)) continue;
    const said = plain(spoken ?? content);
    texts.set(said, (texts.get(said) ?? 0) + 1);
  }
  const recent = plain(
    pieces
      .filter(({ from }) => from === 'recent')
      .map(({ start, end }) => text.slice(start, end))
      .join(''),
  );
  const isRecent = messages.map(() => false);
  for (const [at, message] of [...messages.entries()].reverse()) {
    const said = plain(message.text);
    const left = texts.get(said) ?? 0;
    if (ids.has(message.id)) isRecent[at] = true;
    else if (left > 0) {
      isRecent[at] = true;
      texts.set(said, left - 1);
    } else isRecent[at] = said.length >= LONG && recent.includes(said);
    if (at % BATCH === 0) yield;
  }
  return isRecent;
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
