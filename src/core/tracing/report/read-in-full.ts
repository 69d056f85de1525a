import type { ContextForPrompt, RecentMessage } from '../../conversation/conversation.ts';
import { splittingPrompt } from '../../conversation/prompt-text.ts';
import type { Slices } from '../../slices.ts';
import type { Message } from '../../transcript/message.ts';

/** A shorter text also stands inside others. */
const LONG = 24;
const BATCH = 50;

/** Per message, whether the model still reads it in full: looked up in the text of the prompt, not assumed. */
export function* readInFull(messages: readonly Message[], prompt: ContextForPrompt): Slices<boolean[]> {
  const { listed, text } = yield* recentPart(prompt);
  const ids = new Set(listed.flatMap(({ messageId }) => (messageId === null ? [] : [messageId])));
  const known = new Set(messages.map(({ id }) => id));
  // Those without an id are told by their text, from the newest on: an older "ok" is another message.
  const texts = new Map<string, number>();
  for (const message of listed) {
    if (message.messageId !== null && known.has(message.messageId)) continue;
    const said = plain(message.spoken ?? message.content);
    texts.set(said, (texts.get(said) ?? 0) + 1);
  }
  const isRecent = messages.map(() => false);
  for (const [at, message] of [...messages.entries()].reverse()) {
    const said = plain(message.text);
    const left = texts.get(said) ?? 0;
    if (ids.has(message.id)) isRecent[at] = true;
    else if (left > 0) {
      isRecent[at] = true;
      texts.set(said, left - 1);
    } else isRecent[at] = said.length >= LONG && text.includes(said);
    if (at % BATCH === 0) yield;
  }
  return isRecent;
}

interface RecentPart {
  /** The recent messages that the text holds. */
  listed: readonly RecentMessage[];
  /** The part of the text that comes from messages. */
  text: string;
}

/** As they mostly are: the messages stand in the text word for word, after the summary. */
function* recentPart(prompt: ContextForPrompt): Slices<RecentPart> {
  const listed = prompt.recentMessages;
  const text = plain(prompt.context ?? '');
  yield;
  const said = listed.map(({ content }) => plain(content));
  let start = text.length;
  // Where Synap counts more than it lists, the text holds others before them.
  let isWhole = (prompt.recentMessageCount ?? 0) <= listed.length && said.some((one) => one.length >= LONG);
  for (const [at, one] of said.entries()) {
    if (one.length >= LONG) {
      const place = text.lastIndexOf(one);
      isWhole &&= place >= 0;
      start = Math.min(start, place);
    }
    if (at % BATCH === 0) yield;
  }
  const isThere = isWhole && said.every((one) => text.includes(one, Math.max(0, start)));
  return isThere ? { listed, text: text.slice(start) } : yield* splitOff(prompt);
}

/** Where some of them are cut, escaped or missing. */
function* splitOff({ context, recentMessages, recentMessageCount }: ContextForPrompt): Slices<RecentPart> {
  const text = context ?? '';
  const known = { hasSummary: true, counted: recentMessageCount };
  const { pieces, missing } = yield* splittingPrompt(text, recentMessages, known);
  const absent = new Set(missing);
  const recent = pieces.filter(({ from }) => from === 'recent').map(({ start, end }) => text.slice(start, end));
  return { listed: recentMessages.filter((_, at) => !absent.has(at)), text: plain(recent.join('')) };
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
