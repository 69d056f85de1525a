/**
 * The weight of the words around an id. The last known word decides, as in English: a `conversation_message_id` is a
 * message's, a `message_thread_id` a thread's. Plurals and a trailing `id` (`chatId`, `chatid`, `chat_ids`) need no
 * entry of their own.
 */

const TABLE: readonly [weight: number, words: string][] = [
  // Names that apps give to conversations.
  [50, 'conversation conversational convo conv conversacion konversation thread chat dialog dialogue discussion'],
  [
    50,
    'gesprach unterhaltung conversazione conversa hilo 会話 対話 スレッド チャット 对话 对話 對話 会话 會話 聊天 대화 채팅',
  ],
  // Path segments: chatgpt.com/c/…, claude.ai/chat/…, /t/… of forums and agents.
  [50, '/c/ /t/'],
  // Used by agent frameworks, but also by analytics, hence a little less.
  [40, 'session sitzung sesion sessione sessao セッション 세션'],
  // Possibly conversations: worth a click, not an automatic request.
  [12, 'ticket room channel inbox transcript interaction meeting call'],
  // Build artefacts and their metadata.
  [-60, 'js mjs cjs css map wasm png jpg jpeg gif svg webp avif ico bmp woff ttf otf eot mp3 mp4 webm wav ogg mov'],
  [-60, 'pdf zip gz csv docx xlsx pptx'],
  [-60, 'asset static chunk bundle build deploy deployment release version revision commit hash integrity nonce src'],
  [-60, 'srcset poster style stylesheet font icon sprite blob'],
  // One step of a conversation, or of the traffic about it.
  [-60, 'bubble utterance nachricht mensaje mensagem messaggio メッセージ 消息 訊息 메시지'],
  [-60, 'message msg turn post comment reply answer question prompt completion run step part block mapping'],
  [-60, 'parent child children reaction feedback vote tool memory fact summary compaction checkpoint'],
  [-60, 'request req response trace span correlation transaction operation job task queue event log cache delta'],
  [-60, 'idempotency etag csrf xsrf token auth login oauth signature challenge state'],
  // People, accounts and places.
  [-60, 'user usr member person people author owner creator assignee customer client account profile visitor'],
  [
    -60,
    'participant recipient sender receiver nutzer benutzer kunde usuario cliente ユーザー 顧客 用户 客户 사용자 고객',
  ],
  [-60, 'anonymous device browser installation install org organization organisation tenant team group workspace'],
  [-60, 'project folder instance integration webhook agent bot assistant model gizmo persona dataset environment env'],
  // Files, orders and other objects.
  [-60, 'file image img picture photo avatar media video audio attachment upload download document doc'],
  [-60, 'order invoice payment subscription plan product sku cart coupon campaign experiment variant flag'],
  [-60, 'tag category template theme setting auftrag bestellung anfrage pedido solicitud 注文 订单 请求 주문 요청'],
  [-60, 'ad tracking pixel analytics metric sentry'],
  // Weak evidence: code and hidden fields hold anything.
  [-12, 'script hidden'],
];

const WORD_WEIGHTS: ReadonlyMap<string, number> = new Map(
  TABLE.flatMap(([weight, words]) => words.split(' ').map((word): [string, number] => [unaccented(word), weight])),
);

/** The weight of the last known word of a place such as `data-conversation-id` or `/chat/`; null when none is known. */
export function wordWeight(where: string): number | null {
  const words =
    unaccented(where.replace(/([a-z0-9])([A-Z])/g, '$1 $2'))
      .toLowerCase()
      .match(/\/[a-z]\/|\p{L}+/gu) ?? [];
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const weight = oneWord(words[at] ?? '');
    if (weight !== null) return weight;
  }
  return null;
}

/** Names of at least this weight are those of conversations. */
const CONVERSATION_FROM = 40;

/** True for `conversation_id`, `threadId`, `Mcp-Session-Id`, and false for `message_id`. */
export function namesConversation(name: string): boolean {
  return (wordWeight(name) ?? 0) >= CONVERSATION_FROM;
}

/** The name unchanged if it contains a known word, else '': other words would be noise in a list. */
export function tellingName(name: string): string {
  return wordWeight(name) === null ? '' : name;
}

/** As people also type it: `conversación` is `conversacion`. */
function unaccented(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : text.normalize('NFD').replace(/\p{M}+/gu, '');
}

function oneWord(word: string): number | null {
  const stem = word.replace(/(?:uu|gu)?ids?$/, '');
  for (const form of [word, singular(word), stem, singular(stem)]) {
    const weight = WORD_WEIGHTS.get(form);
    if (weight !== undefined) return weight;
  }
  return null;
}

function singular(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : word;
}
