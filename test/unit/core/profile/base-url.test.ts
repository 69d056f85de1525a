import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBaseUrl } from '../../../../src/core/profile/base-url.ts';

function faultOf(text: string): string | null {
  const outcome = parseBaseUrl(text);
  if (outcome.ok) return null;
  return outcome.error.kind === 'bad-base-url' ? outcome.error.fault : outcome.error.kind;
}

describe('parseBaseUrl accepts', () => {
  test.each([
    ['https://synap-cloud-prod.maximem.ai', 'https://synap-cloud-prod.maximem.ai'],
    ['  https://Staging.Example.com/ \n', 'https://staging.example.com'],
    ['HTTPS://example.com:443', 'https://example.com'],
    ['https://example.com:8443/', 'https://example.com:8443'],
    ['https://10.0.0.7', 'https://10.0.0.7'],
    ['https://example.com:65535', 'https://example.com:65535'],
    [`https://${'a'.repeat(63)}.example.com`, `https://${'a'.repeat(63)}.example.com`],
    ['https://[fe80::1]', 'https://[fe80::1]'],
    ['https://[2001:db8::7]:8443', 'https://[2001:db8::7]:8443'],
    ['https://my_host-1.internal', 'https://my_host-1.internal'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    ['http://localhost:8787', 'http://localhost:8787'],
  ])('[F85] %s', (text, baseUrl) => {
    expect(parseBaseUrl(text)).toEqual({ ok: true, value: { baseUrl, origin: baseUrl } });
  });
});

describe('parseBaseUrl refuses', () => {
  test.each([
    ['', 'not-a-url'],
    ['synap.example.com', 'not-a-url'],
    ['localhost:8080', 'not-a-url'],
    ['https://', 'not-a-url'],
    ['https:///example.com', 'not-a-url'],
    ['https:\\\\example.com', 'not-a-url'],
    ['https://exa mple.com', 'not-a-url'],
    ['https://exam\tple.com', 'not-a-url'],
    ['https://example.com:99999', 'bad-port'],
    ['https://example.com:65536', 'bad-port'],
    ['https://example.com:0', 'bad-port'],
    ['https://example.com:000', 'bad-port'],
    ['https://[2001:db8::7]:0', 'bad-port'],
    ['https://0.0.0.0', 'no-server'],
    ['https://0.1.2.3:8443', 'no-server'],
    ['https://224.0.0.1', 'no-server'],
    ['https://255.255.255.255', 'no-server'],
    ['https://[::]', 'no-server'],
    ['https://[::]:8443', 'no-server'],
    ['https://[::ffff:0:0]', 'no-server'],
    ['https://[ff02::1]', 'no-server'],
    ['https://a..b.com', 'bad-host'],
    ['https://.example.com', 'bad-host'],
    ['https://...', 'bad-host'],
    [`https://${'a'.repeat(64)}.example.com`, 'bad-host'],
    [`https://${'a.'.repeat(127)}a`, 'bad-host'],
    ['https://synap-cloud-prod.maximem.ai@evil.example', 'has-credentials'],
    ['https://synap-cloud-prod.maximem.ai:443@evil.example', 'has-credentials'],
    ['https://synap-cloud-prod.maximem.ai\\.evil.example', 'has-path'],
    ['https://synap-cloud-prod.maximem.ai。evil.example', 'odd-host'],
    ['http://example.com', 'not-https'],
    ['http://10.0.0.7', 'not-https'],
    ['http://[::1]:8787', 'not-https'],
    ['http://127.0.0.1.example.com', 'not-https'],
    ['http://localhost.example.com', 'not-https'],
    ['ftp://example.com', 'not-https'],
    ['javascript://example.com/%0aalert(1)', 'not-https'],
    ['https://user:pass@example.com', 'has-credentials'],
    ['https://user@example.com', 'has-credentials'],
    ['https://@example.com', 'has-credentials'],
    ['http://127.0.0.1@example.com', 'has-credentials'],
    ['https://example.com/v1', 'has-path'],
    ['https://example.com//', 'has-path'],
    ['https://example.com/.', 'has-path'],
    ['https://example.com?', 'has-path'],
    ['https://example.com/?a=1', 'has-path'],
    ['https://example.com/#a', 'has-path'],
    ['https://example.com\\v1', 'has-path'],
    ['http://0x7f.1', 'odd-host'],
    ['http://2130706433', 'odd-host'],
    ['http://127.1:8787', 'odd-host'],
    ['http://0177.0.0.1', 'odd-host'],
    ['https://127.0.0.1.', 'odd-host'],
    ['https://example.com.', 'bad-host'],
    ['http://[0:0:0:0:0:0:0:1]', 'odd-host'],
    ['http://[::ffff:127.0.0.1]', 'odd-host'],
    ['https://ex%61mple.com', 'odd-host'],
    ['https://*', 'odd-host'],
    ['https://*.maximem.ai', 'odd-host'],
    ['https://synap.*', 'odd-host'],
    ["https://a!$&'()+,;=~b", 'odd-host'],
    ['https://１２７.0.0.1', 'odd-host'],
    ['https://ехample.com', 'odd-host'],
  ])('[F85] %j: %s', (text, fault) => {
    expect(faultOf(text)).toBe(fault);
  });

  test('[F56] what is longer than any origin, though it parses, and repeats nothing of it', () => {
    const text = `https://${'a.'.repeat(1000)}example`;
    expect(URL.canParse(text)).toBe(true);
    expect(parseBaseUrl(text)).toEqual({ ok: false, error: { kind: 'bad-base-url', fault: 'not-a-url', text: '' } });
  });

  test('[F79] repeats no password in its error', () => {
    const outcome = parseBaseUrl('https://me:c4n4ry@p@example.com/');
    expect(JSON.stringify(outcome)).not.toContain('c4n4ry');
    expect(JSON.stringify(outcome)).toContain('example.com');
  });
});

describe('parseBaseUrl, of anything,', () => {
  test('[F85] gives only an https or loopback origin, and the same one of itself', () => {
    const urlish = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc
        .tuple(
          fc.constantFrom('http://', 'https://', 'HTTP:/', 'ws://'),
          fc.oneof(fc.ipV4Extended(), fc.ipV6(), fc.domain()),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(urlish, (text) => {
        const outcome = parseBaseUrl(text);
        if (!outcome.ok) return;
        const { baseUrl, origin } = outcome.value;
        const url = new URL(baseUrl);
        expect(url.origin).toBe(origin);
        expect(url.protocol === 'https:' || ['127.0.0.1', 'localhost'].includes(url.hostname)).toBe(true);
        expect(text.toLowerCase()).toContain(url.hostname);
        expect(parseBaseUrl(baseUrl)).toEqual(outcome);
      }),
    );
  });

  test('[F85] takes no host that stands for others', () => {
    const hosts = fc.array(fc.constantFrom('*', 'a', 'maximem', '.', '-', '_', '1', '~', '$', '+', ','), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(hosts, (parts) => {
        const outcome = parseBaseUrl(`https://${parts.join('')}`);
        if (outcome.ok) expect(outcome.value.origin).toMatch(/^https:\/\/[\w.-]+$/);
      }),
    );
  });

  test('[F85] takes an IPv4 address in one notation only', () => {
    fc.assert(
      fc.property(fc.ipV4Extended(), (typed) => {
        const outcome = parseBaseUrl(`https://${typed}`);
        const isServer = !/^(0|22[4-9]|2[3-5]\d)\./.test(typed);
        expect(outcome.ok).toBe(new URL(`https://${typed}`).hostname === typed && isServer);
      }),
    );
  });
});
