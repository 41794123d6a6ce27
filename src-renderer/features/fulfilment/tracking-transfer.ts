// A table of tracking numbers on its way to the engine, piece by piece.

import type { Reply } from '../../../src-main/contract/errors.ts';
import { FILE_CHUNK_BYTES } from '../../../src-main/contract/import-limits.ts';
import { newCommandId, request } from '../../client/client.ts';
import { toBase64 } from '../../ui/base64.ts';

type Refused = Extract<Reply<unknown>, { ok: false }>;

export const sendTracking = async (
  name: string,
  content: Blob,
): Promise<{ readonly ok: true; readonly uploadId: string } | Refused> => {
  const begun = await request('tracking.begin', { commandId: newCommandId(), name, size: content.size });
  if (!begun.ok) return begun;
  const { uploadId } = begun.value;
  for (let offset = 0; offset < content.size; offset += FILE_CHUNK_BYTES) {
    const piece = new Uint8Array(await content.slice(offset, offset + FILE_CHUNK_BYTES).arrayBuffer());
    const bytes = toBase64(piece);
    const reply = await request('tracking.chunk', { commandId: newCommandId(), uploadId, offset, bytes });
    if (!reply.ok) return reply;
  }
  return { ok: true, uploadId };
};
