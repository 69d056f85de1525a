import { firstSentence } from './first-sentence.ts';
import type { Item, Message, Session } from './script.ts';

/** What a summary of the first `coveredMessages` messages may draw from. */
export interface Material {
  facts: Item[];
  decisions: Item[];
  preferences: Item[];
  /** One per session, oldest first. */
  narrative: string[];
  messages: Message[];
  topic: string;
  openQuestions: string[];
}

export type ItemKind = 'fact' | 'decision' | 'preference';

const PREFERENCE = /\b(prefers?|favou?rites?|likes?|loves?|enjoys?|hates?|dislikes?|wants? to|would rather|please)\b/i;
const DECISION = /\b(decided|decides|plans? to|planning to|intends to|agreed|chose|chosen|promised|signed up)\b/i;

/** A simple and honest rule: the first matching word decides, and what matches none is a fact. */
export function kindOf(content: string): ItemKind {
  if (DECISION.test(content)) return 'decision';
  return PREFERENCE.test(content) ? 'preference' : 'fact';
}

/** Gathers what the sessions inside the cut-off say, without what a later session overtook. */
export function gatherMaterial(sessions: readonly Session[], coveredMessages: number): Material {
  const covered = sessionsWithin(sessions, coveredMessages);
  const current = (items: Item[]): Item[] =>
    items.filter(({ supersededIn }) => supersededIn === null || supersededIn > covered.length);
  return {
    facts: covered.flatMap(({ facts }) => current(facts)),
    decisions: covered.flatMap(({ decisions }) => current(decisions)),
    preferences: covered.flatMap(({ preferences }) => current(preferences)),
    narrative: covered.map(({ summary }) => summary).filter((summary) => summary !== ''),
    messages: covered.flatMap(({ messages }) => messages),
    topic: covered.at(-1)?.topic ?? '',
    openQuestions: covered.flatMap(({ openQuestions }) => openQuestions).slice(-3),
  };
}

/** Whole sessions while they fit, then the part of the next one that does. */
function sessionsWithin(sessions: readonly Session[], coveredMessages: number): Session[] {
  const within: Session[] = [];
  let left = coveredMessages;
  for (const session of sessions) {
    if (left <= 0) break;
    const whole = session.messages.length <= left;
    within.push(whole ? session : { ...session, messages: session.messages.slice(0, left) });
    left -= session.messages.length;
  }
  return within;
}

/**
 * A session for messages that came in while the emulator ran. Nobody annotated them, so the first sentence of what
 * each user said counts as a statement.
 */
export function sessionFromMessages(messages: Message[]): Session {
  const statements = messages.filter(({ role }) => role === 'user').map((message) => statementFrom(message));
  const last = messages.at(-1);
  const ofKind = (kind: ItemKind): Item[] => statements.filter(({ content }) => kindOf(content) === kind);
  return {
    startedAt: messages[0]?.timestamp ?? 0,
    topic: last === undefined ? '' : firstSentence(last.content, 60),
    summary:
      last === undefined
        ? ''
        : `${messages.length} more messages followed, the last one: ${firstSentence(last.content, 120)}`,
    openQuestions: [],
    messages,
    facts: ofKind('fact'),
    decisions: ofKind('decision'),
    preferences: ofKind('preference'),
  };
}

function statementFrom(message: Message): Item {
  return {
    content: firstSentence(message.content, 160),
    confidence: 'inferred',
    subject: message.speaker,
    supersededIn: null,
    evidence: [message.messageId],
  };
}
