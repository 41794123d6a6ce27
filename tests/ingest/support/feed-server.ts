// Plain WebSocket, HTTP and Socket.IO servers on loopback that speak as a producer does, or as something else does.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as SocketIoServer } from 'socket.io';
import { type WebSocket, WebSocketServer } from 'ws';

export interface WsFeedServer {
  readonly port: number;
  readonly url: string;
  /** What each connection asked for: its path and its sub-protocols. */
  readonly asked: { readonly path: string; readonly protocols: string }[];
  /** Every text that came in, on any connection. */
  readonly heard: string[];
  readonly clients: ReadonlySet<WebSocket>;
  send(frame: unknown): void;
  cut(): void;
  close(): Promise<void>;
}

export interface WsFeedOptions {
  readonly port?: number;
  /** Whether it names the sub-protocol that it took, as it should. */
  readonly isProtocolNamed?: boolean;
  onConnect?(socket: WebSocket): void;
  onText?(socket: WebSocket, text: string): void;
  /** A status to answer the handshake with, in place of a WebSocket. */
  refuseWith?(protocols: string): number | null;
}

const frameOf = (frame: unknown): string => (typeof frame === 'string' ? frame : JSON.stringify(frame));

export const startWsFeed = async (options: WsFeedOptions = {}): Promise<WsFeedServer> => {
  const http = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>hello</p>');
  });
  const server = new WebSocketServer({
    noServer: true,
    handleProtocols: (given) => (options.isProtocolNamed === false ? false : ([...given][0] ?? false)),
  });
  const asked: { path: string; protocols: string }[] = [];
  const heard: string[] = [];

  http.on('upgrade', (request, socket, head) => {
    const protocols = request.headers['sec-websocket-protocol'] ?? '';
    asked.push({ path: request.url ?? '', protocols });
    const status = options.refuseWith?.(protocols) ?? null;
    if (status !== null) {
      socket.end(`HTTP/1.1 ${status} No\r\ncontent-type: text/html\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`);
      return;
    }
    server.handleUpgrade(request, socket, head, (ws) => {
      ws.on('message', (data) => {
        const text = String(data);
        heard.push(text);
        options.onText?.(ws, text);
      });
      ws.on('error', () => ws.terminate());
      options.onConnect?.(ws);
    });
  });
  await new Promise<void>((resolve) => http.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const cut = (): void => {
    for (const client of server.clients) client.terminate();
  };
  return {
    port,
    url: `ws://127.0.0.1:${port}`,
    asked,
    heard,
    clients: server.clients,
    send: (frame) => {
      for (const client of server.clients) client.send(frameOf(frame));
    },
    cut,
    close: async () => {
      cut();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
};

export interface ChatReader {
  readonly port: number;
  readonly url: string;
  /** Every `setUniqueId` that came. */
  readonly asked: unknown[][];
  emit(name: string, ...payload: unknown[]): void;
  /** Drops every connection, as the reader does when it restarts. */
  drop(): void;
  close(): Promise<void>;
}

/** Speaks as TikTok-Chat-Reader does: no acks, one room for each connection, its counter every so often. */
export const startChatReader = async (
  onAsk: (answer: (name: string, ...payload: unknown[]) => void) => void,
  wanted = 0,
): Promise<ChatReader> => {
  const http = createServer();
  const io = new SocketIoServer(http, { cors: { origin: '*' } });
  const asked: unknown[][] = [];
  io.on('connection', (socket) => {
    socket.on('setUniqueId', (...args: unknown[]) => {
      asked.push(args);
      onAsk((name, ...payload) => socket.emit(name, ...payload));
    });
    socket.emit('statistic', { globalConnectionCount: 1 });
  });
  await new Promise<void>((resolve) => http.listen(wanted, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    asked,
    emit: (name, ...payload) => {
      io.emit(name, ...payload);
    },
    drop: () => {
      io.disconnectSockets(true);
    },
    close: async () => {
      await io.close();
    },
  };
};

/** The first words of a Socket.IO 2 server to any client that connects. */
export const startOldSocketIo = (): Promise<WsFeedServer> =>
  startWsFeed({
    onConnect: (socket) => {
      socket.send('0{"sid":"abc","upgrades":[],"pingInterval":25000,"pingTimeout":5000}');
      socket.send('40');
    },
  });
