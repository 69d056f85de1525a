import { isRecord } from '../../is-record.ts';

/**
 * The messages of a conversation that ChatGPT exported: a tree of nodes, because a question may be edited and an answer
 * made anew. The branch that was shown last is the conversation.
 */
export function chatGptItems(mapping: Record<string, unknown>, currentNode: unknown): unknown[] {
  const items: unknown[] = [];
  const seen = new Set<string>();
  let at = typeof currentNode === 'string' ? currentNode : lastLeaf(mapping);
  while (at !== null && !seen.has(at)) {
    seen.add(at);
    const node: unknown = Object.hasOwn(mapping, at) ? mapping[at] : null;
    if (!isRecord(node)) break;
    if (isRecord(node['message'])) items.push(flat(node['message']));
    at = typeof node['parent'] === 'string' ? node['parent'] : null;
  }
  return items.reverse();
}

function lastLeaf(mapping: Record<string, unknown>): string | null {
  const leaves = Object.entries(mapping).filter(([, node]) => isRecord(node) && !hasChildren(node));
  return leaves.at(-1)?.[0] ?? null;
}

function hasChildren(node: Record<string, unknown>): boolean {
  return Array.isArray(node['children']) && node['children'].length > 0;
}

/** The content is a record of its own; what the model noted for itself is no answer. */
function flat(message: Record<string, unknown>): Record<string, unknown> {
  const { content, author } = message;
  if (!isRecord(content)) return message;
  const type = content['content_type'];
  const isNote = type === 'thoughts' || type === 'reasoning_recap' || type === 'model_editable_context';
  const role = isNote ? 'tool' : isRecord(author) ? author['role'] : null;
  return { ...message, author: { role }, content: content['parts'] ?? content['text'] ?? '' };
}
