import type { AttemptReport } from '../../../src/synap/send/attempt.ts';
import { BACK_OFF_CAP_MS } from '../../../src/synap/send/back-off.ts';
import { createSynapClient } from '../../../src/synap/client.ts';
import { createManualClock, type ManualClock } from '../manual-clock.ts';

export const NOW = Date.UTC(2026, 2, 29, 12, 0, 0);
export const API_KEY = 'synap_c4n4ry_0123456789';

export interface SkippingClock extends ManualClock {
  /** Delays of the timers that were skipped. */
  skipped: number[];
}

/** A manual clock that moves by itself past each timer of `longestMs` or less. */
export function createSkippingClock(longestMs: number): SkippingClock {
  const clock = createManualClock(NOW);
  const skipped: number[] = [];
  return {
    ...clock,
    skipped,
    after: (delayMs, run) => {
      const dueAt = clock.now() + delayMs;
      let isSet = true;
      const cancel = clock.after(delayMs, () => {
        isSet = false;
        run();
      });
      if (delayMs <= longestMs) {
        skipped.push(delayMs);
        queueMicrotask(() => {
          if (isSet) clock.advance(dueAt - clock.now());
        });
      }
      return () => {
        isSet = false;
        cancel();
      };
    },
  };
}

/** A client whose back-off waits pass at once, while its time limits wait for the test. */
export function harness(
  options: { fetch?: typeof globalThis.fetch; clock?: SkippingClock; isOnline?: () => boolean } = {},
) {
  const clock = options.clock ?? createSkippingClock(BACK_OFF_CAP_MS);
  const reports: AttemptReport[] = [];
  const client = createSynapClient({
    fetch: options.fetch ?? globalThis.fetch,
    clock,
    random: () => 0.5,
    isOnline: options.isOnline ?? (() => true),
  });
  return { clock, client, reports, onAttempt: (report: AttemptReport) => void reports.push(report) };
}

export function target(baseUrl = 'https://synap.example.com') {
  return { baseUrl, apiKey: API_KEY, instanceId: 'inst_a1b2c3d4e5f60718', clientId: 'cli_0123456789abcdef' };
}

/** A fetch that gives its answers in order, then repeats the last one, and records its calls. */
export function scriptedFetch(...answers: (() => Response | Promise<Response>)[]) {
  const asked: { url: string; init: RequestInit }[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push({ url: String(url), init });
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return answer();
  };
  return { fetch, asked };
}

export function jsonResponse(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** A fetch that is pending until it is aborted. */
export const silentFetch: typeof globalThis.fetch = (_url, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
  });
