/**
 * The two shapes of results from DevTools calls. Chromium has its own `browser`, which the polyfill leaves alone: there
 * a call resolves to the bare value and rejects with `{isException, …}` or `{isError, …}`. Firefox resolves to lists:
 * `[value, problem]`. Measured in both; the types only know the list.
 */

export type EvalAnswer = { value: unknown } | { problem: 'threw' | 'not-run' };

/** `settled` is what `inspectedWindow.eval` resolved to. Only for values that are not lists themselves. */
export function readEvalAnswer(settled: unknown): EvalAnswer {
  if (!Array.isArray(settled)) return { value: settled };
  const [value, problem] = settled as unknown[];
  return problem === undefined || problem === null || !hasProblem(problem) ? { value } : readEvalProblem(problem);
}

/** `reason` is what `inspectedWindow.eval` rejected with, or the second item of what it resolved to. */
export function readEvalProblem(reason: unknown): EvalAnswer {
  return { problem: fieldOf(reason, 'isException') === true ? 'threw' : 'not-run' };
}

/** A member of a value of unknown shape. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function hasProblem(problem: unknown): boolean {
  return fieldOf(problem, 'isException') === true || fieldOf(problem, 'isError') === true;
}
