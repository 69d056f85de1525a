import type { RequestLogEntry } from '../../../protocol/overview.ts';
import { pythonQuote, scriptQuote, shellQuote } from '../../format/code-quotes.ts';

/** A logged call as code. It never contains the key: all snippets read `SYNAP_API_KEY` from the environment. */

type Call = Pick<RequestLogEntry, 'method' | 'baseUrl' | 'path' | 'body' | 'correlationId'>;

/** For a POSIX shell. */
export function asCurl(call: Call): string {
  const lines = [
    `curl --request ${call.method} ${shellQuote(urlOf(call))}`,
    '--header "Authorization: Bearer $SYNAP_API_KEY"',
    ...Object.entries(headersOf(call)).map(([name, value]) => `--header ${shellQuote(`${name}: ${value}`)}`),
  ];
  if (call.body !== null) lines.push(`--data-raw ${shellQuote(call.body)}`);
  return lines.join(' \\\n  ');
}

/** Python 3, standard library only. */
export function asPython(call: Call): string {
  const headers = Object.entries(headersOf(call)).map(
    ([name, value]) => `        ${pythonQuote(name)}: ${pythonQuote(value)},`,
  );
  return [
    'import json',
    'import os',
    'import urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${pythonQuote(urlOf(call))},`,
    `    method=${pythonQuote(call.method)},`,
    '    headers={',
    '        "Authorization": "Bearer " + os.environ["SYNAP_API_KEY"],',
    ...headers,
    '    },',
    ...(call.body === null ? [] : [`    data=${pythonQuote(call.body)}.encode("utf-8"),`]),
    ')',
    'with urllib.request.urlopen(request) as response:',
    '    print(json.dumps(json.load(response), indent=2))',
  ].join('\n');
}

/** JavaScript for Node 18 and later. */
export function asJavaScript(call: Call): string {
  const headers = Object.entries(headersOf(call)).map(
    ([name, value]) => `    ${scriptQuote(name)}: ${scriptQuote(value)},`,
  );
  return [
    `const response = await fetch(${scriptQuote(urlOf(call))}, {`,
    `  method: ${scriptQuote(call.method)},`,
    '  headers: {',
    '    "Authorization": `Bearer ${process.env.SYNAP_API_KEY}`,',
    ...headers,
    '  },',
    ...(call.body === null ? [] : [`  body: ${scriptQuote(call.body)},`]),
    '});',
    'console.log(response.status, await response.json());',
  ].join('\n');
}

export function urlOf(call: Call): string {
  return call.baseUrl.replace(/\/+$/, '') + call.path;
}

/** Sent beside the key, and beside the ids that the key belongs to. */
export function headersOf(call: Call): Record<string, string> {
  return {
    Accept: 'application/json',
    'X-Correlation-ID': call.correlationId,
    ...(call.body === null ? {} : { 'Content-Type': 'application/json' }),
  };
}
