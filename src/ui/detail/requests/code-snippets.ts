import type { RequestLogEntry } from '../../../protocol/overview.ts';

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

/** Single quotes preserve everything but a single quote, which is written outside them. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`;
}

/** A JSON string is a JavaScript string, except for line separators in older engines. */
export function scriptQuote(text: string): string {
  return escapeControls(JSON.stringify(text));
}

/**
 * Every escape that JSON writes (`
 * `, `\"`, `\\`, `\u001b`) means the same in a Python string.
 */
export function pythonQuote(text: string): string {
  return escapeControls(JSON.stringify(text));
}

/** Escapes characters that an editor or terminal would hide or obey: DEL, C1, bidi and line separators. */
function escapeControls(quoted: string): string {
  return quoted.replace(
    /[\u007F-\u009F\u00AD\u061C\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
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
