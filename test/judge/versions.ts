import * as v from 'valibot';
import { finish } from '../../src/core/slices.ts';
import { matchStatements } from '../../src/core/versions/match.ts';
import { decoded } from './decoded.ts';

const TASK = v.object({ before: v.array(v.string()), after: v.array(v.string()) });

export function answerVersions(task: Record<string, unknown>): object {
  const { before, after } = decoded(TASK, task);
  const pairs = finish(matchStatements(before, after));
  return { pairs: pairs.map((pair) => [pair.before, pair.after, pair.kind]) };
}
