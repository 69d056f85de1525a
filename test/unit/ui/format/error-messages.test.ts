import '../../../support/ui/set-texts.ts';
import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../../src/core/errors.ts';
import { errorMessage, httpsUrl } from '../../../../src/ui/format/error-messages.ts';
import { ERRORS } from '../../../support/ui/error-fixtures.ts';
import { NOW } from '../../../support/ui/fixtures.ts';

describe('errorMessage', () => {
  it.each(Object.values(ERRORS) as AppError[])('has what, why and next for $kind', (error) => {
    const words = errorMessage(error, NOW);
    for (const text of [words.title, words.why, words.next]) expect(text).toMatch(/\S{3}/);
    expect(`${words.title}${words.why}${words.next}`).not.toMatch(/\$\d|undefined|null/);
  });
  it('offers the link that came with 402, if it is one', () => {
    expect(errorMessage(ERRORS['no-credits'], NOW).action).toMatchObject({
      kind: 'link',
      url: 'https://synap.example/billing',
    });
    const bad = {
      ...ERRORS['no-credits'],
      recoveryUrl: 'javascript:alert(1)',
      redeemUrl: 'https://synap.example/redeem',
    };
    expect(errorMessage(bad, NOW).action).toMatchObject({ url: 'https://synap.example/redeem' });
    expect(errorMessage({ ...bad, redeemUrl: null }, NOW).action?.kind).toBe('resume');
  });
  it('counts a rate limit down', () => {
    expect(errorMessage(ERRORS['rate-limited'], NOW).next).toContain('42 s');
    expect(errorMessage(ERRORS['rate-limited'], NOW + 42_000).action?.kind).toBe('retry');
  });
  it('says that the key works only after a whoami that succeeded [F29]', () => {
    expect(errorMessage(ERRORS['no-messages'], NOW).why).toContain('Your key works');
    const words = errorMessage({ ...ERRORS['no-messages'], keyWorks: false }, NOW);
    expect(Object.values(words).join(' ')).not.toContain('key works,');
    expect(words).toMatchObject({
      why: expect.stringContaining('Could not check') as string,
      action: { kind: 'retry' },
    });
  });
  it('tells of a second try only where there was one', () => {
    expect(errorMessage(ERRORS['unavailable'], NOW).why).toContain('on retry');
    expect(errorMessage({ ...ERRORS['unavailable'], repeated: false }, NOW).why).toBe('It returned HTTP 503.');
  });
  it('promises no try of its own where there is none', () => {
    expect(errorMessage(ERRORS['rate-limited'], NOW).next).toContain('Retrying in 42 s');
    expect(errorMessage(ERRORS['rate-limited'], NOW, false).next).toMatch(/Not retried automatically.*in 42 s/);
  });
  it('asks for the very origin', () =>
    expect(errorMessage(ERRORS['permission-missing'], NOW).action).toMatchObject({
      kind: 'grant',
      origin: 'https://synap.example',
    }));
});

it('takes only https for a link', () =>
  expect(['http://a.example', 'data:text/html,x', 'https://', null].map(httpsUrl)).toEqual([null, null, null, null]));
