import type { LanguageName } from './fakes/languages.ts';
import { closeStories, openStory, takeProblems } from './story-server.ts';

/**
 * Saves a screenshot of a story:
 * `node scripts/run.mjs test/support/ui/look.ts <room/name> <light|dark> <width> <height> <file.png> [selector to click]…`
 *
 * In another language with `STORY_LANGUAGE=de`; see `fakes/languages.ts`.
 */
export async function main(args: string[]): Promise<void> {
  const [name = '', theme = 'light', width = '1180', height = '640', picture = 'story.png', ...clicks] = args;
  const size = { width: Number(width), height: Number(height) };
  const language = (process.env['STORY_LANGUAGE'] ?? 'en') as LanguageName;
  const page = await openStory(name, { theme: theme === 'dark' ? 'dark' : 'light', language, ...size });
  for (const selector of clicks) await page.locator(selector).click();
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${picture.replace(/\.png$/, '')}.png` });
  for (const problem of takeProblems()) process.stdout.write(`${problem}\n`);
  await closeStories();
}
