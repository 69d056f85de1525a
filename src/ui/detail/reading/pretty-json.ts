export interface JsonLimits {
  maxChars: number;
  maxDepth: number;
}

export interface PrettyJson {
  text: string;
  /** Something was left out: depth or size was over the limit. */
  cut: boolean;
}

export const NO_LIMITS: JsonLimits = { maxChars: Infinity, maxDepth: Infinity };

interface Frame {
  /** Null for an array. */
  keys: string[] | null;
  values: unknown[];
  next: number;
}

/** JSON with two blanks of indent. Without recursion: 100,000 levels are as good as three. */
export function prettyJson(value: unknown, limits: JsonLimits = NO_LIMITS): PrettyJson {
  const out: string[] = [];
  const stack: Frame[] = [];
  let size = 0;
  let cut = false;
  const put = (text: string) => {
    out.push(text);
    size += text.length;
  };
  const open = (item: unknown) => {
    const frame = frameOf(item);
    if (!frame) return put(plain(item));
    if (frame.values.length === 0) return put(frame.keys ? '{}' : '[]');
    if (stack.length >= limits.maxDepth) {
      cut = true;
      return put(frame.keys ? '{ … }' : '[ … ]');
    }
    put(frame.keys ? '{' : '[');
    return stack.push(frame);
  };

  open(value);
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    if (size > limits.maxChars) {
      cut = true;
      break;
    }
    if (frame.next === frame.values.length) {
      stack.pop();
      put(`\n${indent(stack.length)}${frame.keys ? '}' : ']'}`);
      continue;
    }
    const index = frame.next;
    frame.next += 1;
    put(`${index > 0 ? ',' : ''}\n${indent(stack.length)}`);
    if (frame.keys) put(`${JSON.stringify(frame.keys[index])}: `);
    open(frame.values[index]);
  }
  const text = out.join('');
  return text.length > limits.maxChars ? { text: text.slice(0, limits.maxChars), cut: true } : { text, cut };
}

/** Deep levels share one indent: theirs alone would be megabytes. */
const DEEPEST_INDENT = 100;
const indent = (depth: number) => '  '.repeat(Math.min(depth, DEEPEST_INDENT));

function frameOf(item: unknown): Frame | null {
  if (Array.isArray(item)) return { keys: null, values: item, next: 0 };
  if (typeof item !== 'object' || item === null) return null;
  return { keys: Object.keys(item), values: Object.values(item), next: 0 };
}

function plain(item: unknown): string {
  return JSON.stringify(item) ?? 'null';
}
