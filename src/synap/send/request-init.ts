/** The request as sent, and what the browser must not add to it. */
import type { Endpoint } from '../wire/endpoints.ts';

export interface Target {
  /** As returned by `parseBaseUrl`. */
  baseUrl: string;
  apiKey: string;
  /** From whoami; null while unknown. */
  instanceId: string | null;
  clientId: string | null;
}

export function requestInit(
  target: Target,
  endpoint: Endpoint,
  correlationId: string,
  signal: AbortSignal,
): RequestInit {
  return {
    method: endpoint.method,
    headers: requestHeaders(target, endpoint, correlationId),
    ...(endpoint.body !== null && { body: endpoint.body }),
    signal,
    // Not 'error', which fails with the same TypeError as a dead network. 'manual' follows as little: the answer
    // comes back as an opaque redirect, the other host sees nothing, and the user can be told what happened.
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  };
}

/** Whether the answer is a redirect. Browsers hide its status; Node, where tests run, shows it. */
export function isRedirect(response: Response): boolean {
  return response.type === 'opaqueredirect' || [301, 302, 303, 307, 308].includes(response.status);
}

function requestHeaders(target: Target, endpoint: Endpoint, correlationId: string): Record<string, string> {
  return {
    Accept: 'application/json',
    Authorization: `Bearer ${target.apiKey}`,
    'X-Correlation-ID': correlationId,
    ...idHeader('X-Instance-ID', target.instanceId),
    ...idHeader('X-Client-ID', target.clientId),
    ...(endpoint.body !== null && { 'Content-Type': 'application/json' }),
  };
}

/** The ids came from a server: one that is unfit for a header is left out, as if it were unknown. */
function idHeader(name: string, id: string | null): Record<string, string> {
  return id !== null && /^[\w.-]{1,128}$/.test(id) ? { [name]: id } : {};
}
