// Reads a recording line by line without ever holding the file, or a hostile line, in memory.

import { createReadStream } from 'node:fs';
import { LONGEST_LINE } from './recording.ts';

export interface Line {
  /** The text, or null where the line is longer than any event. */
  readonly text: string | null;
  /** Of the line without its end. */
  readonly bytes: number;
  /** False for a last line that was cut off. */
  readonly isWhole: boolean;
}

const NEWLINE = 10;

/** Yields the lines that a chunk of the file completes, so that a reader is not resumed once a line. */
export const readLines = async function* (path: string): AsyncGenerator<readonly Line[]> {
  let pieces: Buffer[] = [];
  let bytes = 0;

  const keep = (piece: Buffer): void => {
    bytes += piece.length;
    if (bytes > LONGEST_LINE) pieces = [];
    else if (piece.length > 0) pieces.push(piece);
  };
  const end = (isWhole: boolean): Line => {
    const text = bytes > LONGEST_LINE ? null : Buffer.concat(pieces).toString('utf8');
    const line: Line = { text, bytes, isWhole };
    pieces = [];
    bytes = 0;
    return line;
  };

  for await (const chunk of createReadStream(path, { highWaterMark: 64 * 1024 }) as AsyncIterable<Buffer>) {
    const lines: Line[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, at));
      lines.push(end(true));
      from = at + 1;
    }
    keep(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (bytes > 0) yield [end(false)];
};
