// Sends a picture to the data folder piece by piece, since one message may be no larger than the narrower link takes.

import { IMAGE_CHUNK_BYTES, LARGEST_IMAGE_BYTES } from '../../../src-main/contract/catalogue-limits.ts';
import type { Reply } from '../../../src-main/contract/errors.ts';
import { newCommandId, request } from '../../client/client.ts';
import { toBase64 } from '../../ui/base64.ts';

type Refused = Extract<Reply<unknown>, { ok: false }>;

/** The name that it is kept under, or why it is not. */
export const uploadImage = async (file: Blob): Promise<{ readonly name: string } | Refused> => {
  if (file.size === 0 || file.size > LARGEST_IMAGE_BYTES) {
    return { ok: false, code: 'bad_image', message: 'The picture is empty or too large.' };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  const uploadId = newCommandId();
  for (let offset = 0; ; offset += IMAGE_CHUNK_BYTES) {
    const reply = await request('catalogue.addImage', {
      commandId: newCommandId(),
      uploadId,
      offset,
      size: bytes.length,
      bytes: toBase64(bytes.subarray(offset, offset + IMAGE_CHUNK_BYTES)),
    });
    if (!reply.ok) return reply;
    if (reply.value.name !== null) return { name: reply.value.name };
  }
};
