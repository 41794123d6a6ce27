// Records that would weigh on the memory, in a file of their own: added one after another, read back in any order.

import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { Refusal } from './contract/errors.ts';
import { refusalOfDisk } from './import-upload.ts';

export interface RecordFile<T> {
  /** The record's place, counted from 0. Throws Refusal `store_full`, `store_readonly` where the disk is. */
  add(record: T): number;
  /** As JSON gives it back. Throws Refusal `not_found` once it is closed: whoever still reads has been overtaken. */
  read(place: number): T;
  count(): number;
  close(): void;
}

/** Written, and read ahead, at once. */
const BLOCK_BYTES = 256 * 1024;

/** What was at `path` is overwritten. */
export const createRecordFile = <T>(path: string): RecordFile<T> => {
  let file: number;
  try {
    file = openSync(path, 'w+');
  } catch (error) {
    throw refusalOfDisk(error);
  }
  /** Where each record begins; the last is where the next one will. */
  const starts = [0];
  const waiting = Buffer.allocUnsafe(BLOCK_BYTES);
  let [written, waits] = [0, 0];
  let window = Buffer.alloc(0);
  let windowFrom = 0;
  let isClosed = false;

  const write = (bytes: Uint8Array): void => {
    try {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(file, bytes, done, bytes.length - done, written + done);
      }
    } catch (error) {
      throw refusalOfDisk(error);
    }
    written += bytes.length;
  };
  const flush = (): void => {
    write(waiting.subarray(0, waits));
    waits = 0;
  };

  const textAt = (from: number, to: number): string => {
    if (from < windowFrom || to > windowFrom + window.length) {
      const length = Math.max(to - from, Math.min(BLOCK_BYTES, written - from));
      if (window.length !== length) window = Buffer.allocUnsafe(length);
      windowFrom = from;
      let got = 0;
      while (got < length) {
        const read = readSync(file, window, got, length - got, from + got);
        if (read === 0) throw new Error('the file of records ends early');
        got += read;
      }
    }
    return window.toString('utf8', from - windowFrom, to - windowFrom);
  };

  return {
    add: (record) => {
      const text = JSON.stringify(record);
      // A character is three bytes at most for each of its units.
      if (waits + text.length * 3 > BLOCK_BYTES) flush();
      const start = starts.at(-1) ?? 0;
      if (text.length * 3 > BLOCK_BYTES) {
        const bytes = Buffer.from(text);
        write(bytes);
        starts.push(start + bytes.length);
      } else {
        const length = waiting.write(text, waits);
        waits += length;
        starts.push(start + length);
      }
      return starts.length - 2;
    },
    read: (place) => {
      if (isClosed) throw new Refusal('not_found', 'These records have been given up.');
      const [from, to] = [starts[place], starts[place + 1]];
      if (from === undefined || to === undefined) throw new RangeError(`no record has the place ${place}`);
      if (to > written) flush();
      return JSON.parse(textAt(from, to));
    },
    count: () => starts.length - 1,
    close: () => {
      if (isClosed) return;
      isClosed = true;
      closeSync(file);
    },
  };
};
