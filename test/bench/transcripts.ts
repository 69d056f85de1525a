import { readTranscript } from '../../src/core/transcript/read-transcript.ts';
import type { Bench } from './measure.ts';

const COUNT = 25_000;

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
  return texts.map(([name, text]) => ({
    name: `${(text.length / 1e6).toFixed(1)} MB, ${name}`,
    run: () => readTranscript(text),
    floor: () => void JSON.parse(json),
    against: 'JSON.parse of as much',
  }));
}
