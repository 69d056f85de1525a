import type { ConversationId } from '../../core/conversation/conversation.ts';
import { pythonQuote, scriptQuote } from './code-quotes.ts';

/** Pinned statements as a test of the user's own, which asks Synap's SDK and fails when the summary lost one. */
export interface Guard {
  conversationId: ConversationId;
  statements: readonly string[];
}

/** For pytest; it also runs without, as it imports nothing of it. */
export function asPytest({ conversationId, statements }: Guard): string {
  return `"""Fails when Synap's latest summary of a conversation has lost a statement that must stay in it.

    pip install maximem-synap pytest
    SYNAP_API_KEY=... pytest test_must_keep.py
"""
import asyncio
import os
import re
import unicodedata

from maximem_synap import MaximemSynapSDK

CONVERSATION_ID = ${pythonQuote(conversationId)}

MUST_KEEP = [
${statements.map((statement) => `    ${pythonQuote(statement)},`).join('\n')}
]


def test_summary_keeps_what_it_must():
    lines = asyncio.run(lines_of_summary())
    lost = [statement for statement in MUST_KEEP if not any(says(line, statement) for line in lines)]
    assert lost == [], "The summary lost: " + " | ".join(lost)


def says(line, statement):
    """Compares words, not meaning: one line must hold every number of the statement and most of its words (60%)."""
    said, wanted = set(words_of(line)), words_of(statement)
    numbers = [word for word in wanted if any(sign.isdigit() for sign in word)]
    kept = [word for word in wanted if word in said]
    return all(number in said for number in numbers) and len(kept) >= 0.6 * len(wanted)


def words_of(text):
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"(?<=\\d)[.,](?=\\d{3}\\b)", "", text)  # 1,200 is 1200
    unspaced = r"\\u0e00-\\u0e7f\\u3040-\\u30ff\\u3400-\\u9fff"  # Thai, Japanese, Chinese: each letter is a word
    return re.findall(rf"[{unspaced}]|[^\\W_{unspaced}]+", text)


async def lines_of_summary():
    sdk = MaximemSynapSDK(api_key=os.environ["SYNAP_API_KEY"])
    await sdk.initialize()
    summary = await sdk.conversation.context.get_compacted(conversation_id=CONVERSATION_ID, format="structured")
    assert summary is not None, "Synap has no summary of this conversation yet."
    parts = [summary.facts, summary.decisions, summary.preferences, summary.current_state]
    return [line for part in parts for line in lines_in(part)] + (summary.compacted_context or "").splitlines()


def lines_in(part):
    """Items may be texts, or objects with a text in them."""
    if isinstance(part, dict):
        return [f"{key} {line}" for key, value in part.items() for line in lines_in(value)]
    if isinstance(part, (list, tuple)):
        return [line for value in part for line in lines_in(value)]
    text = getattr(part, "content", None) or getattr(part, "text", None) or part
    return [] if text is None else [str(text)]
`;
}

/** For Node's own test runner. */
export function asTypeScriptTest({ conversationId, statements }: Guard): string {
  return `/**
 * Fails when Synap's latest summary of a conversation has lost a statement that must stay in it.
 *
 *     npm install @maximem/synap-js-sdk
 *     SYNAP_API_KEY=... node --test must-keep.test.ts
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SynapClient } from '@maximem/synap-js-sdk';

const CONVERSATION_ID = ${scriptQuote(conversationId)};

const MUST_KEEP: string[] = [
${statements.map((statement) => `  ${scriptQuote(statement)},`).join('\n')}
];

test('the summary keeps what it must', async () => {
  const lines = await linesOfSummary();
  const lost = MUST_KEEP.filter((statement) => !lines.some((line) => says(line, statement)));
  assert.deepEqual(lost, [], \`The summary lost: \${lost.join(' | ')}\`);
});

/** Compares words, not meaning: one line must hold every number of the statement and most of its words (60%). */
function says(line: string, statement: string): boolean {
  const said = new Set(wordsOf(line));
  const wanted = wordsOf(statement);
  const numbers = wanted.filter((word) => /\\p{Nd}/u.test(word));
  const kept = wanted.filter((word) => said.has(word));
  return numbers.every((number) => said.has(number)) && kept.length >= 0.6 * wanted.length;
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase().replace(/(?<=\\d)[.,](?=\\d{3}\\b)/g, ''); // 1,200 is 1200
  // Thai, Japanese, Chinese: each letter is a word.
  const unspaced = '\\\\u0e00-\\\\u0e7f\\\\u3040-\\\\u30ff\\\\u3400-\\\\u9fff';
  return plain.match(new RegExp(\`[\${unspaced}]|(?:(?![\${unspaced}])[\\\\p{L}\\\\p{M}\\\\p{N}])+\`, 'gu')) ?? [];
}

async function linesOfSummary(): Promise<string[]> {
  const synap = new SynapClient({ apiKey: process.env['SYNAP_API_KEY'] });
  await synap.initialize();
  const summary = await synap.conversation.context.get_compacted({
    conversation_id: CONVERSATION_ID,
    format: 'structured',
  });
  assert.ok(summary, 'Synap has no summary of this conversation yet.');
  const { facts, decisions, preferences, current_state } = summary;
  const text = String(summary['compacted_context'] ?? summary['formatted_context'] ?? '');
  return [...[facts, decisions, preferences].flatMap(itemLines), ...stateLines(current_state), ...text.split('\\n')];
}

/** Items may be texts, or objects with a text in them. */
function itemLines(items: unknown): string[] {
  if (!Array.isArray(items)) return [];
  return items.map((item) => String(item?.content ?? item?.text ?? item));
}

function stateLines(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [String(value)];
  return Object.entries(value).flatMap(([key, inner]) => stateLines(inner).map((line) => \`\${key} \${line}\`));
}
`;
}
