// How much of a file is read at all; beyond any of these it is turned away with a sentence, before it costs memory.

export const MOST_BYTES = 100 * 1024 * 1024;
export const MOST_ROWS = 200_000;
export const MOST_COLUMNS = 1_000;
/** Characters of one cell while it is read; an unclosed quote ends here, not at the end of the file. */
export const LONGEST_CELL = 1_048_576;

/** Parts of a workbook. */
export const MOST_PARTS = 2_000;
/** Bytes of all the parts that are read, unpacked. */
export const MOST_UNPACKED = 512 * 1024 * 1024;
/** Unpacked to packed, beyond the first 16 MB: a real sheet stays far under it, a bomb is near 1000. */
export const MOST_RATIO = 400;
export const RATIO_FROM = 16 * 1024 * 1024;
/** Characters of the texts that cells share, which are kept in memory while a workbook is read. */
export const MOST_SHARED = 64 * 1024 * 1024;
export const LONGEST_TAG = 65_536;
