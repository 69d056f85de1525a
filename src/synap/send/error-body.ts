/** Reads the message of a failed answer, in any shape that Synap, its framework or a proxy uses. */
import { shortText } from '../../core/cut-text.ts';
import { isRecord } from '../../core/is-record.ts';
import { copyJson } from '../wire/json.ts';

export interface ErrorBody {
  /** Always text, whatever was sent. */
  serverWords: string | null;
  serverCode: string | null;
  balanceCredits: number | null;
  minimumRequiredCredits: number | null;
  tokens: number | null;
  thresholdTokens: number | null;
  /** Links are https or null. */
  recoveryUrl: string | null;
  redeemUrl: string | null;
  reason: string | null;
  upgradeUrl: string | null;
  manageUrl: string | null;
}

const MAX_SERVER_CHARS = 2_000;
const CODE = /^[\w.:-]{1,100}$/;
const REASON = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/;

/** `redact` removes what must not be repeated: servers echo keys. */
export function readErrorBody(text: string, redact: (text: string) => string): ErrorBody {
  const json = copyJson(parseJson(text), redact);
  const layers = layersOf(json);
  const message =
    typeof json === 'object' && json !== null ? jsonWords(json, layers) : plainWords(json ?? redact(text));
  return {
    serverWords: message === null ? null : shortText(message.trim(), MAX_SERVER_CHARS) || null,
    serverCode: pickText(layers, ['code', 'error_code'], (code) => CODE.test(code)),
    balanceCredits: pickNumber(layers, 'balance_credits'),
    minimumRequiredCredits: pickNumber(layers, 'minimum_required_credits'),
    tokens: pickNumber(layers, 'token_count'),
    thresholdTokens: pickNumber(layers, 'threshold_tokens'),
    recoveryUrl: pickLink(layers, 'recovery_url'),
    redeemUrl: pickLink(layers, 'redeem_url'),
    reason: pickText(layers, ['reason', 'error'], (reason) => reason.length <= 100 && REASON.test(reason)),
    upgradeUrl: pickLink(layers, 'upgrade_url'),
    manageUrl: pickLink(layers, 'manage_url'),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Layer = Record<string, unknown>;

/** The body itself and the objects in which frameworks wrap it, outermost first. */
function layersOf(json: unknown): Layer[] {
  if (!isRecord(json)) return [];
  return [json, json['detail'], json['details'], json['error'], json['errors']].flat().filter(isRecord);
}

function jsonWords(json: unknown, layers: Layer[]): string | null {
  const problems = Array.isArray(json) ? json : layers.map((layer) => layer['detail']).find(Array.isArray);
  if (problems !== undefined) return problems.map(problemWords).filter(Boolean).join('; ');
  // `detail` before `error`: where both are text, `error` is the short one.
  return pickText(layers, ['detail', 'message', 'msg', 'error', 'error_description', 'title'], Boolean);
}

/** One entry of a 422: `body.force: value is not a boolean`. */
function problemWords(problem: unknown): string {
  if (typeof problem === 'string') return problem;
  if (!isRecord(problem)) return '';
  const message = typeof problem['msg'] === 'string' ? problem['msg'] : '';
  const place = Array.isArray(problem['loc'])
    ? problem['loc'].filter((part) => typeof part !== 'object').join('.')
    : '';
  return place === '' ? message : `${place}: ${message}`;
}

/** The title of an HTML page; other text (or a bare JSON scalar) unchanged. */
function plainWords(scalar: unknown): string | null {
  const plain = String(scalar).trim();
  if (!plain.startsWith('<')) return plain;
  return /<title[^<>]*>([^<]*)/i.exec(plain)?.[1] ?? null;
}

function pickText(layers: Layer[], keys: readonly string[], fits: (text: string) => boolean): string | null {
  for (const layer of layers) {
    for (const key of keys) {
      const value = layer[key];
      if (typeof value === 'string' && fits(value)) return value;
    }
  }
  return null;
}

function pickNumber(layers: Layer[], key: string): number | null {
  const value = layers.map((layer) => layer[key]).find((found) => typeof found === 'number');
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function pickLink(layers: Layer[], key: string): string | null {
  const text = pickText(layers, [key], Boolean);
  if (text === null || text.length > MAX_SERVER_CHARS) return null;
  try {
    const url = new URL(text);
    return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null;
  } catch {
    return null;
  }
}
