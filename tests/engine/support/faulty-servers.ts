// What may stand at an address in place of what a person meant: nothing, a web page, a certificate of its own, an older server.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { Server as SocketIoServer } from 'socket.io';

const TLS = join(import.meta.dirname, '../../fixtures/tls');
const PAGE = '<!doctype html><title>网页</title><p>你好';

export interface FaultyServer {
  readonly port: number;
  close(): Promise<void>;
}

const listening = async (server: Server & { closeAllConnections(): void }): Promise<FaultyServer> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** Answers everything with a web page, upgrades too. */
export const startWebPage = (): Promise<FaultyServer> =>
  listening(createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE)));

export const startStatus = (status: number): Promise<FaultyServer> =>
  listening(
    createServer((_request, response) => response.writeHead(status, { 'content-type': 'application/json' }).end('{}')),
  );

/** Its certificate is signed by itself. */
export const startSelfSigned = (): Promise<FaultyServer> =>
  listening(
    createTlsServer(
      { cert: readFileSync(join(TLS, 'cert.pem')), key: readFileSync(join(TLS, 'key.pem')) },
      (_request, response) => response.end(PAGE),
    ),
  );

/** Speaks to clients of Socket.IO 2, and lets none in but with the right token. */
export const startTipCloud = async (): Promise<FaultyServer> => {
  const http = createServer();
  const io = new SocketIoServer(http, { allowEIO3: true });
  io.use((socket, next) => next(socket.handshake.query.token === 'right' ? undefined : new Error('unauthorized')));
  const { port } = await listening(http);
  return { port, close: () => io.close() };
};
