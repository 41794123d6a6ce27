// How long a message to the host may be, and how long its timer may run; the page knows them too.

export const LONGEST_MESSAGE = 200;
/** Of either side of a correction. */
export const LONGEST_CORRECTION = 100;
export const SHORTEST_TIMER_MS = 5_000;
export const LONGEST_TIMER_MS = 4 * 3_600_000;
