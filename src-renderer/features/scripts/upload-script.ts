// Sends a text or a document to the engine piece by piece, as no message may be larger than its link takes.

import type { Reply } from '../../../src-main/contract/errors.ts';
import { SCRIPT_CHUNK_BYTES } from '../../../src-main/contract/script-documents.ts';
import { newCommandId, request } from '../../client/client.ts';

/** A call with more arguments than this would be too deep for some engines. */
const AT_ONCE = 8192;

const toBase64 = (bytes: Uint8Array): string => {
  let letters = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    letters += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return btoa(letters);
};

/** The id to ask for a preview with. */
export const uploadScript = async (bytes: Uint8Array): Promise<Reply<string>> => {
  const uploadId = newCommandId();
  for (let offset = 0; offset < bytes.length; offset += SCRIPT_CHUNK_BYTES) {
    const piece = toBase64(bytes.subarray(offset, offset + SCRIPT_CHUNK_BYTES));
    const input = { commandId: newCommandId(), uploadId, offset, size: bytes.length, bytes: piece };
    const reply = await request('script.upload', input);
    if (!reply.ok) return reply;
  }
  return { ok: true, value: uploadId };
};
