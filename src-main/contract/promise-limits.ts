// How long the words of a promise may be; the page knows it too.

export const LONGEST_PROMISE = 200;
/** Why it was dropped, or how it was kept. */
export const LONGEST_PROMISE_REASON = 200;
