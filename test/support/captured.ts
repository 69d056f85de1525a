import type { CapturedRequest } from '../../src/core/discovery/traffic/captured.ts';

/** A request with only the given facts known. */
export function captured(parts: Partial<CapturedRequest> = {}): CapturedRequest {
  return {
    url: 'https://app.test/api',
    isAddressKnown: false,
    redirectUrl: '',
    headers: [],
    requestBody: null,
    requestMimeType: '',
    responseBody: null,
    responseMimeType: 'application/json',
    messages: [],
    ...parts,
  };
}
