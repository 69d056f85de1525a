import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What was seen anywhere, to be searched for a word that must be nowhere but in its places. */
export interface Evidence {
  add(place: string, text: string): void;
  /** Where the word was seen, in any of its spellings; each place once. */
  placesOf(word: string): string[];
}

export function createEvidence(): Evidence {
  const seen: [string, Buffer][] = [];
  return {
    add: (place, text) => void seen.push([place, Buffer.from(text)]),
    placesOf: (word) => {
      const spellings = spellingsOf(word);
      return [...new Set(seen.filter(([, bytes]) => holds(bytes, spellings)).map(([place]) => place))].sort();
    },
  };
}

/**
 * Files below a folder that hold the word. What is compressed is searched as well: LevelDB's and IndexedDB's Snappy
 * copies what it has not seen before as it is, and a long random word has not been seen before.
 */
export function filesWith(folder: string, word: string): string[] {
  const spellings = spellingsOf(word);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true)
    .filter((path) => path.includes(word) || holds(contentOf(join(folder, path)), spellings))
    .sort();
}

/** A file that its owner removes meanwhile holds nothing. */
function contentOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function holds(bytes: Buffer, spellings: readonly Buffer[]): boolean {
  return spellings.some((spelling) => bytes.includes(spelling));
}

/** As bytes, as UTF-16 in either order, as hex, and as base64 wherever in a longer text it may begin. */
function spellingsOf(word: string): Buffer[] {
  const utf16 = Buffer.from(word, 'utf16le');
  const hex = Buffer.from(word).toString('hex');
  const base64 = [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.from(' '.repeat(shift) + word).toString('base64');
    // The first and last letters also tell of the neighbours.
    const inner = encoded.slice(shift === 0 ? 0 : 4, -4);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [
    Buffer.from(word),
    utf16,
    Buffer.from(utf16).swap16(),
    Buffer.from(hex),
    Buffer.from(hex.toUpperCase()),
    ...base64.map((text) => Buffer.from(text)),
  ];
}
