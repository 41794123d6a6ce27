// The HTTP door of the webhook receiver: on this machine only, for POST only, of bounded size, number and time.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivery } from './platform.ts';

export interface DoorAnswer {
  readonly status: number;
  readonly body?: object;
  readonly retryAfterSeconds?: number;
}

export interface WebhookDoor {
  readonly port: number;
  /** Resolves once no request is under way any more. */
  close(): Promise<void>;
}

export interface DoorOptions {
  /** 0: any that is free. */
  readonly port: number;
  readonly maxBytes: number;
  /** Before a body is read: null lets it in. */
  readonly admit: () => DoorAnswer | null;
  /** Never rejects. */
  readonly take: (delivery: Delivery) => Promise<DoorAnswer>;
}

const TOO_LARGE: DoorAnswer = { status: 413 };

/** Null where it is larger than may be; rejects where the sender goes away. */
const readBody = async (request: IncomingMessage, maxBytes: number): Promise<Buffer | null> => {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null;
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    if (!(piece instanceof Buffer)) continue;
    bytes += piece.length;
    if (bytes > maxBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

const headersOf = (request: IncomingMessage): Delivery['headers'] =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );

const say = (response: ServerResponse, { status, body, retryAfterSeconds }: DoorAnswer): void => {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    // A body that was not read to its end would be taken for the next request.
    ...(status >= 400 ? { connection: 'close' } : null),
    ...(retryAfterSeconds === undefined ? null : { 'retry-after': String(retryAfterSeconds) }),
  });
  response.end(JSON.stringify(body ?? {}));
};

/** Rejects where the port cannot be had. */
export const openWebhookDoor = ({ port, maxBytes, admit, take }: DoorOptions): Promise<WebhookDoor> => {
  const answer = async (request: IncomingMessage): Promise<DoorAnswer> => {
    if (request.method !== 'POST') return { status: 405 };
    const refused = admit();
    if (refused !== null) return refused;
    const body = await readBody(request, maxBytes);
    return body === null ? TOO_LARGE : take({ headers: headersOf(request), body });
  };

  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000, keepAliveTimeout: 5000 });
  server.maxConnections = 64;
  server.on('request', (request, response) => {
    answer(request).then(
      (answered) => say(response, answered),
      // The sender went away in the middle: nobody is there to answer, and it will send again.
      () => response.destroy(),
    );
  });

  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const { port: opened } = server.address() as AddressInfo;
      resolve({
        port: opened,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeIdleConnections();
            // One that dawdles must not hold up the end of a show.
            const cut = setTimeout(() => server.closeAllConnections(), 1000);
            server.once('close', () => clearTimeout(cut));
          }),
      });
    });
  });
};
