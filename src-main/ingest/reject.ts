// Keeps what came and could not be read: its first 64 KiB as JSON, its size, and why it was refused.

import type { Reject } from './event-source.ts';

const RAW_LIMIT = 64 * 1024;

/** Binary would be spelled out byte by byte; its size says enough. */
const nameBinary = (value: unknown): unknown =>
  value instanceof Uint8Array || value instanceof ArrayBuffer ? `<binary, ${value.byteLength} bytes>` : value;

const swapBinary = function (this: Record<string, unknown>, key: string): unknown {
  // Read from the holder: a Buffer has turned itself into an array of numbers before a replacer sees it.
  return nameBinary(this[key]);
};

const spell = (raw: unknown): string => {
  if (typeof raw === 'string') return raw;
  try {
    return JSON.stringify(nameBinary(raw), swapBinary) ?? String(raw);
  } catch (cause) {
    // Nested too deep to be spelled out again.
    return `<not printable: ${cause instanceof Error ? cause.message : String(cause)}>`;
  }
};

const cutBytes = (text: string): string => {
  if (Buffer.byteLength(text) <= RAW_LIMIT) return text;
  const cut = Buffer.from(text.slice(0, RAW_LIMIT)).subarray(0, RAW_LIMIT).toString('utf8');
  // A character cut in two leaves one replacement mark at the end.
  return cut.endsWith('\uFFFD') ? cut.slice(0, -1) : cut;
};

/** How many there were, samples and all that they stand for. */
export const countRejects = (rejects: readonly Reject[]): number => rejects.reduce((sum, { times }) => sum + times, 0);

/** `raw` is a decoded value, or the text itself where it could not be decoded. */
export const keepReject = (raw: unknown, eventId: string | null, reason: string): Reject => {
  const text = spell(raw);
  return { eventId, reason, raw: cutBytes(text), bytes: Buffer.byteLength(text), times: 1 };
};
