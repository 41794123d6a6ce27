// Bounds of recording and replaying; a page reads them too.

/** What a rehearsal is played at; the engine takes more on either side. */
export const REPLAY_SPEEDS = [0.5, 1, 2, 5, 10, 20] as const;
export const LEAST_REPLAY_SPEED = 0.5;
export const MOST_REPLAY_SPEED = 20;
export const LONGEST_RECORDING_NAME = 200;
/** In ms: a month. */
export const LONGEST_REPLAY = 31 * 24 * 60 * 60_000;
