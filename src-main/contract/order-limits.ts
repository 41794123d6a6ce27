// How much of a show's orders is asked for and said at once, as screens and routes both need to know.

export const MOST_ORDER_ROWS = 100;
export const MOST_DECISIONS = 2_000;
export const MOST_ORDER_LINES = 50;
/** What is surer than this may be accepted in one stroke. */
export const SURE_ENOUGH = 0.8;
