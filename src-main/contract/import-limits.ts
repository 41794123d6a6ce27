// How much imports and exports may carry at once, as screens and routes both need to know.

/** What one message may carry over the narrower link, in bytes before they are written as base64. */
export const FILE_CHUNK_BYTES = 36 * 1024;
export const LARGEST_FILE_BYTES = 100 * 1024 * 1024;
export const MOST_PREVIEW_ROWS = 100;
/** Rows that may be imported while a show is on air. */
export const MOST_ROWS_ON_AIR = 2_000;
