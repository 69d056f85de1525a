import type { CapturedRequest } from '../../src/core/discovery/traffic/captured.ts';

/** A request of which no more is known than what is given. */
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
