import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** Pages that a test makes up, on two origins. */
export interface PageServer {
  origin: string;
  /** The same pages on another host. */
  otherOrigin: string;
  /** What is answered, by path: a page, or something else; any other path with an empty page. */
  served: Map<string, string | Served>;
  /** The messages sent to a WebSocket at that path, which then stays open. */
  sockets: Map<string, string[]>;
  /** Paths that were asked for. */
  seen: string[];
  close(): Promise<void>;
}

interface Served {
  type: string;
  body: string;
  /** How long the answer takes. */
  afterMs?: number;
  /** A Content Security Policy. */
  policy?: string;
  /** The answer is sent, but does not end. */
  isOpen?: boolean;
}

export async function startPageServer(): Promise<PageServer> {
  const served: PageServer['served'] = new Map();
  const seen: string[] = [];
  const server = createServer(({ url = '/' }: IncomingMessage, response) => {
    seen.push(url);
    const found = served.get(url) ?? '<!doctype html>';
    const page = { type: 'text/html; charset=utf-8', body: String(found) };
    const { type, body, afterMs = 0, policy, isOpen = false }: Served = typeof found === 'string' ? page : found;
    if (policy !== undefined) response.setHeader('content-security-policy', policy);
    setTimeout(() => {
      response.setHeader('content-type', type);
      if (isOpen) response.write(body);
      else response.end(body);
    }, afterMs);
  });
  const sockets: PageServer['sockets'] = new Map();
  const open = new Set<Duplex>();
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    open.add(socket.on('error', () => undefined));
    acceptSocket(request, socket, sockets.get(request.url?.split('?')[0] ?? '') ?? []);
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return {
    origin: `http://127.0.0.1:${port}`,
    otherOrigin: `http://localhost:${port}`,
    served,
    sockets,
    seen,
    close: () => {
      for (const socket of open) socket.destroy();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

/** Opens the WebSocket and sends short texts. */
function acceptSocket({ headers }: IncomingMessage, socket: Duplex, texts: string[]): void {
  const key = `${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash('sha1').update(key).digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  for (const text of texts) socket.write(Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]));
}

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF`;

/** The address of a PDF, at that path. */
export function servePdf({ served, origin }: PageServer, path: string): string {
  served.set(path, { type: 'application/pdf', body: PDF });
  return origin + path;
}
