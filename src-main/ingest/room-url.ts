// Decides whether a room's address may be dialled: encrypted, or plain to this very machine.

import { Refusal } from '../contract/errors.ts';

export interface RoomEndpoint {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Where the server answers Socket.IO. */
  readonly path: string;
  readonly host: string;
}

const PLAIN_TWINS: Readonly<Record<string, string>> = { 'ws:': 'http:', 'wss:': 'https:' };

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127\.\d+\.\d+\.\d+$/.test(hostname);

const refuse = (why: 'not_a_url' | 'scheme' | 'plain' | 'credentials', message: string): Refusal =>
  new Refusal('bad_url', message, { why });

/** Throws Refusal `bad_url` with `why`. A folder in the address is where the server keeps its `socket.io`; query and hash are dropped. */
export const parseRoomUrl = (text: string): RoomEndpoint => {
  if (!URL.canParse(text)) throw refuse('not_a_url', 'the room address is not a URL');
  const url = new URL(text);
  const scheme = PLAIN_TWINS[url.protocol] ?? url.protocol;
  if (scheme !== 'http:' && scheme !== 'https:')
    throw refuse('scheme', 'a room address begins with https, wss, http or ws');
  if (url.username !== '' || url.password !== '')
    throw refuse('credentials', 'the token belongs in its own field, not in the address');
  if (scheme === 'http:' && !isLoopback(url.hostname))
    throw refuse('plain', 'a room on another machine needs https or wss: the token would travel in the clear');
  const folder = url.pathname.replace(/\/+$/, '');
  // `/room` is the protocol's namespace, which people paste along with the address.
  const path = folder === '' || folder === '/room' ? '/socket.io' : `${folder}/socket.io`;
  return { origin: `${scheme}//${url.host}`, path, host: url.host };
};
