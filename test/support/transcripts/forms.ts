/** The exchange as Synap, archives and logs have it. */
import { ALL, ASKED, AT, ANSWERED, CONVERSATION, OTHER, plain, type Sample } from './exchange.ts';
import { MODEL_SAMPLES } from './model-forms.ts';

export const SAMPLES: readonly Sample[] = [
  ...MODEL_SAMPLES,
  {
    name: 'a body of /v1/conversations/messages',
    form: 'synap-message',
    data: { conversation_id: CONVERSATION, role: 'user', content: ASKED, user_id: 'ann', customer_id: 'acme' },
    said: [['user', ASKED]],
  },
  {
    name: 'a body of …/messages/batch',
    form: 'synap-batch',
    data: { conversation_id: CONVERSATION, messages: plain },
  },
  {
    name: 'a batch in which each message says whose it is',
    form: 'synap-batch',
    data: {
      messages: [
        ...plain.map((message) => ({ ...message, conversation_id: CONVERSATION })),
        { role: 'user', content: 'Somewhere else', conversation_id: OTHER },
      ],
    },
    leftOut: { 'other-conversation': 1 },
  },
  {
    name: 'a body of …/ingest',
    form: 'synap-ingest',
    data: { external_conversation_id: CONVERSATION, messages: plain },
  },
  {
    name: 'a body of …/ingest with a transcript as text',
    form: 'synap-ingest',
    data: { conversation_id: CONVERSATION, transcript: ALL.map(([role, text]) => `${role}: ${text}`).join('\n') },
  },
  {
    name: 'a context for prompt',
    form: 'synap-prompt',
    data: {
      conversation_id: CONVERSATION,
      formatted_context: 'Summary …',
      available: true,
      recent_messages: plain.map((message, at) => ({ ...message, timestamp: AT, message_id: `m${at}` })),
      recent_message_count: 3,
    },
  },
  {
    name: 'the envelope of a context for prompt',
    form: 'synap-prompt',
    data: { conversation_id: CONVERSATION, context_for_prompt: { recent_messages: plain } },
  },
  {
    name: 'an answer of /v1/context/user/fetch',
    form: 'synap-context',
    data: { conversation_context: { conversation_id: CONVERSATION, summary: 'x', recent_turns: plain } },
  },
  {
    name: 'turns that hold both sides',
    form: 'synap-context',
    data: {
      conversation_context: {
        conversation_id: CONVERSATION,
        recent_turns: [{ user_message: ASKED, assistant_message: ANSWERED }, plain[2]],
      },
    },
  },
  {
    name: 'the archive form',
    form: 'archive',
    data: {
      conversation_id: CONVERSATION,
      messages: plain.map((message, at) => ({
        ...message,
        message_id: `m${at}`,
        speaker: message.role === 'user' ? 'Ann' : 'Shop',
        timestamp: AT,
        ref: `D1:${at}`,
      })),
      sessions: [],
    },
  },
  { name: 'a bare list of messages', form: 'messages', data: plain, id: null },
  {
    name: 'a list of requests, of which each repeats what was said before',
    form: 'openai-chat',
    data: [1, 2, 3].map((count) => ({
      model: 'gpt-5',
      conversation_id: CONVERSATION,
      messages: plain.slice(0, count),
    })),
  },
  {
    name: 'lines of an agent’s log',
    form: 'messages',
    data: ALL.map(([role, content], at) => ({
      type: role,
      uuid: `u${at}`,
      timestamp: AT,
      sessionId: CONVERSATION,
      message: { role, content: role === 'user' ? content : [{ type: 'text', text: content }] },
    })),
  },
  {
    name: 'pairs of who said what',
    form: 'messages',
    data: ALL.map(([role, value]) => ({ from: role === 'user' ? 'human' : 'gpt', value })),
    id: null,
  },
];
