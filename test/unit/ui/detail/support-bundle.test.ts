import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { supportBundle } from '../../../../src/ui/detail/requests/support-bundle.ts';
import { ERRORS } from '../../../support/ui/error-fixtures.ts';
import { setTranslator } from '../../../../src/ui/format/i18n.ts';
import { translateTo } from '../../../support/ui/fakes/languages.ts';
import { NOW, requestEntry } from '../../../support/ui/fixtures.ts';

const TOKEN = 'https://synap.example/recover?token=s3cr3t';

// Node 20 has none.
beforeEach(() => void vi.stubGlobal('navigator', { userAgent: 'a browser' }));
afterEach(() => void vi.unstubAllGlobals());

it('[root 7] names errors without links and without the words of the server', () => {
  const noCredits = { ...ERRORS['no-credits'], recoveryUrl: TOKEN, redeemUrl: TOKEN };
  const limited = { ...ERRORS['rate-limited'], upgradeUrl: TOKEN, manageUrl: TOKEN, reason: 'words' };
  const errors = { status: noCredits, summary: limited, prompt: ERRORS['unexpected-shape'], other: null };
  const parts = { conversationId: 'c', overview: null, budget: null, entries: [], errors, now: NOW };
  const text = supportBundle(parts);
  expect(text).not.toContain('s3cr3t');
  expect(text).not.toMatch(/Insufficient credits|words/);
  const { correlationId } = noCredits;
  expect(JSON.parse(text)).toMatchObject({
    errors: {
      status: { kind: 'no-credits', status: 402, correlationId },
      summary: { kind: 'rate-limited', status: 429, correlationId },
      prompt: { kind: 'unexpected-shape', path: 'status', correlationId },
      other: null,
    },
  });
});

it('is the same in every language', () => {
  const errors = { status: ERRORS['rate-limited'] };
  const parts = { conversationId: 'c', overview: null, budget: null, entries: [requestEntry()], errors, now: NOW };
  setTranslator(translateTo('en'));
  const english = supportBundle(parts);
  setTranslator(translateTo('de'));
  expect(supportBundle(parts)).toBe(english);
});
