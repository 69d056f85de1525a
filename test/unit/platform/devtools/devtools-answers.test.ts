import { describe, expect, it } from 'vitest';
import { readEvalAnswer, readEvalProblem } from '../../../../src/platform/devtools/devtools-answers.ts';
import {
  decodeBody,
  decodeFirefoxBody,
  readBodyAnswer,
  readHarEntries,
} from '../../../../src/platform/devtools/log-answers.ts';

describe("the two shapes of DevTools' answers", () => {
  it("of eval: Chromium's bare value, Firefox' list", () => {
    expect(readEvalAnswer({ found: [] })).toEqual({ value: { found: [] } });
    expect(readEvalAnswer(undefined)).toEqual({ value: undefined });
    expect(readEvalAnswer([{ found: [] }, undefined])).toEqual({ value: { found: [] } });
    expect(readEvalAnswer([{ found: [] }, null])).toEqual({ value: { found: [] } });
    expect(readEvalAnswer([{ found: [] }, { isException: false }])).toEqual({ value: { found: [] } });
  });

  it('of eval that failed: in the page, or before it', () => {
    expect(readEvalAnswer([undefined, { isException: true, value: 'x' }])).toEqual({ problem: 'threw' });
    expect(readEvalAnswer([undefined, { isError: true, code: 'E_PROTOCOLERROR' }])).toEqual({ problem: 'not-run' });
    expect(readEvalProblem({ isException: true, value: 'x' })).toEqual({ problem: 'threw' });
    expect(readEvalProblem({ isError: true, code: 'E_FAILED' })).toEqual({ problem: 'not-run' });
    expect(readEvalProblem(new Error('gone'))).toEqual({ problem: 'not-run' });
    expect(readEvalProblem(undefined)).toEqual({ problem: 'not-run' });
  });

  it('of getContent: a record, a list, a text, or nothing', () => {
    expect(readBodyAnswer({ content: 'x', encoding: 'base64' })).toEqual({ text: 'x', encoding: 'base64' });
    expect(readBodyAnswer(['x', 'base64'])).toEqual({ text: 'x', encoding: 'base64' });
    expect(readBodyAnswer(['x', null])).toEqual({ text: 'x', encoding: '' });
    expect(readBodyAnswer('x')).toEqual({ text: 'x', encoding: '' });
    for (const nothing of [null, undefined, {}, [], [null], { content: null }, 7])
      expect(readBodyAnswer(nothing)).toBeNull();
  });

  it('of getHAR: the log, a list with it, or wrapped', () => {
    expect(readHarEntries({ entries: [1] })).toEqual([1]);
    expect(readHarEntries([{ entries: [1] }])).toEqual([1]);
    expect(readHarEntries({ log: { entries: [1] } })).toEqual([1]);
    for (const nothing of [null, undefined, {}, [], { entries: 'x' }, 7]) expect(readHarEntries(nothing)).toEqual([]);
  });

  it('reads base64 as UTF-8, and gives up on what is none', () => {
    expect(decodeBody({ text: btoa('\xc3\xa9'), encoding: 'base64' })).toBe('é');
    expect(decodeBody({ text: '???', encoding: 'base64' })).toBeNull();
    expect(decodeBody({ text: 'YQ==', encoding: '' })).toBe('YQ==');
  });

  it("reads Firefox' base64 as text that was decoded before, and as text where it is none", () => {
    expect(decodeFirefoxBody(btoa('{"title":"caf\u00e9"}'), 'base64')).toBe('{"title":"caf\u00e9"}');
    expect(decodeFirefoxBody('{"title":"\u65c5"}', 'base64')).toBe('{"title":"\u65c5"}');
    expect(decodeFirefoxBody('AAAA', '')).toBe('AAAA');
  });
});
