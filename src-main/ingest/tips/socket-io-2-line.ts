// One connection to a server of Socket.IO 2, which the newer client cannot speak to. Never used twice.

/// <reference path="./socket-io-client-v2.d.ts" />

import io from 'socket.io-client-v2';
import type { FeedEnd, FeedLine } from '../feed-source.ts';
import type { RawFrame } from '../raw-frame.ts';
import { dig, textOf } from '../shop/loose-field.ts';
import { isTlsFault } from '../tls-fault.ts';
import { judgeStatus } from '../ws-line.ts';

export interface SocketIo2Options {
  readonly url: URL;
  readonly query?: Readonly<Record<string, string>>;
  /** For all until `onConnect`. */
  readonly openMs: number;
  readonly onConnect: (emit: (event: string, payload: object) => void) => void;
  /** Returns why the line is to end, or nothing. */
  readonly onEvent: (name: string, payload: unknown) => FeedEnd | null;
  /** Every event, either way, as a list of its name and what goes with it. */
  readonly onFrame?: (frame: RawFrame) => void;
  /** The names that are listened to. */
  readonly events: readonly string[];
}

const judge = (error: unknown): FeedEnd => {
  if (error === 'timeout') return { why: 'lost', reason: 'no answer in time' };
  // From beneath: what the WebSocket said of the server's answer.
  const inner = textOf(dig(error, 'description', 'message')) ?? '';
  const status = /Unexpected server response: (\d{3})/.exec(inner)?.[1];
  if (status !== undefined) return judgeStatus(Number(status), '');
  // A newer server answers in frames that are none.
  if (/Invalid WebSocket frame|Sec-WebSocket|Parse Error|Expected HTTP/.test(inner))
    return { why: 'refused', code: 'not_json', reason: inner.slice(0, 200), isFinal: true };
  if (isTlsFault(inner)) return { why: 'refused', code: 'bad_tls', reason: inner.slice(0, 200), isFinal: true };
  const reason = error instanceof Error ? error.message : String(error);
  return { why: 'lost', reason: inner === '' ? reason.slice(0, 200) : inner.slice(0, 200) };
};

export const openSocketIo2Line = (options: SocketIo2Options): FeedLine => {
  const { url, query, openMs, onConnect, onEvent, onFrame, events } = options;
  const folder = url.pathname.replace(/\/+$/, '');
  const socket = io(url.origin, {
    path: `${folder}/socket.io`,
    transports: ['websocket'],
    // A new one for each attempt: what was meant for a link that broke must not go out over the next.
    reconnection: false,
    forceNew: true,
    // The runtime's own WebSocket does not say why a handshake failed.
    forceNode: true,
    timeout: openMs,
    ...(query === undefined ? null : { query }),
  });
  let resolve: (end: FeedEnd) => void;
  const ended = new Promise<FeedEnd>((settle) => {
    resolve = settle;
  });
  let isOver = false;
  let hasHeard = false;

  const finish = (end: FeedEnd): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(opening);
    socket.close();
    resolve(end);
  };
  // The client's own wait begins anew with the handshake; this one is for the whole.
  const opening = setTimeout(() => finish({ why: 'lost', reason: 'no answer in time' }), openMs);

  const refused = (reason: string): FeedEnd => ({ why: 'refused', code: 'bad_token', reason, isFinal: true });

  socket.on('connect_error', (error) => finish(judge(error)));
  socket.on('connect_timeout', () => finish({ why: 'lost', reason: 'no answer in time' }));
  // A word of the server's own against whoever knocks.
  socket.on('error', (error) =>
    finish(refused((error instanceof Error ? error.message : String(error)).slice(0, 200))),
  );
  socket.on('disconnect', (reason) => {
    const isPutOut = reason === 'io server disconnect' && !hasHeard;
    finish(isPutOut ? refused('disconnected by the server') : { why: 'lost', reason: String(reason).slice(0, 200) });
  });
  socket.on('connect', () => {
    clearTimeout(opening);
    onConnect((event, payload) => {
      if (isOver) return;
      onFrame?.({ way: 'out', data: [event, payload] });
      socket.emit(event, payload);
    });
  });
  for (const name of events) {
    socket.on(name, (payload) => {
      if (isOver) return;
      hasHeard = true;
      onFrame?.({ way: 'in', data: [name, payload] });
      const end = onEvent(name, payload);
      if (end !== null) finish(end);
    });
  }
  return { ended, close: () => finish({ why: 'lost', reason: 'stopped' }) };
};
