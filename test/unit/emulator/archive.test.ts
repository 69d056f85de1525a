import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { archiveScript, readArchives } from '../../emulator/archive.ts';
import {
  START,
  compactedPath,
  field,
  listField,
  numberField,
  promptPath,
  startLab,
} from '../../support/emulator-fixture.ts';

const DATA = process.env['SYNAP_DATA'] ?? resolve(import.meta.dirname, '../../../../shared/data');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(content: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'archives-'));
  folders.push(folder);
  mkdirSync(join(folder, 'conversations'));
  writeFileSync(
    join(folder, 'conversations', 'one.json'),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
  return folder;
}

const at = (minute: number): string => `2024-05-01T10:${String(minute).padStart(2, '0')}:00Z`;

function smallArchive(sessions: number): Record<string, unknown> {
  const numbers = Array.from({ length: sessions }, (_, index) => index + 1);
  return {
    conversation_id: 'ABCDEF01-2345-4678-9ABC-DEF012345678',
    messages: numbers.map((n) => ({
      message_id: `m${n}`,
      role: 'user',
      speaker: 'Ann',
      content: `Message ${n}.`,
      timestamp: at(n),
      ref: `D${n}:1`,
    })),
    sessions: numbers.map((n) => ({
      session: n,
      started_at: at(n),
      message_count: 1,
      summary: `Session ${n} happened.`,
      facts: [{ content: `Fact ${n}.`, subject: 'Ann', source_evidence: [`D${n}:1`] }],
    })),
  };
}

describe('an archive', () => {
  it('becomes versions over a third, two thirds, and all but the last sessions', async () => {
    const { ask } = await startLab({ dataDir: folderWith(smallArchive(12)) });
    const id = 'abcdef01-2345-4678-9abc-def012345678';
    const facts = async (version: number): Promise<number> =>
      listField((await ask(compactedPath(id, `?version=${version}`))).body, 'facts').length;
    expect([await facts(1), await facts(2), await facts(3)]).toEqual([4, 8, 9]);
    const latest = await ask(compactedPath(id, '?format=narrative'));
    expect(field(latest.body, 'formatted_context')).toBe(
      Array.from({ length: 9 }, (_, n) => `Session ${n + 1} happened.`).join('\n\n'),
    );
    expect(listField(latest.body, 'facts')[0]).toMatchObject({
      content: 'Fact 1.',
      subject: 'Ann',
      source_message_ids: ['m1'],
    });
    expect((await ask(promptPath(id))).body).toMatchObject({
      is_stale: true,
      recent_message_count: 3,
      compaction_age_seconds: 108,
    });
  });

  it.each([1, 2, 3, 4])('of %d sessions has growing versions all the same', (sessions) => {
    const [archive] = readArchives(folderWith(smallArchive(sessions)));
    const cuts = archive === undefined ? [] : archiveScript(archive, 0, START).runs.map((run) => run.sessions);
    expect(cuts).toEqual([...new Set(cuts)].sort((a, b) => a - b));
    expect(cuts.length).toBeGreaterThan(0);
    expect(Math.max(...cuts)).toBeLessThanOrEqual(sessions);
  });

  it.each([
    ['{"conversation_id"', /^one\.json: .*JSON/],
    [[], /^one\.json/],
    [{ ...smallArchive(2), conversation_id: 'x' }, /^one\.json: conversation_id: .*UUID/],
    [{ ...smallArchive(2), messages: [] }, /^one\.json: messages/],
    [{ ...smallArchive(2), sessions: [{ session: 1 }] }, /^one\.json: sessions\.0\.started_at/],
    [
      { ...smallArchive(2), sessions: listField(smallArchive(1), 'sessions') },
      /^one\.json: sessions: they count 1 messages, the file holds 2/,
    ],
  ])('that is junk is refused with the reason (%#)', (content, reason) => {
    expect(() => readArchives(folderWith(content))).toThrow(reason);
  });
});

describe('a folder', () => {
  it('that is missing or empty is named', () => {
    const empty = mkdtempSync(join(tmpdir(), 'archives-'));
    folders.push(empty);
    expect(() => readArchives(empty)).toThrow(/^no archives/);
    expect(() => readArchives(join(empty, 'missing'))).toThrow(/^no such folder/);
  });
});

describe('the LoCoMo archives', () => {
  it('load, and lie between a tenth and a half of their tokens', async () => {
    if (!existsSync(DATA)) {
      process.stdout.write('no archives here: set SYNAP_DATA to test with them\n');
      return;
    }
    const { ask, emulator } = await startLab({ dataDir: DATA });
    const conversations = emulator.world.conversations();
    expect(conversations).toHaveLength(8);
    for (const { id, versions, messages } of conversations) {
      expect(versions).toHaveLength(3);
      const { body } = await ask(compactedPath(id));
      expect(numberField(body, 'compression_ratio')).toBeGreaterThan(0.1);
      expect(numberField(body, 'compression_ratio')).toBeLessThan(0.5);
      const prompt = await ask(promptPath(id, '?style=narrative'));
      expect(prompt.body).toMatchObject({ is_stale: true, total_message_count: messages.length });
    }
  });
});
