import { beforeAll, describe, expect, it } from 'vitest';
import { defaultSettings, PROFILE_COLOURS, type Profile } from '../../../../src/core/profile/settings.ts';
import {
  draftOf,
  forgetsKey,
  isDirty,
  newProfile,
  originToGrant,
  readDraft,
  type ProfileDraft,
} from '../../../../src/options/form/profile-draft.ts';
import { readNumber } from '../../../../src/options/form/read-number.ts';
import { setTranslator } from '../../../../src/ui/format/i18n.ts';
import { overview } from '../../../support/ui/fixtures.ts';
import { translate } from '../../../support/ui/fakes/translate.ts';

const profile: Profile = { ...(defaultSettings().profiles[0] as Profile) };
const draft = (changes: Partial<ProfileDraft> = {}) => ({ ...draftOf(profile, false), ...changes });

beforeAll(() => setTranslator(translate));

describe('readDraft', () => {
  it('gives back an untouched profile, and no key', () => {
    expect(readDraft('default', draft())).toEqual({ ok: true, value: { profile, key: null, remember: false } });
  });

  it('normalises the address and trims name and key', () => {
    const read = readDraft(
      'default',
      draft({ name: ' Mine ', baseUrl: 'https://synap.example/', key: ' sk_1234abcd\n' }),
    );
    expect(read).toMatchObject({
      ok: true,
      value: { profile: { name: 'Mine', baseUrl: 'https://synap.example' }, key: 'sk_1234abcd' },
    });
  });

  it('tells every fault at its field, and never repeats the key', () => {
    const read = readDraft(
      'x',
      draft({ name: ' ', baseUrl: 'http://synap.example', requestsPerMinute: '1.5', burst: '0', key: 'two words' }),
    );
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(Object.keys(read.faults).sort()).toEqual(['baseUrl', 'burst', 'key', 'name', 'requestsPerMinute']);
    expect(read.faults.baseUrl).toContain('https');
    expect(JSON.stringify(read.faults)).not.toContain('two words');
  });

  it('takes blanks for a key that was typed wrong, not for none', () => {
    expect(readDraft('x', draft({ key: '  ' })).ok).toBe(false);
  });
});

describe('drafts', () => {
  it('is dirty by any field but the wish to remember', () => {
    expect(isDirty(draft(), profile)).toBe(false);
    expect(isDirty(draft({ remember: true }), profile)).toBe(false);
    expect(isDirty(draft({ key: 'k' }), profile)).toBe(true);
    expect(isDirty(draft({ burst: '11' }), profile)).toBe(true);
  });

  it('forgets the key for another address only', () => {
    expect(forgetsKey(draft(), profile, overview())).toBe(false);
    expect(forgetsKey(draft({ baseUrl: `${profile.baseUrl}/` }), profile, overview())).toBe(false);
    expect(forgetsKey(draft({ baseUrl: 'https://other.example' }), profile, overview())).toBe(true);
    expect(forgetsKey(draft({ baseUrl: 'https://oth' }), { ...profile, id: 'no-key' }, overview())).toBe(false);
  });

  it('asks for an origin that no profile has been granted', () => {
    expect(originToGrant(draft(), overview())).toBeNull();
    expect(originToGrant(draft({ baseUrl: 'https://other.example' }), overview())).toBe('https://other.example');
    expect(originToGrant(draft({ baseUrl: 'nonsense' }), overview())).toBeNull();
  });

  it('gives a new profile a colour of its own', () => {
    expect(newProfile('n', [profile]).colour).toBe('blue');
    const all = PROFILE_COLOURS.map((colour) => ({ ...profile, colour }));
    expect(newProfile('n', all).colour).toBe('grey');
  });
});

describe('readNumber', () => {
  it('takes what is in range, with a comma too, and rounds nothing', () => {
    const range = { least: 10, most: 3600 };
    expect(readNumber(' 10 ', range)).toBe(10);
    expect(readNumber('10,5', range)).toBe(10.5);
    for (const text of ['9', '3601', '', '1e3', '-20', 'abc', '0x20', '10.'])
      expect(readNumber(text, range)).toBeNull();
    expect(readNumber('10.5', { ...range, whole: true })).toBeNull();
  });
});
