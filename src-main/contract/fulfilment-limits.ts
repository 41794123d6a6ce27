// How much of packing and shipping is asked for and said at once, as screens and routes both need to know.

export const MOST_SLIPS = 100;
/** Orders that one key press may mark. */
export const MOST_MARKED = 200;
export const LARGEST_TRACKING_BYTES = 5 * 1024 * 1024;
export const MOST_TRACKING_ROWS = 20_000;
/** Rows of a table of tracking numbers that are shown before it is taken over. */
export const MOST_TRACKING_SHOWN = 500;
