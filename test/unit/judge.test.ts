import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../judge/main.ts';

const folder = mkdtempSync(join(tmpdir(), 'synap-judge-'));
const [tasks, answers] = [join(folder, 'tasks.json'), join(folder, 'answers.json')];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let said = '';
beforeEach(() => {
  said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});

const judged = (kind: string, content: string) => {
  writeFileSync(tasks, content);
  return main([kind, tasks, answers]);
};

describe('npm run judge', () => {
  it('answers each task', () => {
    const messages = [
      { message_id: 'a', role: 'user', speaker: 'Ada', content: 'What do you do?', timestamp: '2026-01-01T00:00:00Z' },
      {
        message_id: 'b',
        role: 'assistant',
        speaker: 'Ben',
        content: 'I am a nurse.',
        timestamp: '2026-01-01T00:00:01Z',
      },
    ];
    expect(judged('trace', JSON.stringify([{ id: 'one', messages, statements: ['Ben is a nurse'] }]))).toBe(0);
    expect(JSON.parse(readFileSync(answers, 'utf8'))).toMatchObject([
      { id: 'one', statements: [{ sources: ['b', 'a'] }], kept: { a: expect.any(Number), b: expect.any(Number) } },
    ]);
  });

  it.each([
    ['nothing at all', [], 'usage: npm run judge'],
    ['a kind that is none', ['constructor', tasks, answers], 'usage: npm run judge'],
    ['too much', ['trace', tasks, answers, 'more'], 'usage: npm run judge'],
    ['a file that is not there', ['trace', join(folder, 'none.json'), answers], 'ENOENT'],
  ])('refuses %s', (_, args, message) => {
    expect(main(args)).toBe(2);
    expect(said).toContain(message);
  });

  it.each([
    ['no JSON', '[{', 'tasks.json is no JSON'],
    ['no array', '{}', 'tasks.json is no array of tasks'],
    ['a task without an id', '[{"messages":[],"statements":[]}]', 'task 0 has no id'],
    ['a task without statements', '[{"id":"x","messages":[]}]', 'task x, statements'],
    ['a message without text', '[{"id":"x","messages":[{"message_id":"a"}],"statements":[]}]', 'messages.0.content'],
  ])('tells what is wrong with %s', (_, content, message) => {
    expect(judged('trace', content)).toBe(2);
    expect(said).toContain(message);
  });
});
