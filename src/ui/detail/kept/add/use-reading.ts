import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConversationId } from '../../../../core/conversation/conversation.ts';
import { readTranscript, type TranscriptReading } from '../../../../core/transcript/read-transcript.ts';
import { runSlices } from '../../../model/run-slices.ts';
import type { ReadingProblem } from './problem-texts.ts';

/** Whole files are held in memory while they are read. */
const MAX_FILE_BYTES = 50_000_000;

export type Reading =
  | { at: 'rest' }
  | { at: 'reading' }
  | { at: 'read'; preview: Extract<TranscriptReading, { ok: true }>['preview'] }
  | { at: 'failed'; problem: ReadingProblem };

interface UseReading {
  reading: Reading;
  /** Reads a text in the place of the last one. */
  readText(text: string): void;
  readFile(file: File): void;
}

/** Reads one transcript at a time, while the view goes on answering. */
export function useReading(id: ConversationId): UseReading {
  const [reading, setReading] = useState<Reading>({ at: 'rest' });
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);
  const begin = () => {
    current.current?.abort();
    const mine = new AbortController();
    current.current = mine;
    return mine.signal;
  };
  const read = async (text: string, signal: AbortSignal) => {
    const result = await runSlices(readTranscript(text, id), signal);
    if (result === null || signal.aborted) return;
    setReading(result.ok ? { at: 'read', preview: result.preview } : { at: 'failed', problem: result.problem });
  };
  const fail = (kind: 'too-large' | 'unreadable') =>
    setReading({ at: 'failed', problem: { kind, line: null, path: null } });
  return {
    reading,
    readText: (text) => {
      const signal = begin();
      if (text.trim() === '') return setReading({ at: 'rest' });
      setReading({ at: 'reading' });
      void read(text, signal);
      return undefined;
    },
    readFile: (file) => {
      const signal = begin();
      if (file.size > MAX_FILE_BYTES) return fail('too-large');
      setReading({ at: 'reading' });
      void textOf(file).then(
        (text) => read(text, signal),
        () => signal.aborted || fail('unreadable'),
      );
      return undefined;
    },
  };
}

/** Some programs of Windows write UTF-16. */
async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff && 'utf-16be';
  return encoding ? new TextDecoder(encoding).decode(await file.arrayBuffer()) : file.text();
}
