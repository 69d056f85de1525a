import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { archiveScript, readArchives } from './archive.ts';
import { selfSignedCertificate } from './certificate.ts';
import { STORIES } from './conversations/catalogue.ts';
import { datedScript } from './conversations/story.ts';
import type { KeyRecord } from './keys.ts';
import { listen } from './listener.ts';
import type { ConversationScript } from './script.ts';
import type { Settings } from './settings.ts';
import { World } from './world.ts';

export interface EmulatorOptions {
  /** A folder of archives in place of the emulator's own conversations. */
  dataDir?: string;
  clock?: { now(): number };
  /** How long each run takes; a range is drawn from, always in the same way. Default 2–15 s. */
  runSeconds?: number | [number, number];
  /** In place of the default keys. */
  keys?: KeyRecord[];
  /** Any other setting. */
  settings?: Partial<Settings>;
  /** How long the run under way at the start takes: an hour, so that only a test ends it. */
  seededRunSeconds?: number;
  /** For plain HTTP; 0 takes a free one. */
  port?: number;
  /** For HTTPS; 0 takes a free one. */
  httpsPort?: number;
}

export interface Emulator {
  httpOrigin: string;
  httpsOrigin: string;
  port: number;
  httpsPort: number;
  /** The API keys by name. */
  keys: Readonly<Record<'normal' | 'paid' | 'revoked' | 'noCredits' | 'otherInstance', string>>;
  world: World;
  /** Ends everything, open connections and held requests included. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const SEEDED_RUN_SECONDS = 3600;

/** Starts the emulator on loopback, plain and with TLS. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { clock = { now: () => Date.now() }, keys, runSeconds, seededRunSeconds = SEEDED_RUN_SECONDS } = options;
  const world = new World({
    clock,
    load: loader(options.dataDir),
    seededRunSeconds,
    settings: { ...options.settings, ...(runSeconds === undefined ? {} : { runSeconds }) },
    ...(keys === undefined ? {} : { keys }),
  });
  const sockets = new Map<number, Socket>();
  const plain = createServer(listener(world, false, sockets));
  const secure = createTlsServer(await selfSignedCertificate(), listener(world, true, sockets));
  const servers = [plain, secure];
  for (const server of servers) keepSockets(server, sockets);
  const [port, httpsPort] = await Promise.all([open(plain, options.port ?? 0), open(secure, options.httpsPort ?? 0)]);
  return {
    httpOrigin: `http://${LOOPBACK}:${port}`,
    httpsOrigin: `https://${LOOPBACK}:${httpsPort}`,
    port,
    httpsPort,
    keys: namedKeys(world),
    world,
    close: async () => {
      world.faults.clear();
      await Promise.all(servers.map((server) => shut(server, sockets)));
    },
  };
}

function loader(dataDir: string | undefined): (now: number) => ConversationScript[] {
  if (dataDir === undefined) return (now) => STORIES.map((story) => datedScript(story, now));
  const archives = readArchives(dataDir);
  return (now) => archives.map((archive, index) => archiveScript(archive, index, now));
}

function namedKeys(world: World): Emulator['keys'] {
  const key = (name: string): string => world.keys.find((record) => record.name === name)?.key ?? '';
  return {
    normal: key('normal'),
    paid: key('paid'),
    revoked: key('revoked'),
    noCredits: key('noCredits'),
    otherInstance: key('otherInstance'),
  };
}

function listener(world: World, secure: boolean, sockets: ReadonlyMap<number, Socket>): RequestListener {
  const reset = (request: IncomingMessage): void => {
    sockets.get(request.socket.remotePort ?? 0)?.resetAndDestroy();
    request.socket.destroy();
  };
  return (request, response) => {
    listen({ world, secure, reset }, request, response).catch((error: unknown) => {
      // A bug of the emulator: say so where the test looks, and do not leave the request hanging.
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(`emulator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    });
  };
}

/** By remote port: a TLS socket cannot send RST itself, the TCP socket below it can. */
function keepSockets(server: Server, sockets: Map<number, Socket>): void {
  server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0;
    sockets.set(port, socket);
    socket.once('close', () => {
      if (sockets.get(port) === socket) sockets.delete(port);
    });
  });
}

function open(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function shut(server: Server, sockets: ReadonlyMap<number, Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
    for (const socket of sockets.values()) socket.destroy();
  });
}
