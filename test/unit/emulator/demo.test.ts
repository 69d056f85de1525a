import { describe, expect } from 'vitest';
import { IDS } from '../../emulator/conversations/catalogue.ts';
import { uuidFrom } from '../../emulator/seed.ts';
import * as expected from '../../demo-page/expected.ts';
import { createHash } from 'node:crypto';
import { field, it, listField, promptPath, startLab } from '../../support/emulator-fixture.ts';

/** RFC 9562, section 6.6. */
const URL_NAMESPACE = '6ba7b8119dad11d180b400c04fd430c8';

describe('the demo page', () => {
  it('is the same app at every chat’s address', async ({ lab: { ask } }) => {
    const [home, chat] = await Promise.all([ask('/demo/', { key: null }), ask(expected.chatPath(), { key: null })]);
    expect(home.status).toBe(200);
    expect(chat.text).toBe(home.text);
    expect((await ask('/demo')).headers.get('location')).toBe('/demo/');
  });

  it('serves every file that it names', async ({ lab: { ask } }) => {
    const page = await ask('/demo/');
    const files = [...page.text.matchAll(/(?:href|src)="(\/demo\/[^"]*\.[a-z]+)"/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const file of [...files, '/demo/threads.js', '/demo/recent-chats.js', '/demo/frame.js']) {
      expect([file, (await ask(file)).status]).toEqual([file, 200]);
    }
  });

  it.each(['/demo/../emulator/keys.ts', '/demo/%2e%2e/emulator/keys.ts', '/demo/expected.ts', '/demo/nothing.js'])(
    'does not serve %s',
    async (path) => {
      const { ask } = await startLab();
      expect((await ask(path)).status).toBe(404);
    },
  );

  it('lists the chats in the order that the page places them', async ({ lab: { ask } }) => {
    const { body } = await ask('/demo/api/threads', { key: null });
    const ids = listField(body, 'threads').map((entry) => field(field(entry, 'thread'), 'id'));
    expect(new Set(ids)).toEqual(new Set(expected.IN_TRAFFIC.ids));
    expect(ids).toEqual([
      IDS.inProgress,
      IDS.threeVersions,
      IDS.fresh,
      IDS.failed,
      IDS.none,
      IDS.stale,
      IDS.qualityWarning,
      IDS.unknownStatus,
      IDS.neverCompacted,
    ]);
  });

  it('records what is sent', async ({ lab: { ask } }) => {
    const sent = await ask('/demo/api/messages', {
      key: null,
      body: { conversation_id: IDS.fresh, content: 'Hello.' },
    });
    expect(sent.status).toBe(200);
    expect((await ask(promptPath(IDS.fresh))).body).toMatchObject({ is_stale: true, recent_message_count: 2 });
    const thread = await ask(`/demo/api/threads/${IDS.fresh}`);
    expect(listField(thread.body, 'messages').at(-2)).toMatchObject({ role: 'user', content: 'Hello.' });
  });

  it('has the decoys that the list names, and only where it says', async ({ lab: { ask } }) => {
    const files = await Promise.all(
      ['/demo/', '/demo/app.js', '/demo/recent-chats.js', '/demo/api/threads'].map((path) => ask(path)),
    );
    const text = files.map((file) => file.text).join('\n');
    for (const { id } of [...expected.UNLIKELY, ...expected.NEVER]) expect(text).toContain(id);
    const real = new Set<string>(Object.values(IDS));
    for (const { id } of [...expected.UNLIKELY, ...expected.NEVER]) expect(real.has(id)).toBe(false);
  });

  it('hides one chat behind a session string', async ({ lab: { ask } }) => {
    const { session, id } = expected.BY_SESSION;
    const digest = createHash('sha1').update(Buffer.from(URL_NAMESPACE, 'hex')).update(session).digest('hex');
    expect(id.replaceAll('-', '').slice(0, 12)).toBe(digest.slice(0, 12));
    expect((await ask('/demo/app.js')).text).toContain(session);
    expect((await ask('/demo/api/threads')).text).not.toContain(id);
  });
});

it('makes well-formed ids', () => {
  expect(uuidFrom('x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
});
