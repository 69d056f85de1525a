import * as v from 'valibot';
import type { RateLimit } from './token-bucket.ts';

/** How an error's body is spelt; each is one of the document's shapes. */
export const ERROR_SHAPES = ['detail', 'detail-object', 'detail-list', 'error-code', 'text', 'html', 'empty'] as const;
export type ErrorShape = (typeof ERROR_SHAPES)[number];

/** What can be changed while the emulator runs. */
export interface Settings {
  /** How long a run takes: one number, or a range from which each run's seed picks. */
  runSeconds: number | [number, number];
  /** Share of runs, 0–1, that fail; which ones is fixed by their seed. */
  failureRate: number;
  /** Under this many tokens a compaction wants `force`. */
  thresholdTokens: number;
  /** The answer then: 400 with the numbers, or 200 with status `none`. */
  belowThreshold: 'refuse' | 'none';
  /** The answer for a conversation without messages in the key's instance. */
  unknownConversation: 403 | 404;
  /** `null`: each error has the shape that suits it. */
  errorShape: ErrorShape | null;
  /** `false` switches the limit off. */
  rateLimited: boolean;
  free: RateLimit;
  paid: RateLimit;
  /** `estimated_completion_seconds`: said to be a flat 60. */
  estimateSeconds: number;
  /** `X-Synap-Server-Ms`: what an answer says that it took. `null` leaves it out, as before August 2026. */
  serverMs: number | null;
  /** The server's clock minus the real one: shifts `Date` and every timestamp sent. */
  clockSkewMs: number;
}

export const DEFAULT_SETTINGS: Settings = {
  runSeconds: [2, 15],
  failureRate: 0,
  thresholdTokens: 250,
  belowThreshold: 'refuse',
  unknownConversation: 403,
  errorShape: null,
  rateLimited: true,
  free: { perMinute: 60, burst: 10 },
  paid: { perMinute: 600, burst: 50 },
  estimateSeconds: 60,
  serverMs: 3,
  clockSkewMs: 0,
};

const seconds = v.pipe(v.number(), v.minValue(0));
const rateLimit = v.strictObject({
  perMinute: v.pipe(v.number(), v.gtValue(0)),
  burst: v.pipe(v.number(), v.minValue(1)),
});

/** Any part of the settings, as the control endpoint takes them. */
export const settingsPatch = v.strictObject({
  runSeconds: v.exactOptional(v.union([seconds, v.tuple([seconds, seconds])])),
  failureRate: v.exactOptional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  thresholdTokens: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  belowThreshold: v.exactOptional(v.picklist(['refuse', 'none'])),
  unknownConversation: v.exactOptional(v.picklist([403, 404])),
  errorShape: v.exactOptional(v.nullable(v.picklist(ERROR_SHAPES))),
  rateLimited: v.exactOptional(v.boolean()),
  free: v.exactOptional(rateLimit),
  paid: v.exactOptional(rateLimit),
  estimateSeconds: v.exactOptional(seconds),
  serverMs: v.exactOptional(v.nullable(v.pipe(v.number(), v.minValue(0)))),
  clockSkewMs: v.exactOptional(v.number()),
});
