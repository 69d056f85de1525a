import { addMessages } from '../../src/core/transcript/merge.ts';
import type { Message } from '../../src/core/transcript/message.ts';
import { readTranscript } from '../../src/core/transcript/read-transcript.ts';
import { finish, type Slices } from '../../src/core/slices.ts';
import type { Bench } from './measure.ts';

const COUNT = 25_000;
const NEW = 10;

/** Transcripts of 10 MB. */
export function transcriptBenches(): Bench[] {
  const messages = Array.from({ length: COUNT }, (_, at) => ({
    role: at % 2 === 0 ? 'user' : 'assistant',
    content: `${at} ${'words of somebody '.repeat(22)}`,
  }));
  const json = JSON.stringify({ messages });
  const texts: [string, string][] = [
    ['JSON', json],
    ['JSON Lines', messages.map((message) => JSON.stringify(message)).join('\n')],
    ['lines of text', messages.map(({ role, content }) => `${role}: ${content}`).join('\n')],
    ['one message', JSON.stringify({ messages: [{ role: 'user', content: 'words of somebody '.repeat(580_000) }] })],
  ];
  return [
    ...texts.map(([name, text]): Bench => ({
      name: `${(text.length / 1e6).toFixed(1)} MB, ${name}`,
      run: () => readTranscript(text),
      floor: () => void JSON.parse(json),
      against: 'JSON.parse of as much',
    })),
    merged('added a second time', messagesIn(json), messagesIn(json), 0),
    merged(
      'of which 10 are new, added to those before',
      messagesIn(json).slice(0, -NEW),
      messagesIn(json).slice(NEW),
      NEW,
    ),
  ];
}

/** A signal of a view is computed at once: merging is one slice. `more` begins at the place `from`. */
const merged = (how: string, held: Message[], more: Message[], from: number): Bench => ({
  name: `${COUNT} messages, ${how}`,
  // oxlint-disable-next-line require-yield -- it is one
  run: function* (): Slices<unknown> {
    return addMessages({ messages: held, sources: ['file'] }, more, ['traffic']);
  },
  floor: () => more.filter(({ text }, at) => text === held[at + from]?.text),
  against: 'comparing their texts',
});

function messagesIn(json: string): Message[] {
  const reading = finish(readTranscript(json));
  return reading.ok ? reading.preview.messages : [];
}
