/** `npm run judge -- KIND TASKS.json ANSWERS.json`: answers annotated tasks with the code that the product runs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { answerCommitments } from './commitments.ts';
import { answerSpecifics } from './specifics.ts';
import { answerTrace } from './trace.ts';
import { answerVersions } from './versions.ts';

/** Each kind answers one task; a task that is none throws a message that says what is missing. */
const KINDS: Record<string, (task: Record<string, unknown>) => object> = {
  trace: answerTrace,
  specifics: answerSpecifics,
  commitments: answerCommitments,
  versions: answerVersions,
};

const USAGE = `usage: npm run judge -- ${Object.keys(KINDS).join('|')} TASKS.json ANSWERS.json`;

export function main(args: readonly string[]): number {
  const [kind = '', tasksFile, answersFile, ...rest] = args;
  const answer = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (!answer || !tasksFile || !answersFile || rest.length > 0) return refuse(USAGE);
  try {
    const answers = tasksIn(tasksFile).map((task, index) => ({ id: idOf(task, index), ...answer(task) }));
    writeFileSync(answersFile, `${JSON.stringify(answers)}\n`);
    return 0;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return 2;
}

function tasksIn(file: string): Record<string, unknown>[] {
  const tasks: unknown = parsed(readFileSync(file, 'utf8'), file);
  if (!Array.isArray(tasks)) throw new Error(`${file} is no array of tasks`);
  return tasks.map((task: unknown, index) => {
    if (typeof task !== 'object' || task === null) throw new Error(`${file}: task ${index} is no object`);
    return { ...task };
  });
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${String(error)}`, { cause: error });
  }
}

function idOf({ id }: Record<string, unknown>, index: number): string {
  if (typeof id !== 'string') throw new Error(`task ${index} has no id`);
  return id;
}
