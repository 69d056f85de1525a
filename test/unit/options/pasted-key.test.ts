import { expect, test } from 'vitest';
import { keyInPasted } from '../../../src/options/form/pasted-key.ts';
import { cpuMs, LINEAR_CPU_MS } from '../../support/cpu-time.ts';

const KEY = 'synap_k3y-0123.abc==';

test.each([
  KEY,
  `  ${KEY}\n`,
  `"${KEY}"`,
  `'${KEY}'`,
  `“${KEY}”`,
  `\`${KEY}\``,
  `"${KEY}",`,
  `Bearer ${KEY}`,
  `bearer  "${KEY}"`,
  `Authorization: Bearer ${KEY}`,
  `"Authorization": "Bearer ${KEY}",`,
  `-H "Authorization: Bearer ${KEY}"`,
  `SYNAP_API_KEY=${KEY}`,
  `SYNAP_API_KEY = ${KEY}`,
  `export SYNAP_API_KEY="${KEY}"`,
  `export SYNAP_API_KEY='${KEY}';`,
  `export SYNAP_API_KEY=${KEY} # production`,
  `set SYNAP_API_KEY=${KEY}`,
  `$env:SYNAP_API_KEY = "${KEY}"`,
  `SYNAP_API_KEY: ${KEY}`,
  `"apiKey": "${KEY}"`,
  `api_key="${KEY}",`,
  `const apiKey = '${KEY}';`,
  `x-api-key: ${KEY}`,
])('takes the key out of %j', (pasted) => {
  expect(keyInPasted(pasted)).toBe(KEY);
});

test.each(['', 'two words', 'synap_key==', 'key', 'key=', 'token:abc', 'a=b', '"', '""x', 'Bearer', 'synap;key', '#1'])(
  'leaves %j as it is',
  (typed) => {
    expect(keyInPasted(typed)).toBe(typed);
  },
);

test.each(['Bearer ', 'export ', ';', ' ', "'", 'KEY='])('is done in linear time with a file full of %j', (part) => {
  const text = `a${part.repeat(200_000)}b`;
  expect(cpuMs(() => expect(keyInPasted(`${part}${text}`)).toContain(text.slice(0, 9)))).toBeLessThan(LINEAR_CPU_MS);
});
