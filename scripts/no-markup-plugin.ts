import type { Plugin } from 'vite';

/** Each piece of preact.mjs that goes, and what takes its place. */
const PIECES: [string, string][] = [
  ['"dangerouslySetInnerHTML"==s?y=k:', ''],
  ['"dangerouslySetInnerHTML"==s?h=k:', ''],
  [
    'h?(l||y&&(h.__html==y.__html||h.__html==t.innerHTML)||(t.innerHTML=h.__html),r.__k=[]):(y&&(t.textContent=""),',
    '(',
  ],
];

/**
 * Takes out of preact what `dangerouslySetInnerHTML` does: nothing here is rendered as HTML, the policy forbids it, and
 * Firefox's store warns of every assignment to `innerHTML`. A new version of preact has other pieces, and fails the build.
 */
export function noMarkup(): Plugin {
  return {
    name: 'no-markup',
    transform: {
      filter: { id: /\/preact\/dist\/preact\.mjs$/ },
      handler: (code) => ({ code: withoutMarkup(code), map: null }),
    },
  };
}

function withoutMarkup(code: string): string {
  return PIECES.reduce((rest, [piece, instead]) => {
    const [before, after, ...more] = rest.split(piece);
    if (before === undefined || after === undefined || more.length > 0)
      throw new Error(`preact.mjs holds this ${rest.split(piece).length - 1} times, and should once: ${piece}`);
    return before + instead + after;
  }, code);
}
