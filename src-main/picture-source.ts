// Fetches one picture from an address that a stranger's file has named: open internet only, bounded in size, time and turns.

import { lookup as resolveName } from 'node:dns';
import { request as askPlain, type IncomingMessage } from 'node:http';
import { request as askSecure } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { LARGEST_IMAGE_BYTES } from './contract/catalogue-limits.ts';
import type { PictureFault } from './contract/picture-documents.ts';

export type PictureReply =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `isPassing`: another time it may come. */
  | { readonly ok: false; readonly fault: PictureFault; readonly isPassing: boolean };

export interface PictureSourceOptions {
  /** Whether a host's IP address may be asked. */
  isAllowed(address: string): boolean;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;
const MOST_TURNS = 4;
/** Too early, too many, or a server that is not well. */
const PASSING_STATUS: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);
const TURNS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

class Unfetched extends Error {
  readonly fault: PictureFault;
  readonly isPassing: boolean;
  constructor(fault: PictureFault, isPassing = false) {
    super(fault);
    this.fault = fault;
    this.isPassing = isPassing;
  }
}

/** The connection goes to the very address that was looked at: a name cannot mean another one a moment later. */
const lookupWithin =
  (isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (fault, addresses) => {
      const [first] = addresses ?? [];
      if (fault !== null || first === undefined) return callback(fault ?? new Unfetched('network', true), '');
      if (!addresses.every(({ address }) => isAllowed(address))) return callback(new Unfetched('address'), '');
      if (options.all === true) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };

const toAddress = (text: string, base?: URL): URL => {
  if (!URL.canParse(text, base?.href)) throw new Unfetched('address');
  const url = new URL(text, base?.href);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isWeb || url.username !== '' || url.password !== '') throw new Unfetched('address');
  return url;
};

const answerOf = (url: URL, { isAllowed }: PictureSourceOptions, signal: AbortSignal): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isAllowed(host)) return reject(new Unfetched('address'));
    const ask = url.protocol === 'https:' ? askSecure : askPlain;
    const request = ask(url, {
      agent: false,
      lookup: lookupWithin(isAllowed),
      signal,
      headers: { Accept: 'image/*', 'Accept-Encoding': 'identity', 'User-Agent': 'Kongtai' },
    });
    request.on('response', resolve);
    request.on('error', reject);
    request.end();
  });

const bytesOf = async (response: IncomingMessage): Promise<Uint8Array> => {
  if (Number(response.headers['content-length'] ?? 0) > LARGEST_IMAGE_BYTES) throw new Unfetched('too_large');
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response) {
    if (!Buffer.isBuffer(part)) throw new Unfetched('network', true);
    length += part.length;
    if (length > LARGEST_IMAGE_BYTES) throw new Unfetched('too_large');
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const follow = async (text: string, options: PictureSourceOptions, signal: AbortSignal): Promise<Uint8Array> => {
  let url = toAddress(text);
  for (let turns = 0; turns <= MOST_TURNS; turns += 1) {
    const response = await answerOf(url, options, signal);
    try {
      const { statusCode = 0, headers } = response;
      if (statusCode === 200) return await bytesOf(response);
      if (!TURNS.has(statusCode) || headers.location === undefined) {
        throw new Unfetched('status', PASSING_STATUS.has(statusCode));
      }
      url = toAddress(headers.location, url);
    } finally {
      response.destroy();
    }
  }
  throw new Unfetched('redirects');
};

/** Never rejects, but where `signal` says so. */
export const fetchPicture = async (url: string, options: PictureSourceOptions): Promise<PictureReply> => {
  const patience = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  try {
    return { ok: true, bytes: await follow(url, options, AbortSignal.any([options.signal, patience])) };
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof Unfetched) return { ok: false, fault: error.fault, isPassing: error.isPassing };
    return { ok: false, fault: patience.aborted ? 'timeout' : 'network', isPassing: true };
  }
};
