// Tables of tracking numbers on their way in: held in memory while a person looks at what they would do, a few at a time.

import { FileRefusal } from '../catalogue-files/file-refusal.ts';
import { type FileSource, sourceOfBytes } from '../catalogue-files/file-source.ts';
import { sayRefusal } from '../catalogue-files/problem-words.ts';
import { Refusal } from '../contract/errors.ts';
import { newId } from '../new-id.ts';

export interface TrackingUploads {
  begin(name: string, size: number): string;
  /** Throws Refusal `bad_input` out of turn, `not_found` where it was given up. */
  take(uploadId: string, offset: number, bytes: Uint8Array): void;
  /** Throws Refusal `bad_input` where it has not arrived as a whole. */
  source(uploadId: string): FileSource;
  close(uploadId: string): void;
}

interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  received: number;
}

/** Screens that read a table at the same time; the oldest gives way. */
const MOST_UPLOADS = 4;

const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim() || 'table';

export const createTrackingUploads = (): TrackingUploads => {
  const uploads = new Map<string, Upload>();
  const uploadOf = (uploadId: string): Upload => {
    const upload = uploads.get(uploadId);
    if (upload === undefined) throw new Refusal('not_found', 'This table has been given up.');
    return upload;
  };
  return {
    begin: (name, size) => {
      const uploadId = newId<string>();
      uploads.set(uploadId, { name: plainName(name), bytes: new Uint8Array(size), received: 0 });
      for (const old of [...uploads.keys()].slice(0, -MOST_UPLOADS)) uploads.delete(old);
      return uploadId;
    },
    take: (uploadId, offset, bytes) => {
      const upload = uploadOf(uploadId);
      // The same piece again, as after a reply that was lost.
      if (offset + bytes.length <= upload.received) return;
      if (offset !== upload.received || offset + bytes.length > upload.bytes.length) {
        throw new Refusal('bad_input', 'A piece of the table came out of turn: send it again from the start.');
      }
      upload.bytes.set(bytes, offset);
      upload.received += bytes.length;
    },
    source: (uploadId) => {
      const { name, bytes, received } = uploadOf(uploadId);
      if (received < bytes.length) throw new Refusal('bad_input', 'The table has not arrived as a whole.');
      return sourceOfBytes(name, bytes);
    },
    close: (uploadId) => {
      uploads.delete(uploadId);
    },
  };
};

/** A table that cannot be read is refused in a sentence of each language; `reason` is the first language's. */
export const toTrackingRefusal = (fault: unknown): unknown => {
  if (!(fault instanceof FileRefusal)) return fault;
  const said = { 'zh-CN': sayRefusal(fault, 'zh-CN'), en: sayRefusal(fault, 'en') };
  return new Refusal('bad_tracking_file', fault.message, { ...said, reason: said['zh-CN'] });
};
