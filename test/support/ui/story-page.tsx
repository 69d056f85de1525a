import { render } from 'preact';
import { AppContext } from '../../../src/ui/model/app.ts';
import { createStore } from '../../../src/ui/model/store.ts';
import { speak } from '../../../src/ui/format/language.ts';
import { createFakeBackend } from './fakes/fake-backend.ts';
import { createFakeShell } from './fakes/fake-shell.ts';
import { type LanguageName, translateTo } from './fakes/languages.ts';
import { NOW } from './fixtures.ts';
import type { Stories } from './story.ts';
import { holdTimers } from './story-clock.ts';
import { watchTraces } from './story-traces.ts';
import '../../../src/ui/components/theme.css';

const rooms = import.meta.glob<{ stories: Stories }>('./stories/*.tsx');
const clock = holdTimers();
const traces = watchTraces(clock);

function appRoot(): HTMLElement {
  const root = document.getElementById('app');
  if (!root) throw new Error('the page has no #app');
  return root;
}

async function show(path: string, theme: string | null, language: LanguageName): Promise<void> {
  const [room = '', name = ''] = path.split('/');
  if (name === '') return;
  const story = (await rooms[`./stories/${room}.tsx`]?.())?.stories[name];
  if (!story) throw new Error(`no story: ${path}`);

  if (theme) document.documentElement.dataset['theme'] = theme;
  const shell = createFakeShell(clock, translateTo(language));
  const backend = createFakeBackend(typeof story.script === 'function' ? story.script() : story.script, story.overview);
  story.before?.(backend, shell);
  speak(shell.translate);
  const store = createStore(backend, shell.now);
  window.__story = { backend, shell, store };
  render(<AppContext.Provider value={{ store, shell }}>{story.render(store)}</AppContext.Provider>, appRoot());
}

async function renew(path: string, theme: string | null, language: LanguageName): Promise<string[]> {
  render(null, appRoot());
  // Preact cleans effects up after the next frame.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const left = traces.left();
  if (left.length > 0) return left;
  clearPage();
  clock.jump(NOW - clock.now());
  await show(path, theme, language);
  return [];
}

/** Resets the document to what it was before the first story. */
function clearPage(): void {
  document.title = 'Story';
  for (const element of [document.documentElement, document.body]) {
    for (const name of Object.keys(element.dataset)) delete element.dataset[name];
  }
  const root = document.createElement('div');
  root.id = 'app';
  document.body.replaceChildren(root);
  getSelection()?.removeAllRanges();
  scrollTo(0, 0);
}

async function names(room: string): Promise<string[]> {
  const stories = (await rooms[`./stories/${room}.tsx`]?.())?.stories ?? {};
  return Object.entries(stories).flatMap(([name, { isLarge }]) => (isLarge ? [] : `${room}/${name}`));
}

window.allStories = { names, renew, install: traces.install };
const query = new URLSearchParams(location.search);
await show(query.get('story') ?? '', query.get('theme'), (query.get('language') ?? 'en') as LanguageName);
