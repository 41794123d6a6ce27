// Texts and documents that come in pieces, kept until they are imported: one message may be no larger than a link takes.

import { Refusal } from '../contract/errors.ts';
import { LARGEST_SCRIPT_BYTES } from '../contract/script-documents.ts';
import type { Instant } from '../core/units.ts';

export interface ScriptUploads {
  /** True once the last piece is in; throws Refusal `bad_input` where a piece is out of turn. */
  take(piece: { uploadId: string; offset: number; size: number; bytes: Uint8Array }, now: Instant): boolean;
  /** Throws Refusal `not_found` where it never came whole, or came too long ago. */
  whole(uploadId: string, now: Instant): Uint8Array;
  drop(uploadId: string): void;
}

interface Upload {
  readonly size: number;
  /** Nothing is held but what has come. */
  readonly pieces: Uint8Array[];
  filled: number;
  touchedAt: Instant;
}

const MOST_AT_ONCE = 4;
const GIVEN_UP_AFTER_MS = 15 * 60_000;

export const createScriptUploads = (): ScriptUploads => {
  const uploads = new Map<string, Upload>();

  const begin = (uploadId: string, size: number, now: Instant): Upload => {
    for (const [id, { touchedAt }] of uploads) if (now - touchedAt > GIVEN_UP_AFTER_MS) uploads.delete(id);
    // A dialog that was closed leaves its text behind: the one touched longest ago makes room.
    if (uploads.size >= MOST_AT_ONCE) {
      const [oldest] = [...uploads].sort(([, a], [, b]) => a.touchedAt - b.touchedAt);
      if (oldest !== undefined) uploads.delete(oldest[0]);
    }
    const upload: Upload = { size: Math.min(size, LARGEST_SCRIPT_BYTES), pieces: [], filled: 0, touchedAt: now };
    uploads.set(uploadId, upload);
    return upload;
  };

  return {
    take: ({ uploadId, offset, size, bytes }, now) => {
      if (offset === 0) uploads.delete(uploadId);
      const upload = offset === 0 ? begin(uploadId, size, now) : uploads.get(uploadId);
      const fits = upload?.filled === offset && upload.size === size && offset + bytes.length <= size;
      if (upload === undefined || !fits) {
        uploads.delete(uploadId);
        throw new Refusal('bad_input', 'A piece of the file came out of turn: send it again from the start.');
      }
      upload.pieces.push(bytes);
      upload.filled += bytes.length;
      upload.touchedAt = now;
      return upload.filled === size;
    },
    whole: (uploadId, now) => {
      const upload = uploads.get(uploadId);
      if (upload === undefined || upload.filled < upload.size) {
        throw new Refusal('not_found', 'That file is not here any more: choose it again.');
      }
      upload.touchedAt = now;
      return Buffer.concat(upload.pieces);
    },
    drop: (uploadId) => {
      uploads.delete(uploadId);
    },
  };
};
