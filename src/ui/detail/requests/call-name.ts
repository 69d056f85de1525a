import type { RequestLogEntry } from '../../../protocol/overview.ts';

export interface CallName {
  /** Tells calls apart at a glance: `compaction/status`, `compacted`. */
  name: string;
  /** The options chosen: `v2 structured`, `balanced force`; empty for none. */
  choice: string;
}

/** A call by the part of its path after the conversation's id, and by its options without their names. */
export function callName({ path, body, conversationId }: RequestLogEntry): CallName {
  const [before = '', query = ''] = path.split('?');
  const at = conversationId === null ? -1 : before.indexOf(conversationId);
  const tail = at < 0 || conversationId === null ? lastSegments(before) : before.slice(at + conversationId.length + 1);
  return { name: tail, choice: body === null ? queryWords(query) : bodyWords(body) };
}

/** `/v1/conversations/compact` is `compact`, and `/v1/credits/balance` is `credits/balance`. */
function lastSegments(path: string): string {
  return path.replace(/^\/(api\/)?v1\//, '').replace(/^conversations\//, '');
}

function queryWords(query: string): string {
  const choices = new URLSearchParams(query);
  const version = choices.get('version');
  choices.delete('version');
  return [...(version === null ? [] : [`v${version}`]), ...choices.values()].join(' ');
}

/** The words of a POST's body: its texts, and what is switched on; the id stands in the view already. */
function bodyWords(body: string): string {
  const fields = parsed(body);
  const words = Object.entries(fields).flatMap(([name, value]) => {
    if (name === 'conversation_id' || value === null || value === false) return [];
    return value === true ? [name] : typeof value === 'number' ? [`${name}=${value}`] : [String(value)];
  });
  return words.join(' ');
}

function parsed(body: string): object {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
