import type { ComponentChild } from 'preact';
import type { Overview } from '../../../src/protocol/overview.ts';
import type { Store } from '../../../src/ui/model/store.ts';
import type { FakeBackend, Script } from './fakes/fake-backend.ts';
import type { LanguageName } from './fakes/languages.ts';
import type { FakeShell } from './fakes/fake-shell.ts';

/** One component in one situation. */
export interface Story {
  render: (store: Store) => ComponentChild;
  /** A function where the script keeps something: each showing begins anew. */
  script?: Script | (() => Script);
  overview?: Overview;
  /** Runs before the first render, for what no script can say. */
  before?: (backend: FakeBackend, shell: FakeShell) => void;
  /** Takes seconds to draw, and has nothing to see that a smaller story has not: left out where all are looked at. */
  isLarge?: boolean;
}

/** What each file of `stories/` exports as `stories`. */
export type Stories = Record<string, Story>;

/** `window.__story`: the test's hands inside the page. */
interface StoryHandle {
  backend: FakeBackend;
  shell: FakeShell;
  store: Store;
}

export type Theme = 'light' | 'dark';

/** `window.allStories`: for tests that go through all of them in one page. */
interface StoriesHandle {
  /** Of a room, but for the large ones, each as `room/name`. */
  names(room: string): Promise<string[]>;
  /**
   * Shows another story of the same room in the place of the last one. Does nothing where something of the last one
   * is left, and answers what: then only a new page will do.
   */
  renew(path: string, theme: Theme | null, language: LanguageName): Promise<string[]>;
  /** Runs a tool's script, which may change the page for good. */
  install(script: string): void;
}

declare global {
  interface Window {
    __story?: StoryHandle;
    allStories?: StoriesHandle;
  }
}
