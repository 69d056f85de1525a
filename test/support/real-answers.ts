import * as fc from 'fast-check';
import { PROMPT_STYLES, SUMMARY_FORMATS } from '../../src/core/conversation/conversation.ts';
import { PARTS, type Part } from '../../src/core/conversation/part.ts';
import type { CallName } from '../../src/protocol/overview.ts';
import { callName, endpointOf, type Call } from '../../src/synap/wire/endpoints.ts';
import { parseConversationId } from '../../src/core/conversation/uuid.ts';
import { answerApi } from '../emulator/api/route.ts';
import { IDS, STORIES } from '../emulator/conversations/catalogue.ts';
import { datedScript } from '../emulator/conversations/story.ts';
import { World } from '../emulator/world.ts';
import { WIRE } from './synap/fixtures.ts';

export interface RealAnswer {
  name: CallName;
  body: unknown;
}

/** The emulator's answers to every call about its conversations, and the handwritten one of each kind. */
export function realAnswers(): RealAnswer[] {
  const now = Date.UTC(2026, 2, 2, 9);
  const load = (at: number) => STORIES.map((story) => datedScript(story, at));
  const world = new World({ clock: { now: () => now }, load, seededRunSeconds: 60, settings: { rateLimited: false } });
  const { key } = world.keyNamed('normal');
  const asked = callsFor(Object.values(IDS)).map((call): RealAnswer => {
    const { method, path, body } = endpointOf(call);
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const answer = answerApi(world, { method, url: path, headers, body: Buffer.from(body ?? '') });
    return {
      name: callName(call),
      body: Buffer.isBuffer(answer.body) ? (JSON.parse(answer.body.toString()) as unknown) : null,
    };
  });
  return [...asked, ...Object.entries(WIRE).map(([name, body]) => ({ name: name as CallName, body }))];
}

/** One of `realAnswers`, each kind of call as likely as the others. */
export function realAnswer(): fc.Arbitrary<RealAnswer> {
  const answers = realAnswers();
  const names = [...new Set(answers.map(({ name }) => name))];
  return fc.constantFrom(...names).chain((kind) => fc.constantFrom(...answers.filter(({ name }) => name === kind)));
}

function callsFor(ids: readonly string[]): Call[] {
  const calls: Call[] = [{ name: 'whoami' }, { name: 'balance' }];
  for (const text of ids) {
    const conversationId = parseConversationId(text);
    if (conversationId === null) continue;
    calls.push(...partsToAsk().map((part): Call => ({ part, conversationId })), {
      name: 'compact',
      conversationId,
      strategy: null,
      targetTokens: null,
      force: true,
    });
  }
  return calls;
}

function partsToAsk(): Part[] {
  const { status, summary, prompt } = PARTS;
  return [
    status,
    ...SUMMARY_FORMATS.map((format) => ({ ...summary, format })),
    ...PROMPT_STYLES.map((style) => ({ ...prompt, style })),
  ];
}
