import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const filesIn = (folder: string, ending: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .toSorted();

it('every room of stories is tested beside this file', () => {
  const rooms = filesIn(resolve(import.meta.dirname, '../../support/ui/stories'), '.tsx');
  const tested = filesIn(import.meta.dirname, '.test.ts').filter((name) => name !== 'pages');
  expect(tested).toEqual(rooms);
});

it('every page says its language and its title', () => {
  const src = resolve(import.meta.dirname, '../../../src');
  const pages = filesIn(src, '.html');
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages) {
    const html = readFileSync(join(src, `${page}.html`), 'utf8');
    expect(html, page).toMatch(/<html lang="en">/);
    expect(html, page).toMatch(/<title>[^<]+<\/title>/);
  }
});
