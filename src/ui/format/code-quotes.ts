/** Any text as a literal of a programming language. */

/** Single quotes preserve everything but a single quote, which is written outside them. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", `'\\''`)}'`;
}

/** A JSON string is a JavaScript string, except for line separators in older engines. */
export function scriptQuote(text: string): string {
  return escapeControls(JSON.stringify(text));
}

/** Every escape that JSON writes (`\n`, `\"`, `\\`, `\u001b`) means the same in a Python string. */
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
