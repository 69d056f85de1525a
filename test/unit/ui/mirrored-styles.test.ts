/** Style sheets name sides by the direction of the text, so that a page from right to left mirrors by itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const files = (ending: string) =>
  readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));

const SIDE = /^(?:left|right)$/;
const SIDED_NAME = /(?:^|-)(?:left|right)(?:-|$)/;
const SIDED_VALUE = /^(?:text-align|float|clear|caption-side|justify-\w+)$/;
const FOUR_SIDES = /^(?:margin|padding|inset|border-(?:width|style|color|radius)|scroll-(?:margin|padding))$/;

/** The words of a value; what is in brackets is one with the name before it. */
const wordsOf = (value: string) => value.match(/(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? [];

function isSided(name: string, value: string): boolean {
  if (value.includes('var(--flip)')) return false;
  const words = wordsOf(value);
  if (SIDED_NAME.test(name)) return true;
  if (SIDED_VALUE.test(name)) return words.some((word) => SIDE.test(word));
  if (name === 'border-radius') return words.length > 1;
  if (FOUR_SIDES.test(name)) return words.length === 4 && words[1] !== words[3];
  if (name === 'box-shadow') return /(?:^|,|inset)\s*-?[1-9]/.test(value);
  if (name.startsWith('background')) return /gradient\(-?90deg|to (?:left|right)/.test(value);
  return name === 'transform' && /translate(?:X|3d)?\(|skew/.test(value);
}

const declarations = (css: string) =>
  [...css.replaceAll(/\/\*[^]*?\*\//g, '').matchAll(/([\w-]+)\s*:\s*([^;{}]+)[;}]/g)].map(
    ([, name = '', value = '']) => ({
      name,
      value: value.trim(),
    }),
  );

/** A pair of shadows at both edges, each the other's mirror image. */
const SYMMETRICAL = ['src/ui/detail/Detail.css background'];

it('no style sheet says left or right', () => {
  const sided = files('.css').flatMap((file) =>
    declarations(readFileSync(file, 'utf8'))
      .filter(({ name, value }) => isSided(name, value))
      .map(({ name }) => `${file} ${name}`),
  );
  expect(sided).toEqual(SYMMETRICAL);
});

it.each([
  ['margin-left: 4px', true],
  ['margin-inline-start: 4px', false],
  ['border-top-right-radius: 4px', true],
  ['right: 0', true],
  ['text-align: left', true],
  ['text-align: start', false],
  ['padding: 4px 8px 4px 2px', true],
  ['padding: 0 calc(-1 * var(--pad)) 0 calc(-1 * var(--pad))', false],
  ['padding: 4px 8px 2px', false],
  ['box-shadow: inset 3px 0 red', true],
  ['box-shadow: inset calc(3px * var(--flip)) 0 red', false],
  ['box-shadow: 0 6px 20px black', false],
  ['background: linear-gradient(90deg, red, blue)', true],
  ['transform: translateX(4px)', true],
])('%s is found out', (css, isFound) => {
  expect(declarations(`a { ${css}; }`).some(({ name, value }) => isSided(name, value))).toBe(isFound);
});

/** A menu stands where its button was measured, in the coordinates of the window. */
const MEASURED = ['src/ui/components/controls/MenuButton.tsx'];

it('no component sets a left or right of its own', () => {
  const sided = files('.tsx').filter((file) => {
    const code = readFileSync(file, 'utf8');
    return /style=\{\{[^}]*\b(?:left|right|\w+(?:Left|Right))\b\s*:|\.style\.(?:left|right|\w+(?:Left|Right))/.test(
      code,
    );
  });
  expect(sided).toEqual(MEASURED);
});
