import { closeStories, openStory, settle, storiesOf } from './test/support/ui/story-server.ts';
import { cutTexts } from './test/support/ui/cut-texts.ts';
import type { LanguageName } from './test/support/ui/fakes/languages.ts';
export async function main([language = 'de', width = '400', ...rooms]: string[]) {
  const seen = new Map<string, string[]>();
  for (const room of rooms.length
    ? rooms
    : ['panel', 'detail', 'versions', 'kept', 'add', 'popup', 'inspector', 'options', 'shared']) {
    for (const name of await storiesOf(room)) {
      const page = await openStory(name, {
        language: language as LanguageName,
        width: room === 'popup' ? Math.min(380, +width) : +width,
      });
      await settle(page);
      for (const f of await cutTexts(page)) seen.set(f, [...(seen.get(f) ?? []), name]);
    }
  }
  for (const [f, n] of seen) console.log(f, '|', n.slice(0, 3).join(' '), n.length);
  await closeStories();
}
