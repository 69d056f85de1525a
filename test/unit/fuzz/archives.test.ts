import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { archiveScript, readArchives } from '../../emulator/archive.ts';
import { Conversation } from '../../emulator/conversation.ts';
import { cpuMs, LINEAR_CPU_MS } from '../../support/cpu-time.ts';
import { expectOfSpoilt } from '../../support/mutate.ts';

const NOW = Date.UTC(2026, 2, 2, 9);
const MEBI = 2 ** 20;
const folder = mkdtempSync(join(tmpdir(), 'archives-'));
const path = join(folder, 'conversations', 'one.json');
mkdirSync(join(folder, 'conversations'));

afterAll(() => rmSync(folder, { recursive: true }));

const at = (minute: number) => `2024-05-01T10:${String(minute).padStart(2, '0')}:00Z`;
const sample = {
  conversation_id: 'ABCDEF01-2345-4678-9ABC-DEF012345678',
  messages: [1, 2, 3, 4, 5].map((n) => ({
    message_id: `m${n}`,
    role: 'user',
    speaker: 'Ann',
    content: `Message ${n}.`,
    timestamp: at(n),
    ref: `D${n}:1`,
  })),
  sessions: [1, 2, 3, 4, 5].map((n) => ({
    session: n,
    started_at: at(n),
    message_count: 1,
    summary: `Session ${n} happened. Ann decided to go.`,
    facts: [{ content: `Ann decided on plan ${n}.`, subject: 'Ann', source_evidence: [`D${n}:1`] }],
  })),
};

/** The archive as a conversation with its versions, or the words of the refusal. */
function load(content: string | Buffer): Conversation | string {
  writeFileSync(path, content);
  try {
    const [archive] = readArchives(folder);
    return archive === undefined ? 'none' : new Conversation(archiveScript(archive, 0, NOW), 60);
  } catch (error) {
    // Its one documented way to fail; anything else is thrown on, and is found.
    if (error instanceof Error && error.message.startsWith('one.json: ')) return error.message;
    throw error;
  }
}

describe('an archive', () => {
  it('becomes a conversation', () => {
    expect(load(JSON.stringify(sample))).toMatchObject({ id: sample.conversation_id.toLowerCase() });
  });

  it('that is mutated is a conversation, or is refused with file and reason, and pollutes nothing [F55]', () => {
    expectOfSpoilt(sample, (value) => {
      const loaded = load(JSON.stringify(value) ?? '');
      if (typeof loaded === 'string') return;
      expect(loaded.messages.length).toBeGreaterThan(0);
      expect(
        loaded.versions.every(
          ({ createdAt, summary }) => Number.isFinite(createdAt) && Number.isFinite(summary.originalTokens),
        ),
      ).toBe(true);
    });
  });

  it('of any bytes, or cut anywhere, is refused with file and reason', () => {
    const whole = JSON.stringify(sample);
    const cut = fc.nat(whole.length - 1).map((length) => Buffer.from(whole.slice(0, length)));
    const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));
    fc.assert(fc.property(fc.oneof(cut, bytes), (content) => void expect(load(content)).toMatch(/^one\.json: /)));
  });

  it.each(['-', '[', '{"a":', ' ', '"', '0'])('of a megabyte of %j is refused in linear time', (part) => {
    const text = part.repeat(Math.ceil(MEBI / part.length));
    expect(cpuMs(() => expect(load(text)).toMatch(/^one\.json: /))).toBeLessThan(LINEAR_CPU_MS);
    const [message] = sample.messages;
    const fields = { ...sample, conversation_id: text, messages: [{ ...message, timestamp: text, content: text }] };
    expect(cpuMs(() => expect(load(JSON.stringify(fields))).toMatch(/^one\.json: /))).toBeLessThan(LINEAR_CPU_MS);
  });
});
