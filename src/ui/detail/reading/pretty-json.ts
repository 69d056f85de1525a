/** Up to here the indent of the deepest answer that the decoder lets through stays within some 60 MB. */
const MAX_INDENTED_CHARS = 1_000_000;

/** JSON with two blanks of indent, or in one line where the indent could outgrow all else. */
export function prettyJson(value: unknown): string {
  const plain = JSON.stringify(value);
  return plain.length > MAX_INDENTED_CHARS ? plain : JSON.stringify(value, null, 2);
}
