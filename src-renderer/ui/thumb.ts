// The small one of a picture by its address; the engine gives the whole one as long as there is none.

import type { ThumbWidth } from '../../src-main/contract/picture-documents.ts';

/** Only what is kept under its hash has small ones: drawings are small already. */
const KEPT = /^media\/(?=[0-9a-f]{40}\.)/;

export const thumbOf = (image: string, width: ThumbWidth): string => image.replace(KEPT, `media/thumb-${width}/`);
