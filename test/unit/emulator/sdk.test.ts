import * as v from 'valibot';
import { describe, expect } from 'vitest';
import { IDS } from '../../emulator/conversations/catalogue.ts';
import { compactedPath, field, it, promptPath, statusPath, type Lab } from '../../support/emulator-fixture.ts';

/** The requests of Synap's published Python client (0.4, 0.5), and the answers that it can parse. */

const NEW_ID = '6f1c0f7e-2a4b-4c8d-9e35-7b1d0a6f2c44';
const EXOTICS: readonly string[] = [IDS.exotic, IDS.qualityWarning, IDS.unknownStatus];
const COMMON = Object.values(IDS).filter((id) => !EXOTICS.includes(id));
/** Until whoami returns the ids, the client sends them empty. */
const UNKNOWN_IDS = { 'x-instance-id': '', 'x-client-id': '', 'x-correlation-id': 'syn__1772442000000_a91f3c' };
const KNOWN_IDS = { 'x-instance-id': 'inst_5c1e7a90b3d2f486', 'x-client-id': 'cli_2f94d07be1a8356c' };
/** One TypeScript client names the headers otherwise, and its correlation ids are UUIDs. */
const OTHER_NAMES = {
  'x-synap-instance-id': 'inst_5c1e7a90b3d2f486',
  'x-synap-client-id': 'cli_2f94d07be1a8356c',
  'x-correlation-id': '0f8fad5b-d9cb-469f-a165-70867728950e',
};

const text = v.string();
const maybe = <Schema extends v.GenericSchema>(schema: Schema) => v.nullish(schema);
const time = v.pipe(text, v.isoTimestamp());
const Item = v.looseObject({ content: text });
const Status = v.looseObject({
  conversation_id: text,
  status: v.picklist(['none', 'in_progress', 'completed', 'failed']),
  compaction_id: maybe(text),
  validation_score: maybe(v.number()),
  latest_version: maybe(v.number()),
});
const Compacted = v.looseObject({
  formatted_context: text,
  original_token_count: v.number(),
  compacted_token_count: v.number(),
  compaction_id: text,
  facts: v.array(Item),
  decisions: v.array(Item),
  preferences: v.array(Item),
  quality_warning: v.boolean(),
});
const Prompt = v.looseObject({
  formatted_context: maybe(text),
  available: v.boolean(),
  is_stale: v.boolean(),
  compaction_age_seconds: maybe(v.number()),
  quality_warning: v.boolean(),
  recent_messages: v.array(v.looseObject({ role: text, content: text, timestamp: time, message_id: text })),
  recent_message_count: v.number(),
  compacted_message_count: v.number(),
  total_message_count: v.number(),
});
const Started = v.looseObject({ compaction_id: text, conversation_id: text, status: text, initiated_at: time });
const Recorded = v.looseObject({ message_id: text, conversation_id: text, session_id: text, recorded_at: time });
const Batch = v.looseObject({
  total: v.number(),
  succeeded: v.number(),
  failed: v.number(),
  results: v.array(v.union([v.looseObject({ message_id: text, recorded_at: time }), v.looseObject({ error: text })])),
});
const UserContext = v.looseObject({
  conversations: v.array(
    v.looseObject({
      conversation_id: text,
      started_at: time,
      last_message_at: time,
      message_count: v.number(),
      summary_status: v.picklist(['available', 'pending', 'failed']),
      summary: maybe(text),
      compaction_version: maybe(v.number()),
      compacted_at: maybe(time),
    }),
  ),
});
const Ledger = v.looseObject({
  entries: v.array(v.looseObject({ ledger_id: text, entry_type: text, delta: v.number(), created_at: time })),
});

const message = (content: string, more: object = {}) => ({
  conversation_id: NEW_ID,
  role: 'user',
  content,
  user_id: 'user-1',
  customer_id: 'customer-1',
  ...more,
});
const CALLS: [string, string, unknown, v.GenericSchema, number][] = [
  ['whoami', '/api/v1/auth/whoami', undefined, v.looseObject({ client_id: text, instance_id: text }), 200],
  ['status', statusPath(IDS.fresh), undefined, Status, 200],
  ['compacted', compactedPath(IDS.fresh, '?format=structured'), undefined, Compacted, 200],
  ['context for prompt', promptPath(IDS.fresh, '?style=structured'), undefined, Prompt, 200],
  ['compact', '/v1/conversations/compact', { conversation_id: IDS.fresh, force: true }, Started, 200],
  ['record', '/v1/conversations/messages', message('Hello.'), Recorded, 200],
  ['batch', '/v1/conversations/messages/batch', { messages: [message('a'), message('b')] }, Batch, 200],
  ['telemetry', '/v1/telemetry/batch', { events: [{ name: 'compact', duration_ms: 12 }] }, v.unknown(), 202],
  ['balance', '/v1/credits/balance', undefined, v.looseObject({ balance_credits: v.number() }), 200],
  [
    'estimate',
    '/v1/credits/estimate',
    { metric_type: 'compaction', units: 4_200, item_count: 1, endpoint: '/v1/conversations/compact', mode: 'balanced' },
    v.looseObject({ credits_estimate: v.number() }),
    200,
  ],
  ['ledger', '/v1/credits/ledger?limit=10&offset=0', undefined, Ledger, 200],
  [
    'conversations of a user',
    '/v1/context/user/fetch',
    { user_id: 'sam', context_mode: 'conversation-summary', last_n_conversations: 20 },
    UserContext,
    200,
  ],
];

describe('every call of the client', () => {
  it.for(CALLS)(
    '%s, with a key alone, with empty ids, and with its ids',
    async ([, path, body, schema, status], { lab }) => {
      for (const headers of [{}, UNKNOWN_IDS, KNOWN_IDS, OTHER_NAMES]) {
        const reply = await lab.ask(path, { headers, ...(body === undefined ? {} : { body }) });
        // Its own run holds the conversation.
        const again = path.endsWith('/compact') && reply.status === 409;
        if (again) continue;
        expect(reply.status).toBe(status);
        expect(v.safeParse(schema, reply.body).issues).toBeUndefined();
      }
      expect(lab.emulator.world.log.list()[1]?.headers['x-instance-id']).toBe('');
    },
  );

  it('with ids of another instance is refused, under either name', async ({ lab: { ask } }) => {
    for (const name of ['x-instance-id', 'x-client-id', 'x-synap-instance-id', 'x-synap-client-id']) {
      expect([name, (await ask(statusPath(IDS.fresh), { headers: { [name]: 'inst_0' } })).status]).toEqual([name, 403]);
    }
  });

  it('is answered with the server’s own time, a refusal too', async ({ lab: { ask, emulator } }) => {
    const told = async (key?: null) =>
      (await ask(statusPath(IDS.fresh), key === undefined ? {} : { key })).headers.get('x-synap-server-ms');
    emulator.world.configure({ serverMs: 41 });
    expect([await told(), await told(null)]).toEqual(['41', '41']);
    emulator.world.configure({ serverMs: null });
    expect(await told()).toBeNull();
  });
});

describe('the emulator’s conversations', () => {
  it.for(COMMON)('%s can be parsed', async (id, { lab: { ask } }) => {
    expect(v.safeParse(Status, (await ask(statusPath(id))).body).issues).toBeUndefined();
    expect(v.safeParse(Prompt, (await ask(promptPath(id))).body).issues).toBeUndefined();
    const compacted = await ask(compactedPath(id));
    if (compacted.status !== 404) expect(v.safeParse(Compacted, compacted.body).issues).toBeUndefined();
  });

  it.for(EXOTICS)('%s is an exotic: something in it cannot', async (id, { lab: { ask } }) => {
    const parsed = [
      v.is(Status, (await ask(statusPath(id))).body),
      v.is(Compacted, (await ask(compactedPath(id))).body),
    ];
    expect(parsed).toContain(false);
  });
});

describe('what was sent', () => {
  const post = (lab: Lab, path: string, body: unknown) => lab.ask(path, { body });

  it('in a batch is judged message by message', async ({ lab }) => {
    const messages = [message('a'), message(''), message('c', { role: 'robot' }), message('d')];
    const { body } = await post(lab, '/v1/conversations/messages/batch', { messages });
    expect(body).toMatchObject({ total: 4, succeeded: 2, failed: 2 });
    expect(body).toMatchObject({
      results: [{ message_id: expect.any(String) }, { error: expect.any(String) }, {}, {}],
    });
    expect(lab.emulator.world.conversation(NEW_ID)?.messages.map(({ content }) => content)).toEqual(['a', 'd']);
  });

  it('makes a conversation of its user', async ({ lab }) => {
    await post(lab, '/v1/conversations/messages', message('Hello.'));
    const wish = { user_id: 'user-1', context_mode: 'conversation-summary', last_n_conversations: 20 };
    const { body } = await post(lab, '/v1/context/user/fetch', wish);
    expect(body).toMatchObject({
      conversations: [{ conversation_id: NEW_ID, message_count: 1, summary_status: 'pending', summary: null }],
    });
    const nobody = await post(lab, '/v1/context/user/fetch', { ...wish, user_id: 'nobody' });
    expect(nobody.body).toMatchObject({ conversations: [], profile: null });
    expect((await post(lab, '/v1/context/user/fetch', { ...wish, last_n_conversations: 21 })).status).toBe(422);
  });

  it('stands in the ledger, the newest first', async ({ lab }) => {
    const balance = async () => Number(field((await lab.ask('/v1/credits/balance')).body, 'balance_credits'));
    const before = await balance();
    await post(lab, '/v1/conversations/compact', { conversation_id: IDS.fresh, force: true });
    const spent = before - (await balance());
    const ledger = await lab.ask('/v1/credits/ledger?entry_type=debit');
    expect(ledger.body).toMatchObject({ entries: [{ entry_type: 'debit', delta: -spent, metric_type: 'compaction' }] });
    expect((await lab.ask('/v1/credits/ledger')).body).toMatchObject({ entries: [{}, { entry_type: 'grant' }] });
    expect((await lab.ask('/v1/credits/ledger?from=2027-01-01')).body).toEqual({ entries: [] });
    expect((await lab.ask('/v1/credits/ledger?limit=x')).status).toBe(422);
  });

  it('costs what the estimate said', async ({ lab }) => {
    const units = lab.emulator.world.conversation(IDS.threeVersions)?.tokens;
    const estimate = await post(lab, '/v1/credits/estimate', { metric_type: 'compaction', units });
    await post(lab, '/v1/conversations/compact', { conversation_id: IDS.threeVersions, force: true });
    const { body } = await lab.ask('/v1/credits/ledger?entry_type=debit');
    expect(body).toMatchObject({ entries: [{ delta: -Number(field(estimate.body, 'credits_estimate')) }] });
  });

  it('twice, as a client repeats a compaction that timed out, is one run and a conflict', async ({ lab }) => {
    lab.emulator.world.faults.add({ path: '/compact$', count: 1, fault: { reset: 'at-once', carryOut: true } });
    const compact = { conversation_id: IDS.fresh, force: true };
    await expect(post(lab, '/v1/conversations/compact', compact)).rejects.toThrow();
    expect((await post(lab, '/v1/conversations/compact', compact)).status).toBe(409);
  });
});

describe('a failed run', () => {
  it('that was not failed by its score has none', async ({ lab: { ask, emulator } }) => {
    emulator.world.startRun(IDS.fresh);
    emulator.world.finishRun(IDS.fresh, 'failed');
    expect((await ask(statusPath(IDS.fresh))).body).toMatchObject({ status: 'failed', validation_score: null });
  });
});
