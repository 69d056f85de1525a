import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../../src/core/transcript/message.ts';
import { finish } from '../../../../../src/core/slices.ts';
import { statementsOf } from '../../../../../src/core/conversation/statements.ts';
import { report } from '../../../../../src/core/tracing/report/report.ts';
import { diffSources, sourceOf } from '../../../../../src/ui/facts/versions/change-sources.ts';
import { diffVersions } from '../../../../../src/ui/facts/versions/version-diff.ts';
import { prompt, summary } from '../../../../support/ui/fixtures.ts';

const version = (...texts: string[]) =>
  summary({
    facts: texts.map((text) => ({ text, confidence: null, extra: {} })),
    decisions: [],
    preferences: [],
    currentState: null,
  });
const MESSAGES = [
  'The deposit of €1,200 went to Okafor & Sons.',
  'The ceiling is 2.62 m high.',
  'Warm light in the hall, please.',
].map((text, at): Message => ({ id: `m${at}`, role: 'user', speaker: null, text, at: null }));
const PROMPT = prompt({ context: '', recentMessages: [], recentMessageCount: 0 });

const BEFORE = version(
  'The deposit of €1,200 went to Okafor & Sons.',
  'A van was rented in Graz.',
  'Warm light in the hall.',
);
const AFTER = version('The ceiling is 2.62 m high.', 'The landlord sold his boat.', 'Warm light in the hall.');

function sources(messages: readonly Message[], counted: number | null, read = PROMPT) {
  const diff = finish(diffVersions(BEFORE, AFTER));
  const found = finish(diffSources(diff, BEFORE, AFTER, { messages, prompt: read, counted }));
  return Object.values(diff.changes)
    .flat()
    .map((change) => {
      const source = sourceOf(change, found);
      return [(change.after[0] ?? change.before[0])?.text.split(' ')[1], source && source.number];
    });
}

describe('the source of a change', () => {
  it('is the likeliest message; none only of what was added', () => {
    expect(sources(MESSAGES, 3)).toEqual([
      ['deposit', 1],
      ['van', undefined],
      ['ceiling', 2],
      ['landlord', null],
      ['light', undefined],
    ]);
  });

  it('is not said to be missing while too few messages are known, or none is compacted', () => {
    const landlord = (found: ReturnType<typeof sources>) => found.find(([word]) => word === 'landlord')?.[1];
    expect(landlord(sources(MESSAGES, 30))).toBeUndefined();
    const recent = MESSAGES.map(({ id, role, text }) => ({ role, content: text, timestamp: null, messageId: id }));
    const whole = prompt({
      context: MESSAGES.map(({ text }) => `user: ${text}`).join('\n'),
      recentMessages: recent.map((one) => ({ ...prompt().recentMessages[0], ...one })),
      recentMessageCount: 3,
    });
    expect(landlord(sources(MESSAGES, 3, whole))).toBeUndefined();
    expect(landlord(sources(MESSAGES, null))).toBeNull();
  });

  it('is the same as in what was kept and lost', () => {
    const told = finish(
      report({
        messages: MESSAGES,
        summary: AFTER,
        statements: statementsOf(AFTER),
        before: null,
        prompt: PROMPT,
        counted: 3,
      }),
    );
    const diff = finish(diffVersions(BEFORE, AFTER));
    const found = finish(diffSources(diff, BEFORE, AFTER, { messages: MESSAGES, prompt: PROMPT, counted: 3 }));
    expect(diff.changes.added).toHaveLength(2);
    for (const change of diff.changes.added) {
      const at = (change.after[0]?.number ?? 0) - 1;
      const source = sourceOf(change, found);
      expect(told.unsourced?.includes(at)).toBe(source === null);
      expect(source?.number).toBe(told.statements[at]?.sources[0] && told.statements[at].sources[0].message + 1);
    }
  });
});
