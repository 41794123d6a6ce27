// Asks a shop's API once: with an end to every wait, a bound on every answer, and a reason for whatever goes wrong.

import type { Problem } from '../../contract/topics.ts';
import { isTlsFault } from '../tls-fault.ts';

export interface ShopAnswer {
  readonly json: unknown;
  readonly headers: Headers;
  /** The shop's clock minus ours, in ms, as its Date header tells; null where it does not. */
  readonly clockOffsetMs: number | null;
}

export interface ShopQuestion {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent by POST as JSON; absent: GET. */
  readonly body?: object;
}

export interface ShopAsking {
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly clock: () => number;
  /** Cuts it short. */
  readonly signal: AbortSignal;
}

/** Why a shop gave no answer. */
export class ShopFault extends Error {
  readonly problem: Problem;
  /** Stands until a person changes something. */
  readonly isFinal: boolean;
  /** When the shop wants to be asked again, in ms; null where it does not say. */
  readonly retryAfterMs: number | null;

  constructor(problem: Problem, isFinal: boolean, retryAfterMs: number | null = null) {
    super(problem.code);
    this.name = 'ShopFault';
    this.problem = problem;
    this.isFinal = isFinal;
    this.retryAfterMs = retryAfterMs;
  }
}

const LONGEST_WAIT = 15 * 60_000;

/** Seconds, also with a fraction, or a date; null where it is neither. */
export const readRetryAfter = (text: string | null, now: number): number | null => {
  if (text === null) return null;
  const ms = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(LONGEST_WAIT, Math.max(0, Math.ceil(ms))) : null;
};

const faultOf = (response: Response, host: string, now: number): ShopFault | null => {
  const { status, headers } = response;
  const retryAfterMs = readRetryAfter(headers.get('retry-after'), now);
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) {
    const to = (headers.get('location') ?? '?').slice(0, 200);
    return new ShopFault({ code: 'redirected', details: { host, to } }, true);
  }
  if (status === 401) return new ShopFault({ code: 'bad_token', details: { host, why: 'HTTP 401' } }, true);
  if (status === 402 || status === 403)
    return new ShopFault({ code: 'not_permitted', details: { host, why: `HTTP ${status}` } }, true);
  if (status === 429) return new ShopFault({ code: 'rate_limited', details: { host } }, false, retryAfterMs);
  if (status >= 500)
    return new ShopFault({ code: 'unreachable', details: { host, why: `HTTP ${status}` } }, false, retryAfterMs);
  return new ShopFault({ code: 'not_json', details: { host, why: `HTTP ${status}` } }, true);
};

const readText = async (response: Response, maxBytes: number): Promise<string | null> => {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.length;
    if (bytes > maxBytes) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
};

/** The header tells whole seconds, and that much is not known of the way: less than two seconds is no difference. */
const offsetOf = (date: string | null, askedAt: number, answeredAt: number): number | null => {
  const told = Date.parse(date ?? '');
  if (!Number.isFinite(told)) return null;
  const offset = Math.round(told + 500 - (askedAt + answeredAt) / 2);
  return Math.abs(offset) < 2000 ? 0 : offset;
};

const why = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return (cause instanceof Error ? cause.message : error.message).slice(0, 200);
};

const codeIn = (error: unknown): string => {
  const { cause } = error instanceof Error ? error : {};
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
};

/** It gave no answer at all. */
const silence = (host: string, error: unknown): ShopFault => {
  const isUnsafe = isTlsFault(`${codeIn(error)} ${why(error)}`);
  return new ShopFault({ code: isUnsafe ? 'bad_tls' : 'unreachable', details: { host, why: why(error) } }, isUnsafe);
};

/** Rejects with ShopFault alone. */
export const askShop = async (question: ShopQuestion, asking: ShopAsking): Promise<ShopAnswer> => {
  const { host } = new URL(question.url);
  const { clock, timeoutMs, maxBytes } = asking;
  const askedAt = clock();
  try {
    const response = await fetch(question.url, {
      method: question.body === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', ...question.headers },
      ...(question.body === undefined ? null : { body: JSON.stringify(question.body) }),
      // Followed, it would carry the key to wherever it points.
      redirect: 'manual',
      signal: AbortSignal.any([asking.signal, AbortSignal.timeout(timeoutMs)]),
    });
    const clockOffsetMs = offsetOf(response.headers.get('date'), askedAt, clock());
    const fault = faultOf(response, host, clock());
    if (fault !== null) {
      await response.body?.cancel();
      throw fault;
    }
    const text = await readText(response, maxBytes);
    if (text === null) throw new ShopFault({ code: 'not_json', details: { host, why: 'too large' } }, false);
    return { json: JSON.parse(text), headers: response.headers, clockOffsetMs };
  } catch (error) {
    if (error instanceof ShopFault) throw error;
    if (error instanceof SyntaxError)
      throw new ShopFault({ code: 'not_json', details: { host, why: 'no JSON' } }, true);
    throw silence(host, error);
  }
};
