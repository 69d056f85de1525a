import {
  PLAIN_SPELLING,
  type ConversationScript,
  type Item,
  type Message,
  type Role,
  type ScriptedRun,
  type Session,
  type Spelling,
} from '../script.ts';
import { uuidFrom } from '../seed.ts';

/** One line of dialogue. */
export interface Line {
  role: Role;
  content: string;
}

/** A statement: its text alone, or with what else is known about it. */
type Statement = string | (Partial<Omit<Item, 'content' | 'evidence'>> & { content: string });

/** A conversation written for the emulator: all times count back from its start. */
export interface Story {
  id: string;
  title: string;
  user: string;
  sessions: {
    minutesAgo: number;
    topic: string;
    summary: string;
    openQuestions?: string[];
    lines: Line[];
    facts: Statement[];
    decisions?: Statement[];
    preferences?: Statement[];
  }[];
  runs: (Omit<ScriptedRun, 'startedAt'> & { minutesAgo: number })[];
  spelling?: Partial<Spelling>;
}

const MINUTE_MS = 60_000;
/** People answer each other about this fast. */
const LINE_GAP_MS = 35_000;

export function user(content: string): Line {
  return { role: 'user', content };
}

export function assistant(content: string): Line {
  return { role: 'assistant', content };
}

/** Dates a story so that it ended a little before `now`. */
export function datedScript(story: Story, now: number): ConversationScript {
  return {
    id: story.id,
    title: story.title,
    userId: story.user.toLowerCase(),
    sessions: story.sessions.map((session, index) => datedSession(story, index, now - session.minutesAgo * MINUTE_MS)),
    runs: story.runs.map(({ minutesAgo, ...run }) => ({ ...run, startedAt: now - minutesAgo * MINUTE_MS })),
    spelling: { ...PLAIN_SPELLING, ...story.spelling },
  };
}

function datedSession(story: Story, index: number, startedAt: number): Session {
  const written = story.sessions[index];
  if (written === undefined) throw new RangeError(`${story.title} has no session ${index + 1}`);
  const messages = written.lines.map((line, at): Message => ({
    messageId: uuidFrom(`${story.id} ${index} ${at}`),
    role: line.role,
    speaker: line.role === 'user' ? story.user : null,
    content: line.content,
    timestamp: startedAt + at * LINE_GAP_MS,
  }));
  return {
    startedAt,
    topic: written.topic,
    summary: written.summary,
    openQuestions: written.openQuestions ?? [],
    messages,
    facts: written.facts.map(toItem),
    decisions: (written.decisions ?? []).map(toItem),
    preferences: (written.preferences ?? []).map(toItem),
  };
}

function toItem(statement: Statement): Item {
  const plain: Item = { content: '', confidence: 0.9, subject: null, supersededIn: null, evidence: [] };
  return typeof statement === 'string' ? { ...plain, content: statement } : { ...plain, ...statement };
}
