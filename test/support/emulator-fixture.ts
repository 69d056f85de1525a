import { afterEach, test } from 'vitest';
import { startEmulator, type Emulator, type EmulatorOptions } from '../emulator/emulator.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

/** The moment at which each lab's clock starts. */
export const START = Date.UTC(2026, 2, 2, 9);

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed JSON, or `undefined` when `text` is not JSON. */
  body: unknown;
}

export interface Lab {
  emulator: Emulator;
  clock: ManualClock;
  /** Calls the API, with the paid key unless `key` says otherwise. */
  ask: (
    path: string,
    options?: { key?: string | null; method?: string; body?: unknown; headers?: Record<string, string> },
  ) => Promise<Reply>;
}

const open: Emulator[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((emulator) => emulator.close()));
});

/** Starts an emulator on a manual clock; it is closed after the test. */
export async function startLab(options: EmulatorOptions = {}): Promise<Lab> {
  const clock = createManualClock(START);
  const emulator = await startEmulator({ clock, ...options });
  open.push(emulator);
  const ask: Lab['ask'] = async (path, { key = emulator.keys.paid, method, body, headers = {} } = {}) => {
    const response = await fetch(`${emulator.httpOrigin}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
  return { emulator, clock, ask };
}

/** A test whose `lab` is an emulator with default options. */
export const it = test.extend<{ lab: Lab }>({
  // oxlint-disable-next-line no-empty-pattern -- vitest reads what a fixture wants from its first parameter
  lab: async ({}, use) => {
    await use(await startLab());
  },
});

export const statusPath = (id: string): string => `/v1/conversations/${id}/compaction/status`;
export const compactedPath = (id: string, query = ''): string => `/v1/conversations/${id}/compacted${query}`;
export const promptPath = (id: string, query = ''): string => `/v1/conversations/${id}/context-for-prompt${query}`;

/** The named field of a JSON object, or `undefined`. */
export function field(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? new Map(Object.entries(body)).get(name) : undefined;
}

export function numberField(body: unknown, name: string): number {
  const value = field(body, name);
  if (typeof value !== 'number') throw new TypeError(`${name} is no number`);
  return value;
}

export function listField(body: unknown, name: string): unknown[] {
  const value = field(body, name);
  if (!Array.isArray(value)) throw new TypeError(`${name} is no list`);
  return value;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
