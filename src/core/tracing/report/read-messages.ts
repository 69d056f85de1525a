import type { Message } from '../../transcript/message.ts';
import { readCommitments, type Commitment } from '../../specifics/commitments.ts';
import { readSpecifics } from '../../specifics/find-specifics.ts';
import type { Specific } from '../../specifics/specific.ts';
import type { Slices } from '../../slices.ts';
import { languageOf, type Language } from '../../words/language.ts';

/** What a message says that can be lost. */
export interface ReadMessage {
  specifics: Specific[];
  commitments: Commitment[];
}

/** A message is too short to tell its language: so many characters around it do. */
const LANGUAGE_SAMPLE = 4000;
/** A longer text is a document that was pasted; what is behind that is not read for specifics. */
const MAX_READ = 20_000;

export function* readMessages(messages: readonly Message[]): Slices<ReadMessage[]> {
  const read: ReadMessage[] = [];
  let language: Language = 'en';
  let sampled = 0;
  for (const [at, message] of messages.entries()) {
    if (at === sampled) {
      const sample = sampleFrom(messages, at);
      language = languageOf(sample.text);
      sampled = sample.end;
      yield;
    }
    read.push(yield* readOnce(message, language));
  }
  return read;
}

/** Messages are compared again whenever one more is known: what was read of each stays. */
const held = new WeakMap<Message, { language: Language; read: ReadMessage }>();

function* readOnce(message: Message, language: Language): Slices<ReadMessage> {
  const known = held.get(message);
  if (known?.language === language) return known.read;
  const text = message.text.slice(0, MAX_READ);
  const specifics = yield* readSpecifics(text, language);
  const read = { specifics, commitments: yield* readCommitments(text, language) };
  held.set(message, { language, read });
  return read;
}

function sampleFrom(messages: readonly Message[], start: number): { text: string; end: number } {
  let text = '';
  let end = start;
  while (end < messages.length && text.length < LANGUAGE_SAMPLE) {
    text += `${messages[end]?.text.slice(0, LANGUAGE_SAMPLE) ?? ''}\n`;
    end += 1;
  }
  return { text, end };
}
