/** Up to this length, indenting the deepest answer that the decoder accepts stays within about 60 MB. */
const MAX_INDENTED_CHARS = 1_000_000;

/** JSON indented by two spaces, or on one line when the indentation could become excessive. */
export function prettyJson(value: unknown): string {
  const plain = JSON.stringify(value) ?? 'null';
  return plain.length > MAX_INDENTED_CHARS ? plain : JSON.stringify(value, null, 2);
}
