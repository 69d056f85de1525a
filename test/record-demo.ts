import { writeFileSync } from 'node:fs';
import { DEMO_CONVERSATIONS } from '../src/core/conversation/demo-conversations.ts';
import { PROMPT_STYLES, SUMMARY_FORMATS } from '../src/core/conversation/conversation.ts';
import { startEmulator, type Emulator } from './emulator/emulator.ts';
import { IDS } from './emulator/conversations/catalogue.ts';

const FILE = new URL('../public/demo.json', import.meta.url);
/** What is compared with the summaries: no answer of Synap has it after a compaction. */
const MESSAGES_FILE = new URL('../src/ui/detail/reading/messages/demo-messages.json', import.meta.url);

interface Recorded {
  status: number;
  body: unknown;
}

/** What the demo answers that no recording can: a run that the user starts has the time of then. */
const SAID = {
  unknown: { status: 404, body: { detail: 'This was not recorded for the demo.' } },
  busy: { status: 409, body: { detail: 'A compaction is already in progress for this conversation.' } },
  begun: {
    status: 200,
    body: { status: 'in_progress', trigger_type: 'manual_api', estimated_completion_seconds: 60 },
  },
};

/**
 * `node scripts/run.mjs test/record-demo.ts`: records public/demo.json, and the messages, from the emulator's own
 * conversations.
 */
export async function main(): Promise<void> {
  const emulator = await startEmulator({ seededRunSeconds: 20 });
  try {
    emulator.world.configure({ rateLimited: false, unknownConversation: 404 });
    const recordedAt = Date.now();
    const answers: Record<string, Recorded> = {};
    for (const path of ['/api/v1/auth/whoami', '/v1/credits/balance']) answers[path] = await ask(emulator, path);
    for (const { id } of DEMO_CONVERSATIONS) Object.assign(answers, await askAll(emulator, id));
    emulator.world.finishRun(IDS.inProgress);
    const later = await askAll(emulator, IDS.inProgress);
    const recordings = { recordedAt, running: IDS.inProgress, answers, later, ...SAID };
    writeFileSync(FILE, `${JSON.stringify(recordings, null, 1)}\n`);
    writeFileSync(MESSAGES_FILE, `${JSON.stringify(messagesOf(emulator), null, 2)}\n`);
  } finally {
    await emulator.close();
  }
}

function messagesOf({ world }: Emulator): Record<string, unknown[]> {
  const known = DEMO_CONVERSATIONS.map(({ id }) => [id, world.conversation(id)?.messages ?? []] as const);
  return Object.fromEntries(
    known
      .filter(([, messages]) => messages.length > 0)
      .map(([id, messages]) => [
        id,
        messages.map(({ messageId, role, speaker, content, timestamp }) => ({
          id: messageId,
          role,
          speaker,
          text: content,
          at: timestamp,
        })),
      ]),
  );
}

async function askAll(emulator: Emulator, id: string): Promise<Record<string, Recorded>> {
  const base = `/v1/conversations/${id}`;
  const paths = [
    `${base}/compaction/status`,
    ...SUMMARY_FORMATS.map((format) => `${base}/compacted?format=${format}`),
    ...PROMPT_STYLES.map((style) => `${base}/context-for-prompt?style=${style}`),
  ];
  const answers: Record<string, Recorded> = {};
  for (const path of paths) answers[path] = await ask(emulator, path);
  const version = latestVersion(answers[`${base}/compaction/status`]);
  for (let older = 1; older <= version; older += 1) {
    for (const format of SUMMARY_FORMATS) {
      const path = `${base}/compacted?format=${format}&version=${older}`;
      answers[path] = await ask(emulator, path);
    }
  }
  return answers;
}

async function ask({ httpOrigin, keys }: Emulator, path: string): Promise<Recorded> {
  const response = await fetch(`${httpOrigin}${path}`, { headers: { authorization: `Bearer ${keys.paid}` } });
  const body: unknown = await response.json();
  if (response.status === 429) throw new Error(`rate limited while recording ${path}`);
  return { status: response.status, body };
}

function latestVersion(recorded: Recorded | undefined): number {
  const body = recorded?.body;
  return typeof body === 'object' &&
    body !== null &&
    'latest_version' in body &&
    typeof body.latest_version === 'number'
    ? body.latest_version
    : 0;
}
