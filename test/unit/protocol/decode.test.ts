import { SUMMARY } from '../../../src/core/conversation/part.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../src/core/profile/settings.ts';
import { decodeRequest, decodeViewState } from '../../../src/protocol/decode.ts';
import type { RequestName } from '../../../src/protocol/requests.ts';
import { A, B } from '../../support/worker/answers.ts';
import { GOOD } from '../../support/worker/good-requests.ts';

const VERSION = '1.2.3';
const view = { viewId: 'a1b2', profileId: 'default' };
const envelope = (name: unknown, input: unknown) => ({
  app: 'synap-inspector',
  version: VERSION,
  name,
  input,
  ...view,
});
const decode = (name: unknown, input: unknown) => decodeRequest(envelope(name, input), VERSION);

const NAMES = Object.keys(GOOD) as RequestName[];
const malformed = { ok: false, error: { kind: 'refused', why: 'malformed' } };

describe('decodeRequest', () => {
  it.each(NAMES)('takes a good `%s`, as it is', (name) => {
    expect(decode(name, GOOD[name])).toEqual({ ok: true, value: envelope(name, GOOD[name]) });
  });

  it.each(NAMES)('refuses `%s` with a field too many, one missing, or one of another type', (name) => {
    const input: Record<string, unknown> = { ...GOOD[name] };
    expect(decode(name, { ...input, more: 1 })).toEqual(malformed);
    for (const junk of [null, undefined, [], 'x', 7]) expect(decode(name, junk)).toEqual(malformed);
    for (const field of Object.keys(input)) {
      const { [field]: _left, ...rest } = input;
      expect(decode(name, rest)).toEqual(malformed);
      expect(decode(name, { ...input, [field]: { odd: 1 } })).toEqual(malformed);
    }
  });

  it.each([
    A.toUpperCase(),
    ` ${A}`,
    `${A} `,
    A.replaceAll('-', ''),
    `{${A}}`,
    '',
    '../../etc',
    `${A}/x`,
    'x'.repeat(36),
  ])('takes %j for no conversation id', (conversationId) => {
    expect(decode('unwatch', { conversationId })).toEqual(malformed);
  });

  it('bounds texts and numbers', () => {
    const key = (text: string) => decode('set-key', { ...GOOD['set-key'], key: text }).ok;
    expect([key('k'.repeat(1024)), key('k'.repeat(1025))]).toEqual([true, false]);
    expect(decode('watch', { conversationId: A, label: 'x'.repeat(201) }).ok).toBe(false);
    expect(decode('remove-key', { profileId: 'x'.repeat(65) }).ok).toBe(false);
    for (const version of [0, -1, 1.5, Number.NaN, 1e10, '1'])
      expect(decode('read', { ...GOOD.read, part: { ...SUMMARY, version } }).ok).toBe(false);
    for (const tabId of [-1, 0.5, Number.NaN]) expect(decode('scan', { tabId }).ok).toBe(false);
  });
});

describe('what it refuses', () => {
  it('is settings whose frame is not one; their fields are cleaned where they are stored', () => {
    const settings = (fields: object) => decode('save-settings', { settings: { ...defaultSettings(), ...fields } }).ok;
    for (const profiles of [undefined, null, 'x', {}, [null], [{ baseUrl: 7 }], [{ baseUrl: 'x'.repeat(2_001) }]]) {
      expect(settings({ profiles })).toBe(false);
    }
    expect(settings({ odd: 1 })).toBe(false);
    expect(settings({ ttlSeconds: Number.NaN })).toBe(true);
    expect(decode('save-settings', { settings: { theme: 'dark' } }).ok).toBe(true);
  });

  it('tells another version before anything else of the request [F11]', () => {
    for (const name of ['overview', 'a request of tomorrow']) {
      expect(decodeRequest({ ...envelope(name, { any: 1 }), version: '9.9.9' }, VERSION)).toEqual({
        ok: false,
        error: { kind: 'outdated' },
      });
    }
  });

  it('knows no name that every object has [F55]', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a request of tomorrow']) {
      expect(decode(name, {})).toEqual({ ok: false, error: { kind: 'refused', why: 'unknown-request' } });
    }
  });

  it('is not polluted [F55]', () => {
    const evil = JSON.parse(
      `{"app":"synap-inspector","version":"${VERSION}","name":"overview","input":{"__proto__":{"polluted":1}}}`,
    ) as unknown;
    decodeRequest(evil, VERSION);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    const settings = { ...defaultSettings(), profiles: JSON.parse('[{"__proto__":{"id":"x"}}]') as unknown };
    expect(decode('save-settings', { settings })).toEqual(malformed);
  });

  it('never throws, and takes no junk [F54]', () => {
    const names = fc.oneof(fc.constantFrom<string>(...NAMES), fc.string());
    fc.assert(
      fc.property(fc.anything(), names, fc.anything({ withNullPrototype: true }), (junk, name, input) => {
        expect(decodeRequest(junk, VERSION).ok).toBe(false);
        const decoded = decode(name, input);
        if (decoded.ok) expect(input).toEqual({});
      }),
    );
  });
});

describe('decodeViewState', () => {
  const state = { type: 'view', version: VERSION, surface: 'panel', visible: true, conversationIds: [A, B], ...view };

  it('takes what a view says', () => {
    expect(decodeViewState(state)).toEqual(state);
    expect(decodeViewState({ ...state, version: '9.9.9', more: 1 })?.version).toBe('9.9.9');
  });

  it('takes nothing else, and never throws', () => {
    expect(decodeViewState({ ...state, conversationIds: Array.from({ length: 51 }, () => A) })).toBeNull();
    expect(decodeViewState({ ...state, conversationIds: [A.toUpperCase()] })).toBeNull();
    expect(decodeViewState({ ...state, visible: 'yes' })).toBeNull();
    expect(decodeViewState({ ...state, surface: 'page' })).toBeNull();
    fc.assert(fc.property(fc.anything(), (junk) => void expect(decodeViewState(junk)).toBeNull()));
  });
});
