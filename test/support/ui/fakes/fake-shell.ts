import type { Shell } from '../../../../src/protocol/backend.ts';
import type { ManualClock } from '../../manual-clock.ts';
import { translate as english } from './translate.ts';

export interface FakeShell extends Shell {
  copies: string[];
  downloads: { fileName: string; text: string; type: string }[];
  links: string[];
  fullViews: (string | null)[];
  optionsOpened: number;
  originsAsked: string[];
  /** Whether `requestOrigin` is granted. */
  grant: boolean;
  /** Moves the story's clock. */
  advance(ms: number): void;
}

/** A shell that records what it is asked to do. */
export function createFakeShell(clock: ManualClock, translate: Shell['translate'] = english): FakeShell {
  const shell: FakeShell = {
    copies: [],
    downloads: [],
    links: [],
    fullViews: [],
    optionsOpened: 0,
    originsAsked: [],
    grant: true,
    translate,
    copy: async (text) => {
      shell.copies.push(text);
      return true;
    },
    download: (fileName, text, type) => void shell.downloads.push({ fileName, text, type }),
    openFullView: (id) => void shell.fullViews.push(id),
    openOptions: () => {
      shell.optionsOpened += 1;
    },
    openLink: (url) => void shell.links.push(url),
    requestOrigin: async (origin) => {
      shell.originsAsked.push(origin);
      return shell.grant;
    },
    canAskForOrigin: true,
    extensionsPage: 'chrome://extensions',
    takeKey: (event) => {
      event.preventDefault();
      event.stopPropagation();
    },
    now: clock.now,
    advance: clock.advance,
  };
  return shell;
}
