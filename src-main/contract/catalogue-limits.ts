// How much of the catalogue goes into one message; in a file without zod, so that pages may know it.

/** What one message may carry over the narrower link. */
export const MOST_VARIANTS_A_SAVE = 150;
export const MOST_CHOSEN = 1_000;
export const MOST_ROWS_A_PAGE = 500;
export const LARGEST_IMAGE_BYTES = 10 * 1024 * 1024;
export const IMAGE_CHUNK_BYTES = 32 * 1024;
