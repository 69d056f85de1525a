/** Browsers choose the texts; what the pages make of them. */
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as it } from 'vitest';
import { launchWithExtension } from '../support/browser/launch.ts';

interface Seen {
  lang: string;
  dir: string;
  title: string;
  /** Where the heading begins, from the left of the window. */
  heading: number;
}

/** The options page in a browser whose user speaks `language`. */
async function seenIn(language: string, dist?: string): Promise<Seen> {
  const before = process.env['LANGUAGE'];
  process.env['LANGUAGE'] = language;
  const extension = await launchWithExtension({
    args: [`--lang=${language}`],
    ...(dist === undefined ? {} : { dist }),
  });
  try {
    const page = await extension.openPage('options');
    await page.waitForSelector('h1');
    const seen = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      dir: document.documentElement.dir,
      title: document.title,
      heading: document.querySelector('h1')?.getBoundingClientRect().left ?? 0,
    }));
    expect(await extension.errors()).toEqual([]);
    return seen;
  } finally {
    await extension.close();
    if (before === undefined) delete process.env['LANGUAGE'];
    else process.env['LANGUAGE'] = before;
  }
}

it('German texts say that they are German', async () => {
  expect(await seenIn('de')).toMatchObject({ lang: 'de', dir: 'ltr', title: 'Synap Inspector: Einstellungen' });
});

it('English texts stay English in a browser that speaks French', async () => {
  const { lang, dir, title } = await seenIn('fr');
  expect([lang.split('-')[0], dir, title]).toEqual(['en', 'ltr', 'Synap Inspector settings']);
});

it('a language from right to left mirrors the page', async ({ onTestFinished }) => {
  const folder = await mkdtemp(join(tmpdir(), 'synap-mirrored-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(process.env['SYNAP_DIST'] ?? 'dist/chrome', folder, { recursive: true });
  const english = JSON.parse(await readFile(join(folder, '_locales/en/messages.json'), 'utf8')) as object;
  const hebrew = { ...english, localeTag: { message: 'he' }, textDirection: { message: 'rtl' } };
  await mkdir(join(folder, '_locales/he'));
  await writeFile(join(folder, '_locales/he/messages.json'), JSON.stringify(hebrew));
  const [plain, mirrored] = [await seenIn('fr'), await seenIn('he', folder)];
  expect(mirrored).toMatchObject({ lang: 'he', dir: 'rtl' });
  expect(mirrored.heading).toBeGreaterThan(plain.heading + 300);
});
