import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** Firefox cannot map a host to a port: this proxy does. Any other host leads nowhere. */
export interface MappingProxy {
  port: number;
  close(): Promise<void>;
}

/** `hosts`: `host:port` as Firefox asks for it, to `host:port`. */
export async function startMappingProxy(hosts: Readonly<Record<string, string>>): Promise<MappingProxy> {
  const open = new Set<Socket>();
  const server = createServer((request, response) => {
    // Plain http comes with its whole address.
    const { host, pathname, search } = new URL(request.url ?? '', 'http://nowhere');
    const to = hosts[host.includes(':') ? host : `${host}:80`];
    if (to === undefined) response.writeHead(502).end();
    else response.writeHead(307, { location: `http://${to}${pathname}${search}` }).end();
  });
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    const to = hosts[request.url ?? ''];
    const [host = '', port = ''] = to?.split(':') ?? [];
    if (to === undefined) {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
        open.delete(socket);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
