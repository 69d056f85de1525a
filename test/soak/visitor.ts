import { STATUS, type Part } from '../../src/core/conversation/part.ts';
import type { WatchRecord } from '../../src/background/watch/watch-record.ts';
import { PROMPT_STYLES, SUMMARY_FORMATS, type ConversationId } from '../../src/core/conversation/conversation.ts';
import type { Outcome } from '../../src/core/errors.ts';
import type { Surface } from '../../src/protocol/events.ts';
import type { Browser } from './browser.ts';
import type { Cloud } from './cloud.ts';
import type { Dice } from '../support/random.ts';

const MAX_VIEWS = 3;
const MAX_IN_VIEW = 50;
const SURFACES: readonly [Surface, ...Surface[]] = ['panel', 'panel', 'popup', 'inspector', 'options'];
const MODES = ['cached', 'fresh', 'peek'] as const;
const PRIORITIES = ['user', 'automatic'] as const;
type Click = () => Promise<Outcome<unknown>>;

interface VisitorParts {
  browser: Browser;
  clouds: readonly Cloud[];
  dice: Dice;
  /** Called with every answer that the worker gives. */
  heard(outcome: Outcome<unknown>): void;
}

/** The user: opens views, looks around, asks, closes them. */
export function createVisitor(parts: VisitorParts) {
  const { browser, clouds, dice, heard } = parts;
  return {
    act: (watches: readonly WatchRecord[]) => {
      moveViews(parts, watches);
      const shown = dice.some(browser.views())?.ids ?? [];
      const id = dice.some(shown);
      if (id !== undefined && dice.chance(0.3)) void click(parts, id).then(heard);
      if (dice.chance(0.002)) void browser.ask('clear-cache', {}).then(heard);
      const cloud = dice.some(clouds);
      if (cloud === undefined || !dice.chance(0.0005)) return;
      void browser
        .ask('set-key', { profileId: cloud.profileId, key: cloud.key, remember: dice.chance(0.5) })
        .then(heard);
    },
    /** What ended or gave up makes way for what nobody has asked for yet: there are always so many. */
    keepWatching: async (most: number) => {
      const watches = await browser.watches();
      for (const { conversationId, profileId } of watches.filter(({ nextAt }) => nextAt === null)) {
        // The others are left for the table to let go.
        if (!dice.chance(0.5)) continue;
        await browser.ask('choose-profile', { profileId, demo: false });
        await browser.ask('unwatch', { conversationId });
      }
      const open = watches.filter(({ nextAt, starred }) => nextAt !== null && starred);
      for (let missing = most - open.length; missing > 0; missing -= 1) {
        const cloud = dice.some(clouds);
        if (cloud === undefined) return;
        await browser.ask('choose-profile', { profileId: cloud.profileId, demo: false });
        await browser.ask('watch', {
          conversationId: cloud.newConversation(),
          label: dice.chance(0.5) ? null : 'label',
        });
      }
    },
  };
}

function moveViews({ browser, dice }: VisitorParts, watches: readonly WatchRecord[]): void {
  const ids = () => {
    const first = dice.between(0, watches.length);
    return watches.slice(first, first + dice.between(1, MAX_IN_VIEW)).map(({ conversationId }) => conversationId);
  };
  const open = browser.views();
  if (open.length < MAX_VIEWS && dice.chance(0.02)) browser.openView(dice.pick(SURFACES), ids());
  for (const view of open) {
    if (dice.chance(0.02)) browser.closeView(view);
    else if (dice.chance(0.1)) browser.changeView(view, { ids: ids() });
    else if (dice.chance(0.05)) browser.changeView(view, { visible: !view.visible });
  }
}

function click({ browser, dice }: VisitorParts, conversationId: ConversationId): Promise<Outcome<unknown>> {
  const read = { conversationId, mode: dice.pick(MODES), priority: dice.pick(PRIORITIES) };
  const ask = (part: Part) => browser.ask('read', { ...read, part });
  const clicks: readonly [Click, ...Click[]] = [
    () => ask(STATUS),
    () => ask(STATUS),
    () => ask({ kind: 'summary', format: dice.pick(SUMMARY_FORMATS), version: dice.chance(0.2) ? 1 : null }),
    () => ask({ kind: 'prompt', style: dice.pick(PROMPT_STYLES) }),
    async () => {
      const overview = await browser.ask('overview', {});
      const profileId = overview.ok ? overview.value.activeProfileId : '';
      return browser.ask('compact', { profileId, conversationId, strategy: null, targetTokens: null, force: true });
    },
    () => browser.ask('balance', {}),
    () => browser.ask('requests', { conversationId }),
    () => browser.ask('overview', {}),
    () => browser.ask('unwatch', { conversationId }),
    () => browser.ask('watch', { conversationId, label: `label ${dice.hex(4)}` }),
  ];
  return dice.pick(clicks)();
}
