// Bounds of what a person fills in for a source; a page reads them too.

export const LONGEST_SOURCE_NAME = 60;
export const LONGEST_SOURCE_SETTING = 2000;
export const MOST_SOURCE_SETTINGS = 20;
/** Of characters. */
export const SHORTEST_PASSPHRASE = 8;
export const LONGEST_PASSPHRASE = 200;
/** How long a connection is tried before it is said what was seen. */
export const SOURCE_TEST_MS = 10_000;
