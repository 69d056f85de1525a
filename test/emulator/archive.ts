import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { conversationId } from './api/call.ts';
import { firstSentence } from './first-sentence.ts';
import { kindOf } from './material.ts';
import {
  PLAIN_SPELLING,
  type ConversationScript,
  type Item,
  type Message,
  type ScriptedRun,
  type Session,
} from './script.ts';

const time = v.pipe(
  v.string(),
  v.check((iso) => !Number.isNaN(Date.parse(iso)), 'not an ISO time'),
  v.transform((iso) => Date.parse(iso)),
);
const archiveSchema = v.object({
  conversation_id: conversationId,
  user_id: v.nullish(v.string()),
  messages: v.pipe(
    v.array(
      v.object({
        message_id: v.string(),
        role: v.picklist(['user', 'assistant', 'system', 'tool']),
        speaker: v.nullish(v.string()),
        content: v.string(),
        timestamp: time,
        ref: v.nullish(v.string()),
      }),
    ),
    v.minLength(1),
  ),
  sessions: v.pipe(
    v.array(
      v.object({
        session: v.number(),
        started_at: time,
        message_count: v.pipe(v.number(), v.integer(), v.minValue(0)),
        summary: v.string(),
        facts: v.array(
          v.object({
            content: v.string(),
            subject: v.nullish(v.string()),
            source_evidence: v.exactOptional(v.array(v.string()), []),
          }),
        ),
      }),
    ),
    v.minLength(1),
  ),
});
type Archive = v.InferOutput<typeof archiveSchema>;

const MINUTE_MS = 60_000;
/** So many sessions stay outside the latest version, so that there are recent messages. */
const UNCOVERED_SESSIONS = 3;

/** Reads every `*.json` of a folder, or of its `conversations` folder. Throws with the file and the reason. */
export function readArchives(folder: string): Archive[] {
  if (!existsSync(folder)) throw new Error(`no such folder: ${folder}`);
  const inner = join(folder, 'conversations');
  const place = existsSync(inner) ? inner : folder;
  const files = readdirSync(place)
    .filter((name) => name.endsWith('.json'))
    .sort();
  if (files.length === 0) throw new Error(`no archives (*.json) in ${basename(place)}`);
  const archives = files.map((name) => readArchive(join(place, name)));
  const ids = new Set(archives.map(({ conversation_id: id }) => id));
  if (ids.size !== archives.length) throw new Error('two archives have the same conversation_id');
  return archives;
}

function readArchive(path: string): Archive {
  const parsed = v.safeParse(archiveSchema, parseFile(path));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(`${basename(path)}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
  }
  const archive = parsed.output;
  const counted = archive.sessions.reduce((sum, session) => sum + session.message_count, 0);
  if (counted === archive.messages.length) return archive;
  throw new Error(
    `${basename(path)}: sessions: they count ${counted} messages, the file holds ${archive.messages.length}`,
  );
}

function parseFile(path: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return value;
  } catch (error) {
    throw new Error(`${basename(path)}: ${error instanceof Error ? error.message : 'unreadable'}`, { cause: error });
  }
}

/**
 * An archive as a conversation with up to three versions: the first third of its sessions, two thirds, and all but
 * the last few. The messages keep their own times; the runs happened shortly before `now`.
 */
export function archiveScript(archive: Archive, index: number, now: number): ConversationScript {
  const idsByRef = new Map(archive.messages.map(({ ref, message_id: id }) => [ref ?? id, id]));
  let next = 0;
  const sessions = archive.sessions.map((session): Session => {
    const messages = archive.messages.slice(next, next + session.message_count).map(toMessage);
    next += session.message_count;
    const items = session.facts.map((fact) => toItem(fact, idsByRef));
    const ofKind = (kind: string): Item[] => items.filter(({ content }) => kindOf(content) === kind);
    return {
      startedAt: session.started_at,
      topic: firstSentence(session.summary, 100),
      summary: session.summary,
      openQuestions: [],
      messages,
      facts: ofKind('fact'),
      decisions: ofKind('decision'),
      preferences: ofKind('preference'),
    };
  });
  return {
    id: archive.conversation_id,
    title: titleOf(archive),
    userId: archive.user_id ?? null,
    sessions,
    runs: runsOver(sessions.length, index, now),
    spelling: PLAIN_SPELLING,
  };
}

function runsOver(sessions: number, index: number, now: number): ScriptedRun[] {
  const last = Math.max(1, sessions - UNCOVERED_SESSIONS);
  const cuts = [...new Set([Math.ceil(sessions / 3), Math.ceil((2 * sessions) / 3), last])].filter(
    (cut) => cut <= last,
  );
  const minutesAgo = [3 * 24 * 60, 26 * 60, 2 + index * 7];
  return cuts.map((cut, at) => ({
    sessions: cut,
    strategy: 'balanced',
    startedAt: now - (minutesAgo[at] ?? 1) * MINUTE_MS,
    seconds: 6 + at * 3,
    outcome: 'completed',
    keepAll: true,
  }));
}

function titleOf({ messages }: Archive): string {
  const speakers = [...new Set(messages.map(({ speaker, role }) => speaker ?? role))];
  return speakers.slice(0, 3).join(' and ');
}

function toMessage(message: Archive['messages'][number]): Message {
  const { message_id: messageId, role, speaker, content, timestamp } = message;
  return { messageId, role, speaker: speaker ?? null, content, timestamp };
}

function toItem(fact: Archive['sessions'][number]['facts'][number], idsByRef: ReadonlyMap<string, string>): Item {
  return {
    content: fact.content,
    confidence: fact.source_evidence.length > 1 ? 0.95 : 0.85,
    subject: fact.subject ?? null,
    supersededIn: null,
    evidence: fact.source_evidence.map((ref) => idsByRef.get(ref) ?? ref),
  };
}
