import { createServer, type IncomingMessage } from 'node:http';

/** Pages that a test makes up, on two origins. */
export interface PageServer {
  origin: string;
  /** The same pages on another host. */
  otherOrigin: string;
  /** What is answered, by path; anything else with an empty page. */
  served: Map<string, string>;
  /** Paths that were asked for. */
  seen: string[];
  close(): Promise<void>;
}

export async function startPageServer(): Promise<PageServer> {
  const served = new Map<string, string>();
  const seen: string[] = [];
  const server = createServer(({ url = '/' }: IncomingMessage, response) => {
    seen.push(url);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(served.get(url) ?? '<!doctype html>');
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
