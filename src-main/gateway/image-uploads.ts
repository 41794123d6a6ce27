// Pictures that come in pieces, because one message may be no larger than the narrower link takes.

import { LARGEST_IMAGE_BYTES } from '../contract/catalogue-limits.ts';
import { Refusal } from '../contract/errors.ts';
import type { Instant } from '../core/units.ts';

export interface ImageUploads {
  /** The whole once the last piece is in, null before; throws Refusal `bad_input` where a piece is out of turn. */
  take(piece: { uploadId: string; offset: number; size: number; bytes: Uint8Array }, now: Instant): Uint8Array | null;
}

interface Upload {
  readonly whole: Uint8Array;
  filled: number;
  touchedAt: Instant;
}

const MOST_AT_ONCE = 8;
const GIVEN_UP_AFTER_MS = 60_000;

export const createImageUploads = (): ImageUploads => {
  const uploads = new Map<string, Upload>();

  const begin = (uploadId: string, size: number, now: Instant): Upload => {
    for (const [id, { touchedAt }] of uploads) if (now - touchedAt > GIVEN_UP_AFTER_MS) uploads.delete(id);
    if (uploads.size >= MOST_AT_ONCE) throw new Refusal('busy', 'Too many pictures are on their way at once.');
    const upload = { whole: new Uint8Array(Math.min(size, LARGEST_IMAGE_BYTES)), filled: 0, touchedAt: now };
    uploads.set(uploadId, upload);
    return upload;
  };

  return {
    take: ({ uploadId, offset, size, bytes }, now) => {
      if (offset === 0) uploads.delete(uploadId);
      const upload = offset === 0 ? begin(uploadId, size, now) : uploads.get(uploadId);
      const fits = upload?.filled === offset && upload.whole.length === size && offset + bytes.length <= size;
      if (upload === undefined || !fits) {
        uploads.delete(uploadId);
        throw new Refusal('bad_input', 'A piece of the picture came out of turn: send it again from the start.');
      }
      upload.whole.set(bytes, offset);
      upload.filled += bytes.length;
      upload.touchedAt = now;
      if (upload.filled < size) return null;
      uploads.delete(uploadId);
      return upload.whole;
    },
  };
};
