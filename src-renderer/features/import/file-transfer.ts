// Files between this page and the engine, piece by piece, since one message may be no larger than the narrower link takes.

import type { Reply } from '../../../src-main/contract/errors.ts';
import type { OutgoingFile } from '../../../src-main/contract/import-documents.ts';
import { FILE_CHUNK_BYTES, LARGEST_FILE_BYTES } from '../../../src-main/contract/import-limits.ts';
import { request } from '../../client/client.ts';
import type { ImportDesk } from './import-desk.ts';

type Refused = Extract<Reply<unknown>, { ok: false }>;

const LETTERS = 8_192;

const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += LETTERS) text += String.fromCharCode(...bytes.subarray(at, at + LETTERS));
  return btoa(text);
};

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export const isTooLarge = ({ size }: Blob): boolean => size > LARGEST_FILE_BYTES;

/** The upload's id once all of it is there, or why it is not; the engine forgets the upload before. */
export const sendFile = async (
  desk: ImportDesk,
  name: string,
  content: Blob,
  onBegun: (uploadId: string) => void,
): Promise<{ readonly uploadId: string } | Refused> => {
  const begun = await desk.begin(name, content.size);
  if (!begun.ok) return begun;
  const { uploadId } = begun.value;
  onBegun(uploadId);
  for (let offset = 0; offset < content.size; offset += FILE_CHUNK_BYTES) {
    const piece = new Uint8Array(await content.slice(offset, offset + FILE_CHUNK_BYTES).arrayBuffer());
    const reply = await desk.chunk(uploadId, offset, toBase64(piece));
    if (!reply.ok) return reply;
  }
  return { uploadId };
};

/** What the engine has written for this page. */
export const fetchFile = async ({ fileId, bytes }: OutgoingFile): Promise<Blob | Refused> => {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0; offset < bytes; ) {
    const reply = await request('file.read', { fileId, offset });
    if (!reply.ok) return reply;
    const piece = fromBase64(reply.value.bytes);
    if (piece.length === 0) break;
    pieces.push(piece);
    offset += piece.length;
  }
  return new Blob(pieces);
};
