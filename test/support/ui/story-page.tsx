import { render } from 'preact';
import { AppContext } from '../../../src/ui/model/app.ts';
import { createStore } from '../../../src/ui/model/store.ts';
import { setTranslator } from '../../../src/ui/format/i18n.ts';
import { createFakeBackend } from './fakes/fake-backend.ts';
import { createFakeShell } from './fakes/fake-shell.ts';
import type { Stories } from './story.ts';
import '../../../src/ui/components/theme.css';

const rooms = import.meta.glob<{ stories: Stories }>('./stories/*.tsx');

async function mount(): Promise<void> {
  const query = new URLSearchParams(location.search);
  const theme = query.get('theme');
  if (theme) document.documentElement.dataset['theme'] = theme;
  await show(query.get('story') ?? '');
}

async function show(path: string): Promise<void> {
  const [room = '', name = ''] = path.split('/');
  const story = (await rooms[`./stories/${room}.tsx`]?.())?.stories[name];
  const root = document.getElementById('app');
  if (!story || !root) throw new Error(`no story: ${path}`);

  render(null, root);
  const shell = createFakeShell();
  const backend = createFakeBackend(story.script, story.overview);
  story.before?.(backend, shell);
  setTranslator(shell.translate);
  const store = createStore(backend, shell.now);
  window.__story = { backend, shell, store };
  render(<AppContext.Provider value={{ store, shell }}>{story.render(store)}</AppContext.Provider>, root);
}

async function names(): Promise<string[]> {
  const all = Object.entries(rooms).map(async ([file, load]) => {
    const room = file.replace(/^.*\/|\.tsx$/g, '');
    return Object.keys((await load()).stories).map((name) => `${room}/${name}`);
  });
  return (await Promise.all(all)).flat();
}

window.allStories = { names, show };
await mount();
