/**
 * Which base URLs a key may be sent to: https anywhere, or http on this machine.
 *
 * The typed text is compared with the URL parser's result: `https://0x7f.1` and `https://2130706433` parse to
 * 127.0.0.1, and the setting must show the host that is really contacted.
 */
import { fail, succeed, type BaseUrlFault, type Outcome } from '../errors.ts';

export interface BaseUrl {
  /** Scheme, host and port, without a slash at the end. */
  baseUrl: string;
  /** Equal to `baseUrl`: nothing but an origin is accepted. */
  origin: string;
}

/** Not `[::1]`: a content security policy cannot name it, so the browser would refuse every request. */
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);
/** `https://*` also parses, and as a permission it would stand for every host. */
const PLAIN_HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])$/;
/** `0.0.0.0/8`, multicast and above; `::`, its mapped forms, and multicast. None is one server's own address. */
const NO_SERVER = /^(?:0|22[4-9]|2[3-5]\d)\.\d+\.\d+\.\d+$|^\[(?:::|::ffff:0:0|ff[\da-f]{2}:.*)\]$/;
const MAX_HOST_CHARS = 253;
const MAX_LABEL_CHARS = 63;
const MAX_PORT = 65_535;
const MAX_SHOWN_CHARS = 200;
/** Far longer than any origin. A URL of megabytes parses too, and crashes the browser when asked to grant it. */
const MAX_URL_CHARS = 2000;
/** Scheme, authority, rest. Split by hand, because the URL parser tolerates what must be detected here. */
const PARTS = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\]+)(.*)$/i;

export function parseBaseUrl(text: string): Outcome<BaseUrl> {
  const typed = text.trim();
  if (typed.length > MAX_URL_CHARS) return fail({ kind: 'bad-base-url', fault: 'not-a-url', text: '' });
  const [, scheme = '', authority = '', rest = ''] = PARTS.exec(typed) ?? [];
  const url = readUrl(typed);
  const fault =
    portFault(authority) ?? (url === null || authority === '' ? 'not-a-url' : findFault(url, scheme, authority, rest));
  if (url === null || fault !== null) {
    return fail({ kind: 'bad-base-url', fault: fault ?? 'not-a-url', text: showable(typed) });
  }
  return succeed({ baseUrl: url.origin, origin: url.origin });
}

function findFault(url: URL, scheme: string, authority: string, rest: string): BaseUrlFault | null {
  const protocol = scheme.toLowerCase();
  if (protocol !== 'https' && protocol !== 'http') return 'not-https';
  if (authority.includes('@')) return 'has-credentials';
  const host = authority.replace(/:\d*$/, '').toLowerCase();
  if (host !== url.hostname || !PLAIN_HOST.test(host)) return 'odd-host';
  if (!host.startsWith('[') && !hasGoodLabels(host)) return 'bad-host';
  if (NO_SERVER.test(host)) return 'no-server';
  if (protocol === 'http' && !LOOPBACK_HOSTS.has(host)) return 'not-https';
  return rest === '' || rest === '/' ? null : 'has-path';
}

/** The parser refuses a port that is too large without saying so. */
function portFault(authority: string): BaseUrlFault | null {
  const [, digits = ''] = /^(?:[^@:]+|\[[^\]@]*\]):(\d+)$/.exec(authority) ?? [];
  const port = Number(digits);
  return digits !== '' && (port === 0 || port > MAX_PORT) ? 'bad-port' : null;
}

/** The parser takes `a..b.com` and labels of any length; DNS does not. */
function hasGoodLabels(host: string): boolean {
  const labels = host.split('.');
  return host.length <= MAX_HOST_CHARS && labels.every((label) => label !== '' && label.length <= MAX_LABEL_CHARS);
}

/** Null for an invalid URL, and for white space inside, which the parser would silently drop. */
function readUrl(typed: string): URL | null {
  if (/\s/.test(typed)) return null;
  try {
    return new URL(typed);
  } catch {
    return null;
  }
}

/** The part of the text that an error may repeat: no credentials, and not much. */
function showable(typed: string): string {
  return typed.replace(/\/\/.*@/s, '//…@').slice(0, MAX_SHOWN_CHARS);
}
