// A shop's HTTP server on loopback that answers as a test tells it, and remembers what it was asked.

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, anything else as JSON; null: never answered. */
  readonly body: unknown;
}

export interface ShopServer {
  readonly url: string;
  readonly port: number;
  readonly asked: Asked[];
  /** Instead of what the shop would say; null goes on as before. */
  instead: ((asked: Asked) => Answer | null) | null;
  stop(): Promise<void>;
  /** Listens again where it did before it was stopped. */
  reopen(): Promise<void>;
}

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

export const startShopServer = async (answer: (asked: Asked) => Answer, port = 0): Promise<ShopServer> => {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const one: Asked = {
        method: request.method ?? '',
        url: new URL(request.url ?? '/', 'http://shop'),
        headers: request.headers,
        body: Buffer.concat(pieces).toString('utf8'),
      };
      asked.push(one);
      const { status = 200, headers = {}, body } = self.instead?.(one) ?? answer(one);
      if (body === null) return;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  });
  const opened = await listen(server, port);
  const self: ShopServer = {
    url: `http://127.0.0.1:${opened}`,
    port: opened,
    asked,
    instead: null,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    reopen: async () => {
      await listen(server, opened);
    },
  };
  return self;
};
