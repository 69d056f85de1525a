/**
 * The weight of the words around an id. The last known word decides, as in English: a `conversation_message_id` is a
 * message's, a `message_thread_id` a thread's. Plurals and a trailing `id` (`chatId`, `chatid`, `chat_ids`) need no
 * entry of their own.
 */

const TABLE: readonly [weight: number, words: string][] = [
  // Names that apps give to conversations.
  [50, 'conversation convo conv conversacion konversation thread chat dialog discussion'],
  [50, 'gesprach unterhaltung hilo 会話 スレッド チャット 对话 会话 聊天 대화'],
  // Path segments: chatgpt.com/c/…, claude.ai/chat/…, /t/… of forums and agents.
  [50, '/c/ /t/'],
  // Used by agent frameworks, but also by analytics, hence a little less.
  [40, 'session sitzung sesion セッション'],
  // Possibly conversations: worth a click, not an automatic request.
  [12, 'ticket room channel inbox transcript interaction meeting call'],
  // Build artefacts and their metadata.
  [-60, 'js css map png jpg jpeg gif svg webp'],
  [-60, 'pdf zip csv'],
  [-60, 'asset static chunk bundle build deploy deployment release version revision commit hash nonce src'],
  [-60, 'style icon blob'],
  // One step of a conversation, or of the traffic about it.
  [-60, 'message msg bubble turn post comment reply answer question prompt completion run step part block mapping'],
  [-60, 'parent child children reaction feedback vote tool memory fact summary compaction checkpoint'],
  [-60, 'request req response trace span correlation transaction operation job task queue event log cache delta'],
  [-60, 'idempotency etag csrf xsrf token auth login oauth signature challenge state'],
  // People, accounts and places.
  [-60, 'user usr member participant person people author owner creator assignee customer client'],
  [-60, 'account profile visitor viewer'],
  [-60, 'device browser install org organization tenant team group workspace'],
  [-60, 'project folder instance integration webhook agent bot assistant model gizmo persona dataset environment env'],
  // Files, orders and other objects.
  [-60, 'file image img picture photo avatar media video audio attachment upload download document doc'],
  [-60, 'order invoice payment subscription plan product flag'],
  [-60, 'ad tag template setting analytics'],
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
  return text.normalize('NFD').replace(/\p{M}/gu, '');
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
