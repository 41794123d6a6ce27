// A WebSocket door on loopback for a program that dials us: only from this machine, only pages that may, a few at a time.

import type { IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { FeedEars, FeedEnd, FeedLine } from './feed-source.ts';

export interface WsDoorLimits {
  readonly pingMs: number;
  /** Bytes; a larger frame ends its connection. */
  readonly maxFrame: number;
  readonly maxClients: number;
}

export interface WsDoorOptions {
  readonly port: number;
  /** Stands at the end of the address; '' for none, and then only pages of this machine are let in. */
  readonly key: string;
  readonly ears: FeedEars;
  readonly onText: (text: string) => void;
  readonly limits?: Partial<WsDoorLimits>;
}

const LIMITS: WsDoorLimits = { pingMs: 15_000, maxFrame: 8 * 1024 * 1024, maxClients: 4 };

const isLoopbackHost = (host: string): boolean =>
  URL.canParse(`http://${host}`) && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(`http://${host}`).hostname);

const isLoopbackOrigin = (origin: string): boolean => URL.canParse(origin) && isLoopbackHost(new URL(origin).host);

/** A page of any site may dial a door on loopback, and a name of any site may point to it: neither is let in by itself. */
const mayEnter = ({ headers, url = '' }: IncomingMessage, key: string): boolean => {
  if (!isLoopbackHost(headers.host ?? '')) return false;
  const path = URL.canParse(url, 'http://door') ? new URL(url, 'http://door').pathname : '';
  const hasKey = key !== '' && path.replace(/\/+$/, '').endsWith(`/${encodeURIComponent(key)}`);
  if (key !== '') return hasKey;
  return headers.origin === undefined || isLoopbackOrigin(headers.origin);
};

export const openWsDoor = ({ port, key, ears, onText, limits: given }: WsDoorOptions): FeedLine => {
  const limits: WsDoorLimits = { ...LIMITS, ...given };
  const answering = new WeakSet<WebSocket>();
  let resolve: (end: FeedEnd) => void;
  const ended = new Promise<FeedEnd>((settle) => {
    resolve = settle;
  });
  let isOver = false;

  const server = new WebSocketServer({
    host: '127.0.0.1',
    port,
    maxPayload: limits.maxFrame,
    perMessageDeflate: false,
    verifyClient: ({ req }: { readonly req: IncomingMessage }) =>
      server.clients.size < limits.maxClients && mayEnter(req, key),
  });

  const finish = (end: FeedEnd): void => {
    if (isOver) return;
    isOver = true;
    clearInterval(pinging);
    for (const client of server.clients) client.terminate();
    // Settled once the port is free, so that the next door may stand in the same place.
    server.close(() => resolve(end));
  };

  const pinging = setInterval(() => {
    for (const client of server.clients) {
      if (!answering.has(client)) client.terminate();
      else {
        answering.delete(client);
        client.ping();
      }
    }
  }, limits.pingMs);

  server.on('error', (error: Error & { readonly code?: string }) => {
    const code = error.code === 'EADDRINUSE' || error.code === 'EACCES' ? 'port_taken' : 'source_says';
    finish({ why: 'refused', code, reason: error.message, isFinal: false });
  });
  server.on('connection', (client) => {
    answering.add(client);
    client.on('pong', () => answering.add(client));
    client.on('message', (data) => {
      if (isOver) return;
      answering.add(client);
      const text = String(data);
      ears.frame({ way: 'in', data: text });
      onText(text);
    });
    // A broken frame ends the connection, which is said by its close.
    client.on('error', () => client.terminate());
    client.on('close', () => {
      const isLast = ![...server.clients].some((other) => other !== client);
      if (!isOver && isLast) ears.away();
    });
    ears.up({});
  });

  return { ended, close: () => finish({ why: 'lost', reason: 'stopped' }) };
};
