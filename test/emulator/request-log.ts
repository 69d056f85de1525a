import type { IncomingHttpHeaders } from 'node:http';

export type RequestKind = 'api' | 'demo' | 'control' | 'other';

/** One request as it arrived; `status` is `null` until it is answered, and stays so when it never is. */
export interface LoggedRequest {
  n: number;
  /** Epoch milliseconds by the emulator's clock. */
  at: number;
  kind: RequestKind;
  method: string;
  url: string;
  path: string;
  headers: IncomingHttpHeaders;
  host: string | null;
  origin: string | null;
  secure: boolean;
  body: string;
  status: number | null;
  /** When `status` was known, by the emulator's clock. */
  answeredAt: number | null;
  /** The fault that met it, if any. */
  faultId: string | null;
}

export type Arrival = Pick<LoggedRequest, 'at' | 'method' | 'url' | 'headers' | 'secure'>;

/** Every request, from its first line on: one that is cut off half way counts too. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];
  #next = 1;

  open(arrival: Arrival): LoggedRequest {
    const path = arrival.url.split('?', 1)[0] ?? '';
    const entry: LoggedRequest = {
      ...arrival,
      n: this.#next,
      kind: kindOf(path),
      path,
      host: arrival.headers.host ?? null,
      origin: arrival.headers.origin ?? null,
      body: '',
      status: null,
      answeredAt: null,
      faultId: null,
    };
    this.#next += 1;
    this.#entries.push(entry);
    return entry;
  }

  /** All of a kind, oldest first; `since` leaves out those up to that number. */
  list(filter: { kind?: RequestKind; since?: number; path?: RegExp } = {}): LoggedRequest[] {
    const { kind, since = 0, path } = filter;
    return this.#entries.filter(
      (entry) =>
        entry.n > since && (kind === undefined || entry.kind === kind) && (path === undefined || path.test(entry.url)),
    );
  }

  count(filter: { kind?: RequestKind; since?: number; path?: RegExp } = {}): number {
    return this.list(filter).length;
  }

  /** Everything that came in, as one text: where a canary must not be, and where it must. */
  text(filter: { kind?: RequestKind; since?: number } = {}): string {
    return this.list(filter)
      .map((entry) => JSON.stringify(entry))
      .join('\n');
  }

  clear(): void {
    this.#entries.length = 0;
  }
}

function kindOf(path: string): RequestKind {
  if (path.startsWith('/__control/')) return 'control';
  if (path === '/demo' || path.startsWith('/demo/')) return 'demo';
  if (path === '/health' || path.startsWith('/v1/') || path.startsWith('/api/')) return 'api';
  return 'other';
}
