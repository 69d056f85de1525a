import { indentedJson } from '../../../core/json-source.ts';

/** Up to this length, indenting the deepest JSON stays within about 60 MB. */
const MAX_INDENTED_CHARS = 1_000_000;

/** JSON indented by two spaces, its tokens as written; as it is where the indentation could become excessive. */
export function prettyJson(source: string): string {
  return source.length > MAX_INDENTED_CHARS ? source : indentedJson(source);
}

/** Whether a text is JSON; a refusal may be HTML or nothing. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
