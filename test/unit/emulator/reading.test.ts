import { describe, expect } from 'vitest';
import { IDS, STORIES } from '../../emulator/conversations/catalogue.ts';
import {
  compactedPath,
  field,
  it,
  listField,
  promptPath,
  startLab,
  statusPath,
} from '../../support/emulator-fixture.ts';

describe('compaction status', () => {
  it.each([
    [IDS.fresh, 'completed', 1],
    [IDS.threeVersions, 'completed', 3],
    [IDS.inProgress, 'in_progress', 2],
    [IDS.failed, 'failed', null],
    [IDS.stale, 'completed', 2],
    [IDS.qualityWarning, 'completed', 1],
    [IDS.unknownStatus, 'archived', 1],
    [IDS.exotic, 'completed', 2],
  ])('%s is %s at version %s', async (id, status, version) => {
    const { ask } = await startLab();
    const reply = await ask(statusPath(id));
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ conversation_id: id, status, latest_version: version });
    expect(field(reply.body, 'compaction_id')).toMatch(/^cmp_[0-9a-f]{10}$/);
  });

  it('says only `none` for a conversation that was never compacted', async ({ lab: { ask } }) => {
    expect((await ask(statusPath(IDS.none))).body).toEqual({ conversation_id: IDS.none, status: 'none' });
  });

  it('gives a flat estimate while running, and no outcome yet', async ({ lab: { ask } }) => {
    expect((await ask(statusPath(IDS.inProgress))).body).toMatchObject({
      estimated_completion_seconds: 60,
      completed_at: null,
      compression_ratio: null,
      validation_score: null,
      error_message: null,
    });
  });

  it('names the reason of a failure', async ({ lab: { ask } }) => {
    expect(field((await ask(statusPath(IDS.failed))).body, 'error_message')).toContain('below the required 0.50');
  });

  it('dates the latest run a little before now', async ({ lab: { ask } }) => {
    const { body } = await ask(statusPath(IDS.threeVersions));
    expect(body).toMatchObject({
      completed_at: '2026-03-02T08:57:51.000Z',
      latest_created_at: '2026-03-02T08:57:42.000Z',
    });
  });

  it('takes the id in upper case', async ({ lab: { ask } }) => {
    expect((await ask(statusPath(IDS.fresh.toUpperCase()))).body).toMatchObject({ conversation_id: IDS.fresh });
  });
});

describe('compacted summary', () => {
  it('has every field of the document, and agrees with itself', async ({ lab: { ask } }) => {
    const { body } = await ask(compactedPath(IDS.threeVersions));
    expect(body).toMatchObject({
      conversation_id: IDS.threeVersions,
      version: 3,
      strategy_used: 'balanced',
      validation_score: 0.91,
      validation_passed: true,
      quality_warning: false,
      ttl_seconds: 300,
      original_token_count: expect.any(Number),
      current_state: { last_topic: 'New opening date, glazing and ventilation' },
    });
    const text = String(field(body, 'formatted_context'));
    expect(field(body, 'compacted_token_count')).toBe(Math.ceil(text.length / 4));
    for (const item of listField(body, 'facts')) expect(text).toContain(field(item, 'content'));
  });

  it('differs by format', async ({ lab: { ask } }) => {
    const [structured, narrative, injection] = await Promise.all(
      ['structured', 'narrative', 'injection'].map((format) => ask(compactedPath(IDS.fresh, `?format=${format}`))),
    );
    expect(field(structured?.body, 'formatted_context')).toContain('## Decisions');
    expect(field(narrative?.body, 'formatted_context')).toMatch(/^Priya reported/);
    expect(field(injection?.body, 'formatted_context')).toMatch(/^\[Conversation memory, compacted, version 1\]/);
  });
});

describe('versions and spellings', () => {
  it('keeps old versions, whose statements were overtaken later', async ({ lab: { ask } }) => {
    const contents = async (version: number): Promise<unknown[]> =>
      listField((await ask(compactedPath(IDS.threeVersions, `?version=${version}`))).body, 'facts').map((item) =>
        field(item, 'content'),
      );
    expect(await contents(1)).toContain('The renovation budget is 40,000 euros.');
    expect(await contents(3)).toContain('The renovation budget is 43,500 euros, including the skylight.');
    expect(await contents(3)).not.toContain('The renovation budget is 40,000 euros.');
  });

  it('comes in the other spelling too', async ({ lab: { ask } }) => {
    const { body } = await ask(compactedPath(IDS.exotic));
    expect(field(body, 'formatted_context')).toBeUndefined();
    expect(field(body, 'compacted_context')).toContain('## Decisions');
    expect(field(body, 'ttl_seconds')).toBeUndefined();
    expect(listField(body, 'facts').every((item) => typeof item === 'string')).toBe(true);
  });

  it('warns in words where the reference does', async ({ lab: { ask } }) => {
    const { body } = await ask(compactedPath(IDS.qualityWarning));
    expect(field(body, 'quality_warning')).toContain('validation score is low');
    expect(listField(body, 'warnings')).toContain('Low validation score (0.56).');
  });

  it.each([IDS.none, IDS.failed])('is 404 for %s, which has none', async (id) => {
    const { ask } = await startLab();
    expect((await ask(compactedPath(id))).status).toBe(404);
  });

  it('is 404 for a version that does not exist', async ({ lab: { ask } }) => {
    expect((await ask(compactedPath(IDS.fresh, '?version=2'))).status).toBe(404);
  });

  it.each(['?format=prose', '?version=0', '?version=1.5', '?version=x'])('refuses %s', async (query) => {
    const { ask } = await startLab();
    const reply = await ask(compactedPath(IDS.fresh, query));
    expect(reply.status).toBe(422);
    expect(listField(reply.body, 'detail')[0]).toMatchObject({
      loc: ['query', expect.any(String)],
      msg: expect.any(String),
    });
  });
});

/** The texts of the recent messages. */
function contentsOf(body: unknown): string[] {
  return listField(body, 'recent_messages').map((message) => String(field(message, 'content')));
}

describe('context for prompt', () => {
  it('is stale by the messages after the cut-off', async ({ lab: { ask } }) => {
    const { body } = await ask(promptPath(IDS.stale));
    expect(body).toMatchObject({
      available: true,
      is_stale: true,
      recent_message_count: 6,
      compacted_message_count: 16,
      total_message_count: 22,
      compaction_age_seconds: 3.5 * 3600 - 6,
      quality_warning: false,
    });
    expect(listField(body, 'recent_messages')[0]).toMatchObject({
      role: 'user',
      message_id: expect.any(String),
      timestamp: expect.any(String),
    });
  });

  it('has all messages before a first compaction', async ({ lab: { ask } }) => {
    const { body } = await ask(promptPath(IDS.none));
    expect(body).toMatchObject({
      available: true,
      compaction_age_seconds: null,
      compression_ratio: null,
      is_stale: false,
      recent_message_count: 10,
      compacted_message_count: 0,
    });
    const contents = contentsOf(body);
    expect(contents).toHaveLength(10);
    const text = String(field(body, 'formatted_context'));
    for (const content of contents) expect(text).toContain(content);
  });

  it('is the whole text: the summary, then the recent messages', async ({ lab: { ask } }) => {
    const { body } = await ask(promptPath(IDS.stale));
    const summary = String(field((await ask(compactedPath(IDS.stale))).body, 'formatted_context'));
    const text = String(field(body, 'formatted_context'));
    expect(text.startsWith(`${summary}\n\n`)).toBe(true);
    const rest = text.slice(summary.length);
    for (const content of contentsOf(body)) expect(rest).toContain(content);
  });

  it('is the summary alone in one exotic, beside messages that it does not hold', async ({ lab: { ask } }) => {
    const { body } = await ask(promptPath(IDS.exotic));
    const text = String(field(body, 'formatted_context'));
    expect(text).toBe(field((await ask(compactedPath(IDS.exotic))).body, 'compacted_context'));
    expect(body).toMatchObject({ available: true, is_stale: true, recent_message_count: 2 });
    for (const content of contentsOf(body)) expect(text).not.toContain(content);
  });

  it('lacks the newest message in another', async ({ lab: { ask } }) => {
    const { body } = await ask(promptPath(IDS.unknownStatus));
    const text = String(field(body, 'formatted_context'));
    const [kept, missing] = contentsOf(body);
    expect(text).toContain(kept);
    expect(text).not.toContain(missing);
  });

  it('knows bullet points, and no other style', async ({ lab: { ask } }) => {
    expect(field((await ask(promptPath(IDS.fresh, '?style=bullet_points'))).body, 'formatted_context')).toMatch(
      /^- Share one Redis/,
    );
    expect((await ask(promptPath(IDS.fresh, '?style=injection'))).status).toBe(422);
  });
});

it('has ids of several versions, each once, and honest dialogues', () => {
  const ids = STORIES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids.map((id) => id[14]))).toEqual(new Set(['4', '5', '7']));
  for (const { sessions } of STORIES) {
    const lines = sessions.flatMap((session) => session.lines).length;
    expect(lines).toBeGreaterThanOrEqual(10);
    expect(lines).toBeLessThanOrEqual(40);
  }
});
