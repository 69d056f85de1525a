import { createServer, type IncomingMessage } from 'node:http';

/** Pages that a test makes up, on two origins. */
export interface PageServer {
  origin: string;
  /** The same pages on another host. */
  otherOrigin: string;
  /** What is answered, by path: a page, or something else; any other path with an empty page. */
  served: Map<string, string | Served>;
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
}

export async function startPageServer(): Promise<PageServer> {
  const served: PageServer['served'] = new Map();
  const seen: string[] = [];
  const server = createServer(({ url = '/' }: IncomingMessage, response) => {
    seen.push(url);
    const found = served.get(url) ?? '<!doctype html>';
    const page = { type: 'text/html; charset=utf-8', body: String(found) };
    const { type, body, afterMs = 0, policy }: Served = typeof found === 'string' ? page : found;
    if (policy !== undefined) response.setHeader('content-security-policy', policy);
    setTimeout(() => response.setHeader('content-type', type).end(body), afterMs);
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
    seen,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
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
