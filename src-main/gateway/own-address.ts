// Whether a request was meant for this server by one of its own pages: Host and Origin, checked against the loopback names.

import type { IncomingMessage } from 'node:http';

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost'];

/** The Host header names this server: keeps DNS-rebinding pages out. */
export const isOwnHost = (request: IncomingMessage, port: number): boolean =>
  LOOPBACK_NAMES.some((name) => request.headers.host === `${name}:${port}`);

/** The Origin header names this server: keeps other sites' pages out, which CORS does not do for WebSockets. */
export const isOwnOrigin = (request: IncomingMessage, port: number): boolean =>
  LOOPBACK_NAMES.some((name) => request.headers.origin === `http://${name}:${port}`);
