import { STATUS } from '../../../src/core/conversation/part.ts';
import type { ConversationId } from '../../../src/core/conversation/conversation.ts';
import { createAutomaticLookups } from '../../../src/panel/discovery/automatic-lookups.ts';
import { createDriven, RULE, type Driven } from './driven.ts';

const MANY = 1_000;
const IN_VIEW = 25;
/** A user who looks around, and moves on before everything in view was looked up. */
const SCROLL_MS = 20_000;
const CLICK_MS = 47_000;

export interface LookedUp {
  refused: number;
  /** Of what the limit allows until the last answer. */
  share: number;
  clicksMs: number[];
  /** How many rows were answered that had gone out of view, from when others came into view until the first of them was. */
  before: number[];
  complaints: readonly string[];
}

/** A list of a thousand rows: what is in view is looked up as the panel does it, at the speed of the limit. */
export async function lookUpAll(seed: number): Promise<LookedUp> {
  const driven = await createDriven({ seed });
  const rows = createRows(driven);
  const clicksMs: number[] = [];
  const click = async () => {
    const askedAt = driven.clock.now();
    const id = driven.dice.some(rows.left());
    if (id === undefined) return;
    driven.clock.after(CLICK_MS + driven.dice.between(0, 1_000), () => void click());
    await rows.ask(id, 'user');
    clicksMs.push(driven.clock.now() - askedAt);
  };
  const before = scrollThrough(driven, rows);
  driven.clock.after(CLICK_MS, () => void click());
  // oxlint-disable-next-line no-await-in-loop -- the clock goes on step by step
  while (rows.answered() < MANY) await driven.clock.pass(1_000);
  const { requests, complaints } = driven;
  const allowed = RULE.burst + (RULE.perMinute * (requests.at(-1)?.atMs ?? 0)) / 60_000;
  const refused = requests.filter(({ status }) => status === 429).length;
  return { refused, share: requests.length / allowed, clicksMs, before, complaints };
}

type Rows = ReturnType<typeof createRows>;

function createRows({ cloud, browser }: Driven) {
  const ids = Array.from({ length: MANY }, () => cloud.newConversation());
  const asked = new Set<ConversationId>();
  let answered = 0;
  const listeners: ((id: ConversationId) => void)[] = [];
  const ask = async (conversationId: ConversationId, priority: 'automatic' | 'user') => {
    asked.add(conversationId);
    await browser.ask('read', { conversationId, part: STATUS, mode: 'cached', priority }, 'panel');
    answered += 1;
    if (priority === 'automatic') for (const heard of listeners) heard(conversationId);
  };
  return {
    ids,
    ask,
    answered: () => answered,
    isAsked: (id: ConversationId) => asked.has(id),
    left: () => ids.filter((id) => !asked.has(id)),
    onAnswer: (heard: (id: ConversationId) => void) => void listeners.push(heard),
  };
}

/** Goes to a random place of the list now and then, and when everything in view was asked for. */
function scrollThrough({ clock, dice }: Driven, rows: Rows): number[] {
  const before: number[] = [];
  let inView: readonly ConversationId[] = [];
  let others = 0;
  let isFirst = false;
  const lookups = createAutomaticLookups((id) => rows.ask(id, 'automatic'));
  const scroll = () => {
    const next = dice.some(rows.left());
    if (next === undefined) return;
    const from = rows.ids.indexOf(next);
    inView = rows.ids.slice(from, from + IN_VIEW);
    [others, isFirst] = [0, true];
    lookups.see(
      inView.map((id) => ({ id, likely: true, asked: rows.isAsked(id) })),
      true,
    );
  };
  const everySoOften = () => {
    scroll();
    clock.after(SCROLL_MS, everySoOften);
  };
  rows.onAnswer((id) => {
    if (isFirst && inView.includes(id)) {
      before.push(others);
      isFirst = false;
    } else others += 1;
    if (inView.every(rows.isAsked)) scroll();
  });
  everySoOften();
  return before;
}
