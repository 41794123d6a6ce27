// What a failed Socket.IO connection tells, as a person is told of it.

import type { FeedEnd } from './feed-source.ts';
import { isTlsFault } from './tls-fault.ts';
import { judgeStatus } from './ws-line.ts';

/** What the client says when it opens a session on a server of Socket.IO 2. */
const OLD_SERVER = /Socket\.IO server in v2/i;

const innerMessage = (error: unknown): string => {
  const description = (error as { readonly description?: { readonly message?: unknown } } | null)?.description;
  return typeof description?.message === 'string' ? description.message : '';
};

export const judgeSocketIoError = (error: Error): FeedEnd => {
  if (OLD_SERVER.test(error.message))
    return { why: 'refused', code: 'socket_io_2', reason: 'Socket.IO 2', isFinal: true };
  const inner = innerMessage(error);
  const status = /Unexpected server response: (\d{3})/.exec(inner)?.[1];
  if (status !== undefined) return judgeStatus(Number(status), '');
  if (isTlsFault(inner)) return { why: 'refused', code: 'bad_tls', reason: inner, isFinal: true };
  // Refusals of the server's own middleware come without a transport beneath them.
  if (inner === '' && error.message !== 'timeout' && error.message !== 'websocket error')
    return { why: 'refused', code: 'source_says', reason: error.message, isFinal: false };
  return { why: 'lost', reason: inner === '' ? error.message : inner };
};
