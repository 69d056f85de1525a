import { describe, expect, it } from 'vitest';
import type { Evidence, FoundId } from '../../../src/core/discovery/evidence.ts';
import { parseConversationId } from '../../../src/core/conversation/uuid.ts';
import { keepTelling } from '../../../src/page/naming/telling.ts';

function found(id: string, evidence: Evidence[]): FoundId {
  const parsed = parseConversationId(id);
  if (parsed === null) throw new Error(`${id} is no id`);
  return { id: parsed, evidence, label: null };
}

describe('keepTelling', () => {
  it('keeps of the words near a text the nearest that tells something, and adds up what is then the same', () => {
    const wheres = ['Conversation ID', 'was seen by', 'Chats › Name › Request', 'Chats › Name', 'it was'];
    const evidence = wheres.map((where): Evidence => ({ source: 'text', where, count: 1 }));
    const entry = keepTelling(found('0bfa587f-a85c-5cc3-a395-fe8e49851558', evidence));
    expect(entry.evidence).toEqual([
      { source: 'text', where: 'Conversation ID', count: 1 },
      { source: 'text', where: '', count: 2 },
      { source: 'text', where: 'Request', count: 1 },
      { source: 'text', where: 'Chats', count: 1 },
    ]);
  });
});
