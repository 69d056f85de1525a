/** The known facts of one request by the inspected page, and which response bodies are worth reading. */

/** Bodies are searched up to this many characters: 1 MiB of ASCII. */
export const BODY_LIMIT_CHARS = 1_048_576;
/** The browser hands over whole bodies; a larger one would cost too much memory. */
const FETCH_LIMIT_CHARS = 8 * BODY_LIMIT_CHARS;

export interface CapturedRequest {
  url: string;
  /** Epoch ms of its beginning; NaN where the browser does not say. */
  startedAt?: number;
  /** The address was searched before: this is more about the same request. */
  isAddressKnown: boolean;
  /** The redirect's target; '' without a redirect. */
  redirectUrl: string;
  /** The headers of request and response, without those that name no conversation. */
  headers: readonly (readonly [name: string, value: string])[];
  /** Null when there was none, or when it was not text. */
  requestBody: string | null;
  requestMimeType: string;
  responseBody: string | null;
  responseMimeType: string;
  /** Messages of a socket or of an event stream, which have no body. */
  messages: readonly string[];
}

/** The traffic that was not searched, for the user to know. */
export interface TrafficGaps {
  /** Responses without a body to search: still open, too large, or dropped by the browser. */
  unread: number;
  /** Bodies and streams of which only a part was searched. */
  cut: number;
}

export interface BodyFacts {
  mimeType: string;
  /** The page's use for it, as Chromium reports; '' elsewhere. */
  resourceType: string;
  /** In characters or bytes; null when unknown. */
  size: number | null;
}

/** Never data, whoever labelled it; sockets and event streams have messages instead. */
const MEDIA = /^(?:image|font|audio|video|model)\/|^text\/css/i;
const NO_DATA = /^(?:image|font|media|stylesheet|texttrack|manifest|ping|preflight|csp|signed|websocket|eventsource)/i;
/** Files and code, unless a script asked for them. */
const FILE = /wasm|octet-stream|zip|pdf|x-tar|javascript|ecmascript|html/i;
const ASKED_BY_SCRIPT = /^(?:fetch|xhr)$/i;

/** The label only rules out what is never data; what is data, the content tells. */
export function worthReading({ mimeType, resourceType, size }: BodyFacts): 'yes' | 'no' | 'too-large' {
  if (MEDIA.test(mimeType) || NO_DATA.test(resourceType)) return 'no';
  // The page scan reads what became of a document.
  if (resourceType === 'document' && /html/i.test(mimeType)) return 'no';
  const chars = size ?? 0;
  if (FILE.test(mimeType) && !ASKED_BY_SCRIPT.test(resourceType) && chars > BODY_LIMIT_CHARS) return 'no';
  return chars > FETCH_LIMIT_CHARS ? 'too-large' : 'yes';
}
