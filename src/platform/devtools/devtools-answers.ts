/**
 * The two shapes of what DevTools' calls resolve. Chromium has a `browser` of its own, before which the polyfill
 * steps aside: there a call resolves the bare value and rejects `{isException, …}` or `{isError, …}`. Firefox
 * resolves lists: `[value, problem]`. Measured in both; the types know the list alone.
 */

/**
 * What a call of the request log answers. Chromium before 152 answers a callback alone, and of these calls the polyfill
 * knows but one; what takes no callback, as the polyfill's and Firefox's, throws at once.
 */
export function answerOf(call: (...callback: ((...answer: unknown[]) => void)[]) => unknown): Promise<unknown> {
  return new Promise((resolve) => {
    let promised: unknown;
    try {
      promised = call((...answer) => resolve(answer));
    } catch {
      promised = call();
    }
    if (promised !== undefined) resolve(promised);
  });
}

export type EvalAnswer = { value: unknown } | { problem: 'threw' | 'not-run' };

/** `settled` is what `inspectedWindow.eval` resolved. Only for values that are no lists themselves. */
export function readEvalAnswer(settled: unknown): EvalAnswer {
  if (!Array.isArray(settled)) return { value: settled };
  const [value, problem] = settled as unknown[];
  return problem === undefined || problem === null || !hasProblem(problem) ? { value } : readEvalProblem(problem);
}

/** `reason` is what `inspectedWindow.eval` rejected, or the second item that it resolved. */
export function readEvalProblem(reason: unknown): EvalAnswer {
  return { problem: fieldOf(reason, 'isException') === true ? 'threw' : 'not-run' };
}

export interface BodyAnswer {
  text: string;
  encoding: string;
}

/** `settled` is what a request's `getContent` resolved; null when there is no body. */
export function readBodyAnswer(settled: unknown): BodyAnswer | null {
  if (typeof settled === 'string') return { text: settled, encoding: '' };
  const [text, encoding] = Array.isArray(settled)
    ? (settled as unknown[])
    : [fieldOf(settled, 'content'), fieldOf(settled, 'encoding')];
  return typeof text === 'string' ? { text, encoding: typeof encoding === 'string' ? encoding : '' } : null;
}

/** The text of a body that came as base64 because the browser did not take its type for text. */
export function decodeBody({ text, encoding }: BodyAnswer): string | null {
  if (encoding !== 'base64') return text;
  try {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}

/** Entries of `getHAR()`: the log itself, or wrapped in `log` as the HAR format has it. */
export function readHarEntries(settled: unknown): unknown[] {
  const log = Array.isArray(settled) ? (settled as unknown[])[0] : settled;
  const entries = fieldOf(log, 'entries') ?? fieldOf(fieldOf(log, 'log'), 'entries');
  return Array.isArray(entries) ? entries : [];
}

/** A member of a value of unknown shape. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function hasProblem(problem: unknown): boolean {
  return fieldOf(problem, 'isException') === true || fieldOf(problem, 'isError') === true;
}
