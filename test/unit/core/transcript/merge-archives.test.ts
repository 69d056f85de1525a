import { describe, expect, it } from 'vitest';
import { finish } from '../../../../src/core/slices.ts';
import { mergeMessages } from '../../../../src/core/transcript/merge.ts';
import { withIds, type Message } from '../../../../src/core/transcript/message.ts';
import { readTranscript } from '../../../../src/core/transcript/read-transcript.ts';
import { archives, readArchive } from '../../../support/transcripts/archives.ts';

function messagesIn(name: string): Message[] {
  const reading = finish(readTranscript(readArchive(name)));
  return reading.ok ? reading.preview.messages : [];
}

/** As a chat request has them: without ids, times and names. */
const bare = (messages: readonly Message[]) =>
  withIds(messages.map((message) => ({ ...message, id: null, at: null, speaker: null })));
const textsOf = (messages: readonly Message[]) => messages.map(({ text }) => text);

describe.skipIf(archives.length === 0)('a real conversation', () => {
  it.each(archives)('%s comes together from the last messages of each moment, with ids or without', (name) => {
    const all = messagesIn(name);
    let known: Message[] = [];
    for (let end = 10; end < all.length + 10; end += 10) {
      const [synaps, apps] = [all.slice(Math.max(0, end - 15), end), bare(all.slice(Math.max(0, end - 40), end))];
      known = mergeMessages(known, end % 20 === 0 ? synaps : apps);
      known = mergeMessages(known, end % 20 === 0 ? apps : synaps);
    }
    expect(textsOf(known)).toEqual(textsOf(all));
  });

  it.each(archives)('%s is completed by a file, wherever the gaps are', (name) => {
    const all = messagesIn(name);
    const parts = [all.slice(300, 340), bare(all.slice(100, 160)), all.slice(0, 5)];
    const known = parts.reduce<Message[]>((held, part) => mergeMessages(held, part), []);
    expect(textsOf(mergeMessages(known, all))).toEqual(textsOf(all));
    expect(textsOf(mergeMessages(known, bare(all)))).toEqual(textsOf(all));
  });
});
