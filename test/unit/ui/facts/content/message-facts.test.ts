import { expect, it } from 'vitest';
import { withIds } from '../../../../../src/core/transcript/message.ts';
import { completenessOf } from '../../../../../src/ui/facts/content/message-facts.ts';
import { prompt } from '../../../../support/ui/fixtures.ts';

const one = { id: null, role: 'user', speaker: null, text: 'a', at: null };
const known = { messages: withIds([one, one]), sources: [] };
const counts = (total: number | null, compacted: number | null, recent: number | null) =>
  prompt({ totalMessageCount: total, compactedMessageCount: compacted, recentMessageCount: recent });

it('says how many of the messages that Synap counts are known', () => {
  expect(completenessOf(known, counts(419, 400, 19))).toEqual({ known: 2, counted: 419 });
  expect(completenessOf(known, counts(null, 400, 19))).toEqual({ known: 2, counted: 419 });
  expect(completenessOf(known, counts(null, null, 19))).toEqual({ known: 2, counted: null });
  expect(completenessOf(known, null)).toEqual({ known: 2, counted: null });
});
