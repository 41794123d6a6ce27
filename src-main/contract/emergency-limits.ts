// How long the words of an emergency card may be; the page knows it too.

export const LONGEST_WRONG = 100;
export const LONGEST_SAY = 200;
/** Stands on the picture and in the room's chat. */
export const LONGEST_NOTICE = 120;
export const LONGEST_CLOSING = 200;
