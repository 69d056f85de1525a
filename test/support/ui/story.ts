import type { ComponentChild } from 'preact';
import type { Overview } from '../../../src/protocol/overview.ts';
import type { Store } from '../../../src/ui/model/store.ts';
import type { FakeBackend, Script } from './fakes/fake-backend.ts';
import type { FakeShell } from './fakes/fake-shell.ts';

/** One component in one situation. */
export interface Story {
  render: (store: Store) => ComponentChild;
  script?: Script;
  overview?: Overview;
  /** Runs before the first render, for what no script can say. */
  before?: (backend: FakeBackend, shell: FakeShell) => void;
}

/** What each file of `stories/` exports as `stories`. */
export type Stories = Record<string, Story>;

/** `window.__story`: the test's hands inside the page. */
export interface StoryHandle {
  backend: FakeBackend;
  shell: FakeShell;
  store: Store;
}

/** `window.allStories`: for tests that go through all of them in one page. */
export interface StoriesHandle {
  /** Each as `room/name`. */
  names(): Promise<string[]>;
  /** Shows another story in the place of the last one. */
  show(path: string): Promise<void>;
}

declare global {
  interface Window {
    __story?: StoryHandle;
    allStories?: StoriesHandle;
  }
}
