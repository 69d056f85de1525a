import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/core/slices.ts';
import { mergeMessages } from '../../../src/core/transcript/merge.ts';
import { readTranscript } from '../../../src/core/transcript/read-transcript.ts';
import { decodeTranscript } from '../../../src/core/transcript/stored.ts';
import { expectOfSpoilt } from '../../support/mutate.ts';
import { SAMPLES } from '../../support/transcripts/forms.ts';

/** Whatever it is, it is read or refused, and what is read holds together. */
function expectSound(text: string): void {
  const reading = finish(readTranscript(text));
  if (!reading.ok) {
    expect(reading.problem.kind).toMatch(/^[a-z-]+$/);
    return;
  }
  const { messages, roles } = reading.preview;
  expect(messages.length).toBeGreaterThan(0);
  expect(roles.reduce((sum, { count }) => sum + count, 0)).toBe(messages.length);
  expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
  expect(messages.every(({ text: said }) => said.trim() !== '')).toBe(true);
  expect(mergeMessages(messages, messages)).toEqual(messages);
  expect(decodeTranscript(JSON.parse(JSON.stringify({ messages, sources: [] })))).toEqual({ messages, sources: [] });
}

describe('a transcript that was spoilt', () => {
  it.each(SAMPLES)('is read or refused: $name', ({ data }) => {
    expectOfSpoilt(data, (spoilt) => expectSound(JSON.stringify(spoilt) ?? ''));
  });

  it('is read or refused when characters are missing, doubled or changed', () => {
    const texts = SAMPLES.flatMap(({ data }) => [JSON.stringify(data), JSON.stringify(data, null, 1)]);
    const lines = 'Ann: hi\r\n\r\n**Ben**: yes\n[10:00] Ann: ok\n## User\nx';
    fc.assert(
      fc.property(fc.constantFrom(...texts, lines), fc.nat(), fc.nat(40), fc.string(), (text, at, length, put) => {
        const from = at % text.length;
        expectSound(text.slice(0, from) + put + text.slice(from + length));
      }),
    );
  });
});
