import { bodiesWithMessages, messagesInBody } from '../../core/discovery/traffic/request-messages.ts';
import type { CapturedRequest } from '../../core/discovery/traffic/captured.ts';
import type { App } from '../../ui/model/app.ts';
import { addTraffic } from '../../ui/model/messages/messages.ts';
import { runSlices } from '../../ui/model/run-slices.ts';

/** Chats repeat in each request what was said before: of more bodies than these, the earliest can be left out. */
const MAX_WAITING = 200;
const MAX_WAITING_CHARS = 16_000_000;

/** Takes the messages out of the page's requests, one body after the other, while the panel goes on answering. */
export function createMessageCatcher(app: App): (request: CapturedRequest) => void {
  let waiting: { body: string; request: CapturedRequest }[] = [];
  let isReading = false;
  const read = async () => {
    isReading = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const found = await runSlices(messagesInBody(next.body, next.request)).catch(() => null);
      if (found) await addTraffic(app, found.id, found.messages).catch(() => undefined);
    }
    isReading = false;
  };
  return (request) => {
    const bodies = bodiesWithMessages(request);
    if (bodies.length === 0) return;
    const about = { ...request, requestBody: null, responseBody: null };
    waiting = [...waiting, ...bodies.map((body) => ({ body, request: about }))].slice(-MAX_WAITING);
    let chars = 0;
    const first = waiting.findLastIndex(({ body }) => (chars += body.length) > MAX_WAITING_CHARS);
    waiting = waiting.slice(first + 1);
    if (!isReading) void read();
  };
}
