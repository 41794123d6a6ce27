// What may be asked of an import's pictures: try again, call off, forget, see why; and small ones to be kept.

import { z } from 'zod';
import { IMAGE_CHUNK_BYTES } from './catalogue-limits.ts';
import { type PictureFailure, THUMB_WIDTHS } from './picture-documents.ts';
import { command, query, RUNS_THE_SHOW } from './route.ts';
import { intent, nothing } from './route-input.ts';

export const pictureRoutes = {
  /** Those that failed and those that were called off. */
  'picture.retry': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  /** Calls off all that wait; what is there stays. */
  'picture.cancel': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  /** Forgets those that failed and those that were called off. */
  'picture.dismiss': command()(RUNS_THE_SHOW, z.strictObject(intent)),
  /** Newest first, at most 100. */
  'picture.failures': query<readonly PictureFailure[]>()(RUNS_THE_SHOW, nothing),
  /** A small WebP of a picture that is kept; null where the page cannot draw it. */
  'picture.addThumb': command()(
    RUNS_THE_SHOW,
    z.strictObject({
      ...intent,
      name: z.string().regex(/^[0-9a-f]{40}\.(?:png|jpg|webp|gif)$/),
      thumb: z
        .strictObject({
          width: z.literal(THUMB_WIDTHS),
          /** Base64. */
          bytes: z
            .string()
            .min(1)
            .max(Math.ceil(IMAGE_CHUNK_BYTES / 3) * 4),
        })
        .nullable(),
    }),
  ),
};
