/** Messages in YAML: a list of flat maps, with scalars in all their styles. What else YAML can say, no transcript does. */
import type { Slices } from '../../slices.ts';

const ITEM = /^( *)- +(?=[\w"'])/;
/** A look at the whole text, before its lines are split. */
const LIKELY = /^ *- +["']?[A-Za-z][\w-]{0,30}["']?:(?: |$)/m;
const KEY = /^["']?([A-Za-z][\w-]{0,30})["']?:(?: +(.*)|)$/;
const BLOCK = /^([|>])([+-]?\d?|\d[+-])(?:\s+#.*)?$/;
const WHO = ['role', 'speaker', 'sender', 'author', 'from', 'name'];
const WHAT = ['content', 'text', 'message', 'value', 'body'];
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '', '"': '"', '\\': '\\', '/': '/' };
const LINES_PER_SLICE = 1000;

/** As JSON would have them, with the other keys of the file; null for a text that is no such list. */
export function* readYaml(text: string): Slices<Record<string, unknown> | null> {
  if (!LIKELY.test(text)) return null;
  const lines = text.replaceAll('\r', '').split('\n');
  const first = lines.findIndex((line) => ITEM.test(line));
  const dash = ITEM.exec(lines[first] ?? '');
  if (!dash) return null;
  const [{ length: inner }, { length: indent }] = [dash[0], dash[1] ?? ''];
  const messages: Record<string, string>[] = [];
  for (let at = first, read = 0; at < lines.length; read += 1) {
    if (read % LINES_PER_SLICE === 0) yield;
    const line = lines[at] ?? '';
    const isItem = ITEM.exec(line)?.[1]?.length === indent;
    const end = endOfValue(lines, at + 1, inner);
    const [, key, value = ''] = KEY.exec(line.slice(inner)) ?? [];
    if (isItem) messages.push({});
    const own = messages.at(-1);
    const isOurs = isItem || indentOf(line) === inner;
    if (own && key !== undefined && isOurs) own[key.toLowerCase()] = scalar(value, lines.slice(at + 1, end));
    else if (line.trim() !== '' && indentOf(line) < indent) break;
    at = end;
  }
  const isSaid = (one: Record<string, string>) => [WHO, WHAT].every((keys) => keys.some((key) => key in one));
  if (!messages.some(isSaid)) return null;
  const around = lines.slice(0, first).flatMap((line) => {
    const [, key, value = ''] = KEY.exec(line.trim()) ?? [];
    return key !== undefined && value !== '' ? [[key, scalar(value, [])]] : [];
  });
  return { ...Object.fromEntries(around), messages };
}

const indentOf = (line: string) => line.length - line.trimStart().length;

/** The first line from there that is no part of a value: one with a key, or the next item. */
function endOfValue(lines: readonly string[], from: number, inner: number): number {
  let at = from;
  while (at < lines.length && ((lines[at] ?? '').trim() === '' || indentOf(lines[at] ?? '') > inner)) at += 1;
  return at;
}

function scalar(value: string, more: readonly string[]): string {
  const [, style, keep] = BLOCK.exec(value) ?? [];
  if (style !== undefined) return block(style, more, keep?.includes('+') === true);
  const whole = [value, ...more.map((line) => line.trim())].join('\n').trim();
  const [mark] = whole;
  const folded = fold(whole);
  if (mark === '"' || mark === "'") {
    const inside = folded.replace(/\s+#[^"']*$/, '').slice(1, -1);
    return mark === "'" ? inside.replaceAll("''", "'") : unescaped(inside);
  }
  return folded.replace(/(?:^|\s)#.*$/, '');
}

/** A line break is a blank, and an empty line is a line break. */
const fold = (text: string) => text.replace(/\n(\n*)/g, (_, empty: string) => empty || ' ');

function block(style: string, lines: readonly string[], keepsEnd: boolean): string {
  const least = lines.reduce((min, line) => (line.trim() === '' ? min : Math.min(min, indentOf(line))), Infinity);
  const text = lines.map((line) => line.slice(least)).join('\n');
  return (style === '>' ? fold(text) : text).replace(keepsEnd ? /^$/ : /\s+$/, '');
}

const unescaped = (text: string) =>
  text.replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|(.))/gi, (_, four?: string, two?: string, one = '') =>
    (four ?? two) ? String.fromCharCode(parseInt(four ?? two ?? '', 16)) : (ESCAPES[one] ?? one),
  );
