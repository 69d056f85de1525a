/** The exchange as the requests of models and frameworks, and their exports, have it. */
import { ANSWERED, ASKED, CONVERSATION, plain, THANKED, type Sample } from './exchange.ts';

const system = { role: 'system', content: 'You are the assistant of a shop.' };
const search = { name: 'get_order', arguments: '{"id":4471}' };

export const MODEL_SAMPLES: readonly Sample[] = [
  {
    name: 'a chat request of OpenAI',
    form: 'openai-chat',
    data: {
      model: 'gpt-5',
      messages: [
        system,
        plain[0],
        { role: 'assistant', content: null, tool_calls: [{ id: 'call_1', type: 'function', function: search }] },
        { role: 'tool', tool_call_id: 'call_1', content: '{"state":"open"}' },
        plain[1],
        {
          role: 'user',
          content: [
            { type: 'text', text: THANKED },
            { type: 'image_url', image_url: { url: 'x' } },
          ],
        },
      ],
      metadata: { conversation_id: CONVERSATION },
    },
    leftOut: { instructions: 1, tools: 2 },
  },
  {
    name: 'a request to OpenAI’s responses',
    form: 'openai-responses',
    data: {
      model: 'gpt-5',
      instructions: 'Be brief.',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: ASKED }] },
        { type: 'reasoning', id: 'rs_1', summary: [] },
        { type: 'function_call', call_id: 'c1', ...search },
        { type: 'function_call_output', call_id: 'c1', output: '{"state":"open"}' },
        { type: 'message', id: 'msg_1', role: 'assistant', content: [{ type: 'output_text', text: ANSWERED }] },
        { role: 'user', content: THANKED },
      ],
      metadata: { thread_id: CONVERSATION },
    },
    leftOut: { instructions: 1, tools: 3 },
  },
  {
    name: 'a request to OpenAI’s responses with a text alone',
    form: 'openai-responses',
    data: { model: 'gpt-5', input: ASKED },
    id: null,
    said: [['user', ASKED]],
  },
  {
    name: 'a request to Anthropic',
    form: 'anthropic',
    data: {
      model: 'claude-sonnet-5',
      max_tokens: 1024,
      system: [{ type: 'text', text: 'You are the assistant of a shop.' }],
      messages: [
        { role: 'user', content: ASKED },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'The order …', signature: 'x' },
            { type: 'tool_use', id: 't1', name: 'get_order', input: { id: 4471 } },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: 'open' }] },
        { role: 'assistant', content: [{ type: 'text', text: ANSWERED }] },
        { role: 'user', content: THANKED },
      ],
      metadata: { session_id: CONVERSATION },
    },
    leftOut: { instructions: 1, tools: 2 },
  },
  {
    name: 'a request of Vercel’s AI SDK',
    form: 'vercel-ai',
    data: {
      id: CONVERSATION,
      trigger: 'submit-message',
      messages: [
        { id: 'aB3xYz', role: 'user', parts: [{ type: 'text', text: ASKED }] },
        {
          id: 'cD4wVu',
          role: 'assistant',
          parts: [
            { type: 'step-start' },
            { type: 'tool-getOrder', toolCallId: 't1', state: 'output-available', input: { id: 4471 }, output: 'open' },
            { type: 'text', text: ANSWERED, state: 'done' },
          ],
        },
        { id: 'eF5tSr', role: 'user', parts: [{ type: 'text', text: THANKED }] },
      ],
    },
  },
  {
    name: 'messages that LangChain serialised',
    form: 'langchain',
    data: {
      input: {
        messages: [
          ['SystemMessage', 'You are the assistant of a shop.'],
          ['HumanMessage', ASKED],
          ['AIMessage', ANSWERED],
          ['HumanMessage', THANKED],
        ].map(([name, content]) => ({
          lc: 1,
          type: 'constructor',
          id: ['langchain_core', 'messages', name],
          kwargs: { content, additional_kwargs: {}, response_metadata: {} },
        })),
      },
      config: { configurable: { thread_id: CONVERSATION } },
    },
    leftOut: { instructions: 1 },
  },
  {
    name: 'messages of LangChain as dicts',
    form: 'langchain',
    data: {
      session_id: CONVERSATION,
      messages: [
        { type: 'human', data: { content: ASKED, type: 'human', id: 'h1' } },
        { type: 'ai', data: { content: ANSWERED, type: 'ai', id: 'a1' } },
        { type: 'human', data: { content: THANKED, type: 'human' } },
      ],
    },
  },
  {
    name: 'messages of LangGraph',
    form: 'langchain',
    data: {
      thread_id: CONVERSATION,
      values: {
        messages: [
          { type: 'human', content: ASKED, id: 'h1' },
          { type: 'ai', content: '', tool_calls: [{ name: 'get_order', args: { id: 4471 }, id: 't1' }] },
          { type: 'tool', content: 'open', tool_call_id: 't1' },
          { type: 'ai', content: ANSWERED, id: 'a1' },
          { type: 'human', content: THANKED, id: 'h2' },
        ],
      },
    },
    leftOut: { tools: 2 },
  },
  {
    name: 'contents of Gemini',
    form: 'gemini',
    data: {
      systemInstruction: { parts: [{ text: 'You are the assistant of a shop.' }] },
      contents: [
        { role: 'user', parts: [{ text: ASKED }] },
        { role: 'model', parts: [{ functionCall: { name: 'get_order', args: { id: 4471 } } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'get_order', response: { state: 'open' } } }] },
        { role: 'model', parts: [{ text: ANSWERED }] },
        { role: 'user', parts: [{ text: THANKED }] },
      ],
    },
    id: null,
    leftOut: { instructions: 1, tools: 2 },
  },
  {
    name: 'a conversation that ChatGPT exported',
    form: 'chatgpt-export',
    data: [
      {
        title: 'Order',
        conversation_id: CONVERSATION,
        current_node: 'n3',
        mapping: {
          root: { id: 'root', message: null, parent: null, children: ['n1', 'n1-old'] },
          'n1-old': {
            id: 'n1-old',
            message: {
              id: 'x',
              author: { role: 'user' },
              content: { content_type: 'text', parts: ['Before I edited it'] },
            },
            parent: 'root',
            children: [],
          },
          n1: {
            id: 'n1',
            message: {
              id: 'n1',
              author: { role: 'user' },
              create_time: 1_783_000_000.25,
              content: { content_type: 'text', parts: [ASKED] },
            },
            parent: 'root',
            children: ['n2'],
          },
          n2: {
            id: 'n2',
            message: { id: 'n2', author: { role: 'assistant' }, content: { content_type: 'text', parts: [ANSWERED] } },
            parent: 'n1',
            children: ['n3'],
          },
          n3: {
            id: 'n3',
            message: { id: 'n3', author: { role: 'user' }, content: { content_type: 'text', parts: [THANKED] } },
            parent: 'n2',
            children: [],
          },
        },
      },
    ],
  },
];
