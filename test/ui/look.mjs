/** Takes a picture of a story: `node test/ui/look.mjs <room/name> <light|dark> <width> <height> <file.png> [selector to click]…` */
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const file = resolve(import.meta.dirname, 'story-server.ts');
const { module } = await runnerImport(file, { configFile: false, logLevel: 'error' });
const [name = '', theme = 'light', width = '1180', height = '640', picture = 'story.png', ...clicks] = process.argv.slice(2);

const page = await module.openStory(name, { theme, width: Number(width), height: Number(height), still: true });
for (const selector of clicks) await page.locator(selector).click();
await page.evaluate(() => document.fonts.ready);
await page.screenshot({ path: picture });
for (const problem of module.problemsOf(page)) process.stdout.write(`${problem}\n`);
await module.closeStories();
