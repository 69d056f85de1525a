import { describe, expect } from 'vitest';
import { IDS } from '../../emulator/conversations/catalogue.ts';
import {
  compactedPath,
  field,
  it,
  listField,
  promptPath,
  startLab,
  statusPath,
} from '../../support/emulator-fixture.ts';

const MESSAGES = '/v1/conversations/messages';
const NEW_ID = '6f1c0f7e-2a4b-4c8d-9e35-7b1d0a6f2c44';

describe('recording', () => {
  it('makes a fresh summary stale', async ({ lab: { ask } }) => {
    expect((await ask(promptPath(IDS.fresh))).body).toMatchObject({ is_stale: false, recent_message_count: 0 });
    const recorded = await ask(MESSAGES, {
      body: { conversation_id: IDS.fresh, role: 'user', content: 'One more thing.' },
    });
    expect(recorded.body).toMatchObject({ message_id: expect.any(String), conversation_id: IDS.fresh });
    const { body } = await ask(promptPath(IDS.fresh));
    expect(body).toMatchObject({ is_stale: true, recent_message_count: 1 });
    expect(listField(body, 'recent_messages')[0]).toEqual({
      role: 'user',
      content: 'One more thing.',
      timestamp: '2026-03-02T09:00:00.000Z',
      message_id: field(recorded.body, 'message_id'),
    });
  });

  it('makes a conversation known', async ({ lab: { ask } }) => {
    expect((await ask(statusPath(NEW_ID))).status).toBe(403);
    const messages = [
      { role: 'user', content: 'I prefer tea to coffee.' },
      { role: 'assistant', content: 'Noted.' },
    ];
    const batch = await ask(`${MESSAGES}/batch`, { body: { conversation_id: NEW_ID, messages } });
    expect(batch.body).toMatchObject({ total: 2, succeeded: 2, failed: 0 });
    expect((await ask(statusPath(NEW_ID))).body).toMatchObject({ status: 'none' });
  });

  it('feeds the next summary', async ({ lab: { ask, emulator, clock } }) => {
    await ask(MESSAGES, {
      body: { conversation_id: NEW_ID, role: 'user', content: 'I prefer tea to coffee. And biscuits.' },
    });
    await ask(MESSAGES, { body: { conversation_id: NEW_ID, role: 'user', content: 'The meeting is at four.' } });
    emulator.world.startRun(NEW_ID, { strategy: 'conservative', targetTokens: 500, seconds: 1 });
    await ask(MESSAGES, { body: { conversation_id: NEW_ID, role: 'user', content: 'Too late for this run.' } });
    clock.advance(1_000);
    const { body } = await ask(compactedPath(NEW_ID));
    expect(field(listField(body, 'preferences')[0], 'content')).toBe('I prefer tea to coffee.');
    expect(listField(body, 'facts').map((item) => field(item, 'content'))).toEqual(['The meeting is at four.']);
    expect((await ask(promptPath(NEW_ID))).body).toMatchObject({ recent_message_count: 1, compacted_message_count: 2 });
  });

  it.each([
    ['not JSON', '{"role":'],
    ['an array', []],
    ['null', 'null'],
    ['a role nobody has', { conversation_id: NEW_ID, role: 'robot', content: 'x' }],
    ['no content', { conversation_id: NEW_ID, role: 'user', content: '' }],
  ])('refuses %s', async (_, body) => {
    const { ask } = await startLab();
    const reply = await ask(MESSAGES, { body });
    expect(reply.status).toBe(422);
    expect(listField(reply.body, 'detail')).toHaveLength(1);
  });

  it('records of a batch what names a conversation', async ({ lab: { ask, emulator } }) => {
    const messages = [
      { role: 'user', content: 'a', conversation_id: NEW_ID },
      { role: 'user', content: 'b' },
    ];
    const { body } = await ask(`${MESSAGES}/batch`, { body: { messages } });
    expect(body).toMatchObject({ succeeded: 1, failed: 1 });
    expect(emulator.world.conversation(NEW_ID)?.messages).toHaveLength(1);
  });

  it('refuses another content type', async ({ lab: { ask } }) => {
    const headers = { 'content-type': 'text/plain' };
    expect(
      (await ask(MESSAGES, { body: { conversation_id: NEW_ID, role: 'user', content: 'x' }, headers })).status,
    ).toBe(422);
  });
});
