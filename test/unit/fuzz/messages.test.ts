import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHandlers } from '../../../src/background/inbound/handlers.ts';
import { createRouter } from '../../../src/background/inbound/router.ts';
import type { Outcome } from '../../../src/core/errors.ts';
import { SURFACES } from '../../../src/protocol/events.ts';
import { decodeRequest, decodeViewState } from '../../../src/protocol/decode.ts';
import { A, B } from '../../support/worker/answers.ts';
import { OWN, senderOf } from '../../support/worker/killable-worker.ts';
import { settle } from '../../support/settle.ts';
import { createWorld, KEY } from '../../support/worker/worker.ts';
import { cpuMs, LINEAR_CPU_MS } from '../../support/cpu-time.ts';
import { expectOfSpoilt, expectPrototypesIntact, mutated } from '../../support/mutate.ts';
import { GOOD } from '../../support/worker/good-requests.ts';

const MEBI = 2 ** 20;
const messages = Object.entries(GOOD).map(([name, input]) => ({
  app: 'synap-inspector',
  version: OWN.version,
  name,
  input,
}));
const hostileName = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'then',
  'get',
  'has',
  '',
);
/** A message that is nearly right, or right but for its name. */
const nearly = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...messages).chain(mutated) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...messages), hostileName).map(([message, name]) => ({ ...message, name })),
  },
);

describe('a message that is nearly right', () => {
  it('is answered, never by a throw, and pollutes nothing [F54] [F55]', async () => {
    await fc.assert(
      fc.asyncProperty(nearly, fc.constantFrom(...SURFACES), async (message, surface) => {
        const world = await createWorld();
        const services = world.services();
        const route = createRouter(createHandlers(services), OWN, services.ready);
        const answers: Outcome<unknown>[] = [];
        void route(message, senderOf(surface)).then(({ outcome }) => answers.push(outcome));
        await settle();
        const [outcome] = answers;
        expect(answers).toHaveLength(1);
        // `storage` is what a handler that threw is told as.
        if (outcome?.ok === false) expect(outcome.error.kind).not.toBe('storage');
        expect(JSON.stringify(outcome)).not.toContain(KEY);
      }),
    );
    expectPrototypesIntact();
  });

  it('is one that was asked for exactly so, or refused [F54]', () => {
    fc.assert(
      fc.property(nearly, (message) => {
        const decoded = decodeRequest(message, OWN.version);
        if (decoded.ok) expect(Object.keys(GOOD)).toContain(decoded.value.name);
        else expect(['refused', 'outdated']).toContain(decoded.error.kind);
      }),
    );
  });

  it('is no view’s state, unless it says all that one says [F54] [F55]', () => {
    const state = { type: 'view', version: OWN.version, surface: 'panel', visible: true, conversationIds: [A, B] };
    expectOfSpoilt(state, (message) => {
      const decoded = decodeViewState(message);
      if (decoded === null) return;
      expect(decoded.conversationIds.every((id) => id === A || id === B)).toBe(true);
      expect(typeof decoded.visible).toBe('boolean');
      expect(SURFACES).toContain(decoded.surface);
    });
  });
});

describe('a megabyte', () => {
  it.each(['-', 'a', ' ', '{"', '0bfa587f-'])('of %j in every field is refused in linear time', (part) => {
    const text = part.repeat(Math.ceil(MEBI / part.length));
    const deep: unknown = JSON.parse(`${'[['.repeat(50_000)}${']]'.repeat(50_000)}`);
    for (const { name, input } of messages) {
      for (const value of [text, deep, Array.from({ length: 100_000 }, () => text)]) {
        const spoilt = Object.fromEntries([...Object.keys(input), text].map((field) => [field, value]));
        expect(
          cpuMs(() =>
            decodeRequest({ app: 'synap-inspector', version: OWN.version, name, input: spoilt }, OWN.version),
          ),
        ).toBeLessThan(LINEAR_CPU_MS);
        expect(
          cpuMs(() => decodeRequest({ app: value, version: value, name: value, input: value }, OWN.version)),
        ).toBeLessThan(LINEAR_CPU_MS);
      }
    }
  });
});
