import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readErrorBody } from '../../../../src/synap/send/error-body.ts';

const same = (text: string) => text;
const read = (body: unknown) => readErrorBody(typeof body === 'string' ? body : JSON.stringify(body), same);

describe('readErrorBody', () => {
  test.each<[unknown, string | null, string | null]>([
    [{ detail: 'Not found' }, 'Not found', null],
    [{ detail: { code: 'BUSY', message: 'A run holds it' } }, 'A run holds it', 'BUSY'],
    [
      { detail: [{ loc: ['body', 'force'], msg: 'not a boolean', type: 'bool' }, { msg: 'odd' }, 7] },
      'body.force: not a boolean; odd',
      null,
    ],
    [{ error: 'Nope', code: 'NOPE', details: { a: 1 } }, 'Nope', 'NOPE'],
    [{ error: { code: 'NOPE', message: 'No, really' } }, 'No, really', 'NOPE'],
    [{ error: 'trial_limit_reached', message: 'Your trial is over' }, 'Your trial is over', null],
    [
      { errors: [{ title: 'Busy', detail: 'A run holds it', code: 'BUSY' }, { detail: 'x' }] },
      'A run holds it',
      'BUSY',
    ],
    [{ status: 'error', msg: 'Nope' }, 'Nope', null],
    ['upstream connect error', 'upstream connect error', null],
    ['"just text"', 'just text', null],
    ['<!doctype html><html><head><title>502 Bad Gateway</title></head><body>…</body>', '502 Bad Gateway', null],
    ['<html>', null, null],
    ['', null, null],
    ['  \n', null, null],
    [{}, null, null],
    [{ detail: 7, code: 'two words' }, null, null],
  ])('[F31] reads %j', (body, serverWords, serverCode) => {
    expect(read(body)).toMatchObject({ serverWords, serverCode });
  });

  test.each([(fields: object) => fields, (fields: object) => ({ detail: fields })])(
    '[F28] finds credits at any place',
    (wrap) => {
      const links = { recovery_url: 'https://example.com/pay', redeem_url: 'javascript:alert(1)' };
      expect(
        read(wrap({ message: 'Out', balance_credits: -0.5, minimum_required_credits: 2, ...links })),
      ).toMatchObject({
        serverWords: 'Out',
        balanceCredits: -0.5,
        minimumRequiredCredits: 2,
        recoveryUrl: 'https://example.com/pay',
        redeemUrl: null,
      });
    },
  );

  test.each([
    { reason: 'trial_limit_reached' },
    { error: 'trial_limit_reached' },
    { detail: { reason: 'trial_limit_reached' } },
  ])('[F32] finds the reason of a 429 in %j', (body) => {
    expect(read(body).reason).toBe('trial_limit_reached');
  });

  test('[F32] a sentence is no reason', () => {
    expect(read({ error: 'Slow down' }).reason).toBeNull();
  });
});

describe('readErrorBody trusts nothing', () => {
  test.each([
    'http://example.com/',
    'data:text/html,x',
    '//example.com',
    'https://a:b@example.com/',
    'nonsense',
    7,
    null,
  ])('[F72] takes no link from %j', (link) => {
    expect(read({ upgrade_url: link, manage_url: link })).toMatchObject({ upgradeUrl: null, manageUrl: null });
  });

  test('[F31] words are capped, and not in the middle of a character', () => {
    const words = read({ detail: '😀'.repeat(5_000) }).serverWords ?? '';
    expect(words.length).toBeLessThanOrEqual(2_000);
    expect(words).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/);
  });

  test('[F79] what is redacted is gone from every field', () => {
    const key = 'c4n4ry-c4n4ry';
    const hide = (text: string) => text.replaceAll(key, '');
    const fields = { message: key, code: key, reason: key, upgrade_url: `https://example.com/?k=${key}`, [key]: key };
    for (const body of [JSON.stringify(fields), JSON.stringify({ detail: fields }), key, `<title>${key}</title>`]) {
      expect(JSON.stringify(readErrorBody(body, hide))).not.toContain(key);
    }
  });

  test('[F38] never throws, and every link is https', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.object().map((body) => JSON.stringify({ detail: body, error: body }) ?? ''),
        ),
        (text) => {
          const body = readErrorBody(text, same);
          for (const link of [body.recoveryUrl, body.redeemUrl, body.upgradeUrl, body.manageUrl]) {
            expect(link === null || link.startsWith('https://')).toBe(true);
          }
        },
      ),
    );
  });
});
