/** Ids in a request's or response's body, or in a message of a socket, whatever it is labelled as. */
import type { ConversationId } from '../../conversation/conversation.ts';
import { findIds } from '../../conversation/uuid.ts';
import { MAX_FOUND_IDS } from '../add-evidence.ts';
import { columnName, contextInText } from '../id-context.ts';
import { tellingName } from '../rank-words.ts';
import { kindOf } from './body-kind.ts';
import { BODY_LIMIT_CHARS } from './captured.ts';
import { decodeBase64Body, findEncodedIds, hasLongRun, isBinary, spaceIds } from './encoded.ts';
import { findJsonHits } from './json-hits.ts';
import { parseJsonText } from './json-text.ts';
import { hasHexRun } from './runs.ts';

export interface BodyHit {
  id: ConversationId;
  label: string | null;
  /** Its name there: a path, a key, a field. */
  place: string;
}

/** An id without hyphens. */
const UNDASHED_LENGTH = 32;
/** The possible text before JSON in a line: a row's number, a frame's type, a namespace. */
const LINE_PREFIX = /^[\w\s:./,;$&-]{0,80}?(?=[{["])/;
const ELEMENT = /<(?:[\w-]+:)?([\w-]{1,60})(?:\s[^<>]{0,200})?>\s*$/;
const MAX_PARTS = 1000;
const LOOK_BACK_CHARS = 300;

export function findInBody(body: string, mimeType: string): BodyHit[] {
  const text = unframed(body.slice(0, BODY_LIMIT_CHARS));
  if (isBinary(text)) return hitsInText(text);
  // Most bodies contain no id, and this search is quicker than parsing.
  if (!mayHoldIds(text)) return [];
  const decoded = decodeBase64Body(text);
  if (decoded !== null) return findInBody(decoded, '');
  const found = kindOf(text, mimeType);
  switch (found.kind) {
    case 'markup':
    case 'code':
      return [];
    case 'json':
      return [...found.json.values.flatMap(hitsInJson), ...hitsInLines(found.json.rest)];
    case 'multipart':
      return hitsInParts(text, found.boundary);
    case 'form':
      return hitsInForm(text);
    case 'events':
      return hitsInEvents(text);
    case 'xml':
      return hitsInXml(text);
    case 'text':
      return hitsInLines(text);
  }
}

/** Without what ends a frame of STOMP; SignalR, Engine.IO and sequences of JSON separate their records by a character. */
function unframed(text: string): string {
  return text.replace(/\0+$/, '').replaceAll('\x1e', '\n');
}

function mayHoldIds(text: string): boolean {
  if (text.length < UNDASHED_LENGTH) return false;
  return findIds(text, 1).length > 0 || hasHexRun(text, UNDASHED_LENGTH) || hasLongRun(text);
}

function hitsInJson(value: unknown): BodyHit[] {
  return findJsonHits(value).map(({ id, label, where }) => ({ id, label, place: where }));
}

/** Newline-delimited JSON, rows of React's server components, frames of Socket.IO, or plain text. */
function hitsInLines(text: string): BodyHit[] {
  const [head = ''] = text.trimStart().split('\n', 1);
  return linesOf(text).flatMap((line) => hitsInLine(line, head));
}

/** Those that are long enough to hold an id. */
function linesOf(text: string): string[] {
  return text
    .split('\n')
    .flatMap((line) => (line.length < UNDASHED_LENGTH ? [] : line.split('\r')))
    .filter((line) => line.length >= UNDASHED_LENGTH);
}

function hitsInLine(line: string, head = ''): BodyHit[] {
  if (!mayHoldIds(line)) return [];
  const prefix = LINE_PREFIX.exec(line)?.[0] ?? '';
  const json = parseJsonText(line.slice(prefix.length));
  if (json === null) return hitsInText(line, head);
  return [...json.values.flatMap(hitsInJson), ...hitsInText(json.rest)];
}

/** The `data:` lines of one event are one text. */
function hitsInEvents(text: string): BodyHit[] {
  return text.split(/(?:\r\n|\r|\n){2,}/).flatMap((event) => {
    const lines = event.split(/\r\n|[\r\n]/);
    const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.replace(/^data: ?/, ''));
    const others = lines.filter((line) => !line.startsWith('data:'));
    const json = parseJsonText(data.join('\n'));
    const inData = json?.rest === '' ? json.values.flatMap(hitsInJson) : data.flatMap((line) => hitsInLine(line));
    return [...inData, ...others.flatMap((line) => hitsInText(line))];
  });
}

function hitsInForm(text: string): BodyHit[] {
  const pairs = text.split('&').filter((pair) => pair.length >= UNDASHED_LENGTH);
  return pairs.flatMap((pair) => {
    const name = decodePlus(/^[^=]{0,120}/.exec(pair)?.[0] ?? '').slice(0, 60);
    const value = decodePlus(pair.slice(pair.indexOf('=') + 1));
    const json = parseJsonText(value);
    if (json !== null) return named(name, json.values.flatMap(hitsInJson));
    return named(
      name,
      [...findIds(value), ...findEncodedIds(value)].map(({ id }) => ({ id, label: null, place: '' })),
    );
  });
}

/** Fields of a form, or the answers of a batch. */
function hitsInParts(text: string, boundary: string): BodyHit[] {
  return text
    .split(`--${boundary}`)
    .slice(0, MAX_PARTS)
    .flatMap((part) => {
      const [head = '', ...rest] = part.replace(/^\r?\n/, '').split(/\r?\n\r?\n/);
      const name = /\bname="([^"]{1,60})"/i.exec(head)?.[1] ?? '';
      const mimeType = /^content-type:\s*([^\r\n]{1,100})/im.exec(head)?.[1] ?? '';
      // A part of parts is not looked into twice.
      const content = rest.join('\n\n');
      const hits = content.startsWith(`--`) ? hitsInLines(content) : findInBody(content, mimeType);
      return named(name, hits);
    });
}

function named(name: string, hits: BodyHit[]): BodyHit[] {
  return name === '' ? hits : hits.map((hit) => ({ ...hit, place: `${name}= ${hit.place}`.trim() }));
}

function hitsInXml(text: string): BodyHit[] {
  return findIds(text, MAX_FOUND_IDS).map(({ id, index }) => {
    const element = ELEMENT.exec(text.slice(Math.max(0, index - LOOK_BACK_CHARS), index))?.[1];
    return { id, label: null, place: tellingName(element ?? contextInText(text, index)) };
  });
}

function hitsInText(text: string, head = ''): BodyHit[] {
  if (text.length < UNDASHED_LENGTH) return [];
  // As in `$<id>`, where a length is written before a text.
  const spaced = spaceIds(text);
  const plain = findIds(spaced, MAX_FOUND_IDS).map(({ id, index }) => ({ id, index, name: '' }));
  return [...plain, ...findEncodedIds(spaced)].map(({ id, index, name }) => ({
    id,
    label: null,
    place: name || columnName(head, spaced, index) || tellingName(contextInText(spaced, index)),
  }));
}

function decodePlus(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}
