// Tells in which encoding a text file is written, and reads it so.

import { isUtf8 } from 'node:buffer';
import { FileRefusal } from './file-refusal.ts';
import { type FileSource, readPortions } from './file-source.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export interface EncodingGuess {
  readonly encoding: Encoding;
  /** `bom` and `valid` are proof, `pattern` is likely, `damaged` is UTF-8 with a few bytes broken. */
  readonly why: 'bom' | 'valid' | 'pattern' | 'damaged' | 'chosen';
}

const SAMPLE = 64 * 1024;
/** Broken characters that a file may have and still be called UTF-8, of those that are not ASCII. */
const MOST_BROKEN = 0.02;

const byBom = (head: Uint8Array): Encoding | null => {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
};

/** ASCII in two bytes has its zero always on the same side. */
const byZeros = (head: Uint8Array): Encoding | null => {
  let [even, odd] = [0, 0];
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even += 1;
    if (head[at + 1] === 0) odd += 1;
  }
  const pairs = Math.floor(head.length / 2);
  if (odd > pairs * 0.2 && even < odd / 10) return 'utf-16le';
  return even > pairs * 0.2 && odd < even / 10 ? 'utf-16be' : null;
};

/** How many bytes at the end of `bytes` begin a UTF-8 character that is not there yet. */
const unfinished = (bytes: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
};

const isValid = (encoding: Encoding, bytes: Uint8Array): boolean => {
  try {
    // A character cut off by the end of the sample is no fault.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

const brokenShare = (bytes: Uint8Array): number => {
  const text = new TextDecoder('utf-8').decode(bytes, { stream: true });
  const foreign = text.match(/[^\u0020-\u007e\s]/gu)?.length ?? 0;
  return foreign === 0 ? 0 : (text.match(/\ufffd/gu)?.length ?? 0) / foreign;
};

/** The first portion that is not UTF-8, with what of a character hung over from the one before; null where all is. */
const firstForeign = async (source: FileSource): Promise<Uint8Array | null> => {
  let rest = new Uint8Array(0);
  for await (const portion of readPortions(source)) {
    const bytes = rest.length === 0 ? portion : Buffer.concat([rest, portion]);
    const whole = bytes.length - unfinished(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return bytes;
    rest = Uint8Array.from(bytes.subarray(whole));
  }
  return null;
};

/** Reads the file once. Refuses with `encoding_unknown` where nothing fits. */
export const detectEncoding = async (source: FileSource): Promise<EncodingGuess> => {
  const head = await source.read(0, SAMPLE);
  const bom = byBom(head);
  if (bom !== null) return { encoding: bom, why: 'bom' };
  const zeros = byZeros(head);
  if (zeros !== null) return { encoding: zeros, why: 'pattern' };
  const foreign = await firstForeign(source);
  if (foreign === null) return { encoding: 'utf-8', why: 'valid' };
  if (brokenShare(foreign) <= MOST_BROKEN) return { encoding: 'utf-8', why: 'damaged' };
  if (isValid('gb18030', foreign)) return { encoding: 'gb18030', why: 'pattern' };
  throw new FileRefusal('encoding_unknown', `${source.name} is neither UTF-8, UTF-16 nor GB18030`, {
    name: source.name,
  });
};

export interface TextPortion {
  readonly text: string;
  /** How much of the file lies behind it. */
  readonly bytes: number;
}

/** The text in portions, without its byte order mark; a byte that fits nowhere becomes U+FFFD. */
export const readText = async function* (source: FileSource, encoding: Encoding): AsyncGenerator<TextPortion> {
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  for await (const portion of readPortions(source)) {
    bytes += portion.length;
    yield { text: decoder.decode(portion, { stream: true }), bytes };
  }
  yield { text: decoder.decode(), bytes };
};
