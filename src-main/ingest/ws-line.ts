// One plain WebSocket to a program that feeds us: every wait ends, a half-open link is found, refusals get their sentence.

import { WebSocket } from 'ws';
import type { FeedEnd, FeedLine } from './feed-source.ts';
import type { RawFrame } from './raw-frame.ts';
import { isTlsFault } from './tls-fault.ts';

export interface WsLineLimits {
  readonly openMs: number;
  /** A WebSocket ping is sent so often: it is no message, and every server must answer it. */
  readonly pingMs: number;
  /** Neither a frame nor an answer to a ping for so long: nobody is there. */
  readonly deafMs: number;
  /** Bytes; a larger frame ends the connection. */
  readonly maxFrame: number;
}

export interface WsLineOptions {
  readonly url: URL;
  readonly protocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly onOpen: (send: (text: string) => void) => void;
  /** Returns why the line is to end, or nothing. */
  readonly onText: (text: string, send: (text: string) => void) => FeedEnd | null;
  readonly onBinary?: (size: number) => void;
  /** Every frame, either way. */
  readonly onFrame?: (frame: RawFrame) => void;
  /** The other side speaks first, and at once. */
  readonly isGreeted?: boolean;
  /** A message that the other side must hear now and then. */
  readonly heartbeat?: { readonly text: string; readonly everyMs: number };
  readonly limits?: Partial<WsLineLimits>;
}

const LIMITS: WsLineLimits = { openMs: 10_000, pingMs: 15_000, deafMs: 40_000, maxFrame: 8 * 1024 * 1024 };

/** The close code by which a server says that it will not have us: for a wrong token, or because we were too slow. */
const POLICY = 1008;

const refused = (code: string, reason: string): FeedEnd => ({ why: 'refused', code, reason, isFinal: true });

/** An answer of HTTP in place of a WebSocket. */
export const judgeStatus = (status: number, contentType: string): FeedEnd => {
  if (status === 401 || status === 403) return refused('bad_token', `HTTP ${status}`);
  if (status === 429 || status >= 500) return { why: 'lost', reason: `HTTP ${status}` };
  return refused('not_json', contentType.includes('html') ? `HTTP ${status}, HTML` : `HTTP ${status}`);
};

const judgeError = (error: Error & { readonly code?: string }): FeedEnd => {
  const code = error.code ?? '';
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return refused('not_json', 'a frame was too large');
  if (code.startsWith('WS_ERR_')) return refused('not_json', error.message);
  if (
    /^Server sent (no|an invalid) subprotocol|Sec-WebSocket|Invalid .*header|Parse Error|Expected HTTP/.test(
      error.message,
    )
  )
    return refused('not_json', error.message);
  if (isTlsFault(`${code} ${error.message}`)) return refused('bad_tls', code === '' ? error.message : code);
  return { why: 'lost', reason: code === '' ? error.message : code };
};

const openSocket = (
  url: URL,
  protocols: readonly string[],
  headers: Readonly<Record<string, string>>,
  { openMs, maxFrame }: WsLineLimits,
): WebSocket =>
  new WebSocket(url, [...protocols], {
    headers,
    handshakeTimeout: openMs,
    maxPayload: maxFrame,
    // A compressed frame of a few bytes may unfold to a gigabyte; local programs need none.
    perMessageDeflate: false,
    followRedirects: false,
  });

export const openWsLine = (options: WsLineOptions): FeedLine => {
  const {
    url,
    protocols = [],
    headers = {},
    onOpen,
    onText,
    onBinary,
    onFrame,
    heartbeat,
    isGreeted = false,
  } = options;
  const limits: WsLineLimits = { ...LIMITS, ...options.limits };
  let resolve: (end: FeedEnd) => void;
  const ended = new Promise<FeedEnd>((settle) => {
    resolve = settle;
  });
  let isOver = false;
  let heardAt = performance.now();
  const timers: NodeJS.Timeout[] = [];
  let greeting: NodeJS.Timeout | null = null;

  const finish = (end: FeedEnd): void => {
    if (isOver) return;
    isOver = true;
    for (const timer of timers) clearTimeout(timer);
    if (greeting !== null) clearTimeout(greeting);
    socket.terminate();
    resolve(end);
  };

  const socket = openSocket(url, protocols, headers, limits);

  const send = (text: string): void => {
    if (isOver || socket.readyState !== WebSocket.OPEN) return;
    onFrame?.({ way: 'out', data: text });
    socket.send(text);
  };
  const hear = (): void => {
    heardAt = performance.now();
  };

  socket.on('error', (error) => finish(judgeError(error)));
  socket.on('unexpected-response', (_request, response) => {
    response.resume();
    finish(judgeStatus(response.statusCode ?? 0, response.headers['content-type'] ?? ''));
  });
  socket.on('close', (code, reason) => {
    const text = reason.toString('utf8').slice(0, 200);
    if (code === POLICY && /auth|token|forbidden/i.test(text)) finish(refused('bad_token', text));
    else if (code === POLICY) finish({ why: 'refused', code: 'source_says', reason: text, isFinal: false });
    else finish({ why: 'lost', reason: text === '' ? `closed (${code})` : text });
  });
  socket.on('open', () => {
    hear();
    timers.push(
      setInterval(() => {
        if (performance.now() - heardAt >= limits.deafMs) finish({ why: 'lost', reason: 'half-open: no answer' });
        else if (socket.readyState === WebSocket.OPEN) socket.ping();
      }, limits.pingMs),
    );
    if (isGreeted) greeting = setTimeout(() => finish(refused('not_json', 'no greeting')), limits.openMs);
    if (heartbeat !== undefined) timers.push(setInterval(() => send(heartbeat.text), heartbeat.everyMs));
    onOpen(send);
  });
  socket.on('pong', hear);
  socket.on('ping', hear);
  socket.on('message', (data, isBinary) => {
    if (isOver) return;
    hear();
    if (greeting !== null) clearTimeout(greeting);
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer);
    if (isBinary && onBinary !== undefined) {
      onFrame?.({ way: 'in', data: bytes });
      onBinary(bytes.byteLength);
      return;
    }
    const text = bytes.toString('utf8');
    onFrame?.({ way: 'in', data: text });
    const end = onText(text, send);
    if (end !== null) finish(end);
  });

  return { ended, close: () => finish({ why: 'lost', reason: 'stopped' }) };
};
